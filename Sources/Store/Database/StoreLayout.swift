import Access
import CareRecord
import CivilTime

/// What a store needs to know of itself in every transaction: whose facts, in which tables.
struct StoreLayout: Sendable {
  let authority: Authority
  let tables: FactTables
  let projections: [ProjectionTable]

  /// What stands in the column `authority`.
  var key: Cell { .integer(Int64(authority.number)) }
}

extension AllocationStanding {
  /// What access makes of an allocation some of whose dates are not wholly known: it opens nothing
  /// before the last day on which it can have begun, nor after the first on which it can have ended.
  init?(_ allocation: Allocation) {
    guard let from = allocation.from?.latest else { return nil }
    let worker =
      allocation.workerNumber.isEmpty
      ? allocation.worker?.text ?? "" : allocation.workerNumber
    self.init(
      worker: worker, team: allocation.team, from: from,
      to: allocation.to.map { $0.earliest ?? from })
  }
}

extension Projection {
  /// What every store derives, and what `further` asks for.
  static func all(_ further: [Projection], workingDays: WorkingDayCalendar) -> [Projection] {
    [.standing] + finding(workingDays: workingDays)
      + [.retention(workingDays: workingDays), .measures] + further
  }

  /// Who is and was allocated to each child, so that the policy's scope can be said in SQL.
  static let standing = Projection(
    "standing", version: 1, of: .child,
    columns: [
      ProjectionColumn("worker", .text), ProjectionColumn("team", .text),
      ProjectionColumn("from_day", .text), ProjectionColumn("to_day", .text),
    ],
    // With all that a scope asks, or the planner would rather walk over the whole table.
    indexes: [
      ProjectionIndex(["worker", "record", "from_day", "to_day"]),
      ProjectionIndex(["team", "record", "from_day", "to_day"]),
    ]
  ) { record, _ in
    let rows = record[Allocation.self].compactMap { AllocationStanding($0.fact) }.map {
      [Cell.text($0.worker), .text($0.team), .day($0.from), $0.to.map(Cell.day) ?? .null]
    }
    return (rows, validUntil: nil)
  }
}
