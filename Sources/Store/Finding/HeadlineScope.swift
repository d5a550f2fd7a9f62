import Access
import CareRecord
import CivilTime

/// The policy's scope over the table of headlines (`h`): the children whose records a person may
/// open without giving a reason.
///
/// A test holds it against `Policy.decide`.
struct HeadlineScope: Sendable {
  /// SQL with a `?` for each of its arguments.
  struct Condition: Sendable {
    let sql: String
    let arguments: [Cell]
  }

  /// The scope, for rows that are come by along an index: by expressions, which lead the planner
  /// to no other; nil where there is no condition to be met.
  let condition: Condition?
  /// Those whom nobody else is in, apart from each other: together they are the scope.
  let parts: [Part]

  enum Part: Sendable {
    case everyone
    /// Whom nobody is allocated to.
    case unallocated
    /// Whom the person or their team is allocated to, and of whom no other part tells.
    case related(Condition)
  }

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
    let related = relationships.map { "h.record IN (\(HeadlineScope.records($0)))" }
    let alsoRelated = relationships.map { "h.record + 0 IN (\(HeadlineScope.records($0)))" }
    let arguments = relationships.flatMap { HeadlineScope.arguments($0, authority, today) }
    func any(_ conditions: [String]) -> Condition {
      Condition(sql: "(\(conditions.joined(separator: " OR ")))", arguments: arguments)
    }
    if isEveryone {
      (condition, parts) = (nil, [.everyone])
    } else if isNone {
      (condition, parts) = (Condition(sql: "0 = 1", arguments: []), [])
    } else if hasUnallocated {
      let others = Condition(
        sql: "h.allocated + 0 = 1 AND \(any(related).sql)", arguments: arguments)
      condition = any(["h.allocated + 0 = 0"] + alsoRelated)
      parts = [.unallocated] + (related.isEmpty ? [] : [.related(others)])
    } else {
      (condition, parts) = (any(alsoRelated), [.related(any(related))])
    }
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
  func relatedRecords(_ database: StoreConnection) throws -> Set<Int64> {
    var records: Set<Int64> = []
    for relationship in relationships {
      let select = try PreparedStatement(database, HeadlineScope.records(relationship))
      select.bind(HeadlineScope.arguments(relationship, authority, today))
      while try select.step() { records.insert(select.integer(0)) }
    }
    return records
  }
}
