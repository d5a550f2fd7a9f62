import Access
import CareRecord
import CivilTime

/// Finds how a person stands to a record, within one transaction.
struct StandingReader {
  let reader: RecordReader

  /// By what the policy decides about a record: its own standing, or for a family and the grown-ups
  /// in it that of each child who belongs to the family now.
  func standings(
    of subject: Subject, _ factKinds: FactKindSet, for person: Person, today: Day
  ) throws -> [Standing] {
    let families =
      switch subject.kind {
      case .family: [subject.id]
      case .adult: try members(of: subject, today).compactMap(\.family)
      default: [] as [SubjectID]
      }
    let children = try families.flatMap { family in
      try members(of: Subject(.family, family), today).filter { $0.role == .child }
        .compactMap(\.person)
    }
    let standings = try Set(children).sorted().compactMap { child in
      try reader.head(of: child).map {
        try standing(of: .child(child), $0.factKinds, for: person)
      }
    }
    return standings.isEmpty ? [try standing(of: subject, factKinds, for: person)] : standings
  }

  /// The places in families that a family's record, or a person's, holds on a day.
  private func members(of subject: Subject, _ today: Day) throws -> [FamilyMember] {
    guard let table = reader.layout.tables[FamilyMember.kind.name],
      let head = try reader.head(of: subject.id), head.kind == subject.kind,
      head.factKinds.contains(table.number)
    else { return [] }
    var only = FactKindSet()
    only.insert(table.number)
    return try reader.record(subject, factKinds: only)[FamilyMember.self].map(\.fact).filter {
      ($0.from.map { $0 <= today } ?? true) && ($0.to.map { today < $0 } ?? true)
    }
  }

  func standing(
    of subject: Subject, _ factKinds: FactKindSet, for person: Person
  ) throws -> Standing {
    let opened = try askUntilWhenOpened(subject.id, person)
    return Standing(
      allocations: try allocations(of: subject, factKinds),
      openedByReasonUntil: try untilWhen(opened),
      sameAuthority: person.authority == reader.layout.authority)
  }

  /// From the facts themselves, so that no stale row decides who may see a child.
  private func allocations(
    of subject: Subject, _ factKinds: FactKindSet
  ) throws -> [AllocationStanding] {
    guard let table = reader.layout.tables[Allocation.kind.name],
      factKinds.contains(table.number)
    else { return [] }
    var only = FactKindSet()
    only.insert(table.number)
    return try reader.record(subject, factKinds: only)[Allocation.self]
      .compactMap { AllocationStanding($0.fact) }
  }

  private func askUntilWhenOpened(_ record: SubjectID, _ person: Person) throws -> AskedRows {
    try reader.database.ask(
      """
      SELECT max(until) FROM opened_by_reason WHERE authority = ? AND record = ? AND person = ?
      """, [reader.layout.key, .integer(record.raw), .text(person.user)])
  }

  private func untilWhen(_ opened: AskedRows) throws -> Instant? {
    let select = try opened.begin()
    guard try select.step() else { return nil }
    defer { select.endRows() }
    return select.optionalInteger(0).map(Instant.init(milliseconds:))
  }
}
