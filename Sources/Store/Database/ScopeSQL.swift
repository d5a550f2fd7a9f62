import Access
import CareRecord
import CivilTime

/// A list scope of the policy as a condition in SQL.
///
/// `record` is a column of the query that it stands in; the condition says of it what
/// `Policy.decide` would say of the record's standing, reasons left aside.
struct ScopeSQL {
  /// SQL with a `?` for each of its arguments.
  let condition: String
  let arguments: [Cell]
  /// Whether it asks who is allocated to whom.
  var readsStanding: Bool { !arguments.isEmpty }

  /// Every record: for what the store does for itself.
  static let all = ScopeSQL("1 = 1")

  private init(_ condition: String, _ arguments: [Cell] = []) {
    self.condition = condition
    self.arguments = arguments
  }

  /// - Parameter record: the column that holds the record, such as `h.record`
  init(_ scope: ListScope, record: String, authority: Authority, today: Day) {
    switch scope {
    case .none: self.init("0 = 1")
    case .all: self.init("1 = 1")
    case .allocated(let worker):
      let live = ScopeSQL.live("worker", worker, authority, today)
      self.init("\(record) IN (\(live.condition))", live.arguments)
    case .teamAndUnallocated(let team):
      let ofTeam = ScopeSQL.live("team", team, authority, today)
      let allocated = """
        SELECT s.record FROM projection_standing s WHERE s.authority = ?
        AND s.from_day <= ? AND (s.to_day IS NULL OR s.to_day > ?)
        """
      self.init(
        "(\(record) IN (\(ofTeam.condition)) OR \(record) NOT IN (\(allocated)))",
        ofTeam.arguments + [.integer(Int64(authority.number)), .day(today), .day(today)])
    case .any(let scopes):
      let all = scopes.map {
        ScopeSQL($0, record: record, authority: authority, today: today)
      }
      self.init(
        "(\(all.map(\.condition).joined(separator: " OR ")))", all.flatMap(\.arguments))
    }
  }

  /// The records with a living allocation: begun, and ended at most a fortnight ago.
  private static func live(
    _ column: String, _ value: String, _ authority: Authority, _ today: Day
  ) -> ScopeSQL {
    ScopeSQL(
      """
      SELECT s.record FROM projection_standing s WHERE s.authority = ? AND s.\(column) = ?
      AND s.from_day <= ? AND (s.to_day IS NULL OR s.to_day >= ?)
      """,
      [
        .integer(Int64(authority.number)), .text(value), .day(today),
        .day(today - Policy.daysAfterAllocation),
      ])
  }
}
