import Access
import CareRecord
import CivilTime
import GRDB

/// The policy's scope over the table of headlines (`h`): the children whose records a person may
/// open without giving a reason.
///
/// A test holds it against `Policy.decide`.
struct HeadlineScope: Sendable {
  /// A condition with `?` for each of `arguments`; nil where there is none to be met.
  let condition: String?
  let arguments: [Cell]
  /// The same for children whom the person or their team is allocated to, whom nobody else's being
  /// unallocated makes theirs.
  private let relationships: [Relationship]
  let isNone: Bool
  let isEveryone: Bool
  let hasUnallocated: Bool

  private struct Relationship {
    let column: String
    let value: String
  }

  private let authority: Authority
  private let today: Day

  init(of person: Person, authority: Authority, today: Day) {
    let scope = person.authority == authority ? Policy.scope(of: person) : .none
    var relationships: [Relationship] = []
    var isEveryone = false
    var hasUnallocated = false
    func take(_ scope: ListScope) {
      switch scope {
      case .none: break
      case .all: isEveryone = true
      case .allocated(let worker):
        relationships.append(Relationship(column: "worker", value: worker))
      case .teamAndUnallocated(let team):
        hasUnallocated = true
        // Nobody belongs to a team without a name.
        if !team.isEmpty { relationships.append(Relationship(column: "team", value: team)) }
      case .any(let scopes): scopes.forEach(take)
      }
    }
    take(scope)
    self.relationships = relationships
    self.isEveryone = isEveryone
    self.hasUnallocated = hasUnallocated
    self.authority = authority
    self.today = today
    isNone = !isEveryone && !hasUnallocated && relationships.isEmpty
    var conditions = relationships.map { "h.record IN (\(HeadlineScope.records($0)))" }
    if hasUnallocated { conditions.append("h.allocated = 0") }
    condition =
      isEveryone ? nil : isNone ? "0 = 1" : "(\(conditions.joined(separator: " OR ")))"
    arguments =
      isEveryone
      ? [] : relationships.flatMap { HeadlineScope.arguments($0, authority, today) }
  }

  /// The records with a living allocation: begun, and ended at most a fortnight ago (rule A2).
  private static func records(_ relationship: Relationship) -> String {
    """
    SELECT s.record FROM projection_standing s WHERE s.authority = ? AND s.\(relationship.column) = ?
    AND s.from_day <= ? AND (s.to_day IS NULL OR s.to_day >= ?)
    """
  }

  private static func arguments(
    _ relationship: Relationship, _ authority: Authority, _ today: Day
  ) -> [Cell] {
    [
      .integer(Int64(authority.number)), .text(relationship.value), .day(today),
      .day(today - Policy.daysAfterAllocation),
    ]
  }

  /// The children whom the person, or their team, is allocated to.
  func relatedRecords(_ database: Database) throws -> Set<Int64> {
    var records: Set<Int64> = []
    for relationship in relationships {
      let select = try PreparedStatement(database, HeadlineScope.records(relationship))
      select.bind(HeadlineScope.arguments(relationship, authority, today))
      while try select.step() { records.insert(select.integer(0)) }
    }
    return records
  }
}
