import Access
import CareRecord
import CivilTime
import GRDB

/// Finds how a person stands to a record, within one transaction.
struct StandingReader {
  let reader: RecordReader

  func standing(
    of subject: Subject, _ factKinds: FactKindSet, for person: Person
  ) throws -> Standing {
    Standing(
      allocations: try allocations(of: subject, factKinds),
      openedByReasonUntil: try openUntil(subject.id, person),
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

  private func openUntil(_ record: SubjectID, _ person: Person) throws -> Instant? {
    let select = try PreparedStatement(
      reader.database,
      """
      SELECT max(until) FROM opened_by_reason WHERE authority = ? AND record = ? AND person = ?
      """)
    select.bind(reader.layout.authority.number, at: 1)
    select.bind(record.raw, at: 2)
    select.bind(person.user, at: 3)
    guard try select.step() else { return nil }
    defer { select.reset() }
    return select.optionalInteger(0).map(Instant.init(milliseconds:))
  }
}
