import Access
import CareRecord
import CivilTime

extension Projection {
  /// A row for every child of whom anything is held: its headline, and what lists are filtered and sorted by.
  ///
  /// Ages are worked out where they are asked for, from the date of birth, so that birthdays change
  /// nothing.
  static func childHeadline(workingDays: WorkingDayCalendar) -> Projection {
    Projection(
      "child_headline", version: 2, of: .child, columns: HeadlineColumns.all,
      indexes: HeadlineColumns.indexes, tally: ["status", "allocated", "birth_month"]
    ) { record, day in
      if record.isEmpty { return ([], validUntil: nil) }
      let headline = ChildHeadline(of: record, on: day, workingDays: workingDays)
      return (
        [HeadlineColumns.row(of: headline, record: record, on: day)],
        ChildHeadline.firstChange(of: record, after: day, workingDays: workingDays)
      )
    }
  }
}

/// How a headline stands in its table.
enum HeadlineColumns {
  static let all = [
    ProjectionColumn("name", .text),
    // Family name first, without capitals and accents; NULL where no name is known.
    ProjectionColumn("sort_name", .text),
    ProjectionColumn("la_child_id", .text),
    ProjectionColumn("birth_date", .text),
    ProjectionColumn("expected_birth_date", .text),
    ProjectionColumn("status", .integer),
    ProjectionColumn("status_from", .text),
    ProjectionColumn("placement", .text),
    ProjectionColumn("worker", .text),
    ProjectionColumn("team", .text),
    ProjectionColumn("has_alert", .integer),
    // Whether the policy counts somebody as allocated now; managers see who has nobody.
    ProjectionColumn("allocated", .integer),
    // `2015-05`; empty where no date of birth is known.
    ProjectionColumn("birth_month", .text),
  ]

  static func month(of day: Day) -> String { String(day.iso.prefix(7)) }

  /// One for each order of the list, each with what the list is filtered by, so that walking along
  /// it touches no row; and two to gather a few children by status and age.
  static let indexes = [
    ProjectionIndex(["sort_name", "record"] + filters + ["worker"]),
    ProjectionIndex(["birth_date", "sort_name", "record"] + filters),
    ProjectionIndex(["status", "sort_name", "record"] + filters),
    ProjectionIndex(["status_from", "sort_name", "record"] + filters, wherePresent: "status_from"),
    ProjectionIndex(["placement", "sort_name", "record"] + filters, wherePresent: "placement"),
    ProjectionIndex(["worker", "sort_name", "record"] + filters, wherePresent: "worker"),
    ProjectionIndex(["status", "birth_date", "allocated", "record", "placement", "status_from"]),
    ProjectionIndex(["allocated", "status", "birth_date", "record", "placement", "status_from"]),
  ]

  private static let filters = ["status", "birth_date", "placement", "status_from", "allocated"]

  static func row(of headline: ChildHeadline, record: ChildRecord, on day: Day) -> [Cell] {
    let identity = record.identity
    let first = identity.map { $0.knownAs.isEmpty ? $0.givenNames : $0.knownAs }
    let sortName = NameWords.sortKey("\(identity?.familyName ?? "") \(first ?? "")")
    return [
      headline.name.cell, sortName.cell, headline.laChildID.cell, headline.birthDate.cell,
      headline.expectedBirthDate.cell, .integer(Int64((headline.status ?? .closed).rawValue)),
      headline.statusFrom.cell, headline.placement.cell, headline.worker.cell, headline.team.cell,
      .integer(headline.hasAlert ? 1 : 0), .integer(record.isAllocated(on: day) ? 1 : 0),
      .text(headline.birthDate.map(month) ?? ""),
    ]
  }
}

extension ChildRecord {
  /// Whether an allocation is current, as the policy reckons it (`Policy`, unallocated children).
  func isAllocated(on day: Day) -> Bool {
    self[Allocation.self].compactMap { AllocationStanding($0.fact) }.contains {
      $0.from <= day && ($0.to.map { day < $0 } ?? true)
    }
  }
}
