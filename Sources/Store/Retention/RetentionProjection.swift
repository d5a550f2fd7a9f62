import CareRecord
import CivilTime
import Retention

extension Projection {
  /// What decides until when a closed record is kept: a row for each reason to keep it.
  ///
  /// The periods are not in it. An authority adopts them, and with the rows as they are every one of its
  /// decisions counts at once, without making anything anew.
  static func retention(workingDays: WorkingDayCalendar) -> Projection {
    Projection(
      "retention", version: 1, of: .child,
      columns: [
        ProjectionColumn("reason", .text),
        // The day from which the period runs; NULL where the record does not say.
        ProjectionColumn("counts_from", .text),
        // The end that a death before 18 sets, whatever the period.
        ProjectionColumn("ends", .text),
      ],
      indexes: [
        ProjectionIndex(["reason", "counts_from", "record"]),
        ProjectionIndex(["ends", "record"], wherePresent: "ends"),
      ], tally: ["reason"]
    ) { record, day in
      if record.isEmpty { return ([], validUntil: nil) }
      let grounds = record.retentionGrounds(on: day, workingDays: workingDays)
      if grounds.isOpen { return ([], validUntil: grounds.validUntil) }
      return (
        grounds.grounds.map { ground in
          [
            .text(ground.reason.rawValue), ground.countsFrom.map(Cell.day) ?? .null,
            ground.endsByDeath.map(Cell.day) ?? .null,
          ]
        }, validUntil: grounds.validUntil
      )
    }
  }
}
