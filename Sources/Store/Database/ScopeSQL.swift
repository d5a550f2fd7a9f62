import Access
import CareRecord
import CivilTime

/// A list scope of the policy as a condition in SQL.
///
/// `record` is a column of the query that it stands in; the condition says of it what
/// `Policy.decide` would say of the record's standing, reasons left aside.
struct ScopeSQL {
  /// Without parameters: every value in it is written as a literal that was made safe.
  let condition: String

  /// Every record: for what the store does for itself.
  static let all = ScopeSQL(condition: "1")

  private init(condition: String) { self.condition = condition }

  /// - Parameter record: the column that holds the record, such as `h.record`
  init(_ scope: ListScope, record: String, authority: Authority, today: Day) {
    condition = ScopeSQL.condition(scope, record, authority, today)
  }

  private static func condition(
    _ scope: ListScope, _ record: String, _ authority: Authority, _ today: Day
  ) -> String {
    switch scope {
    case .none: return "0"
    case .all: return "1"
    case .allocated(let worker):
      return "\(record) IN (\(live("worker = \(literal(worker))", authority, today)))"
    case .teamAndUnallocated(let team):
      let ofTeam = live("team = \(literal(team))", authority, today)
      let allocated = """
        SELECT s.record FROM projection_standing s WHERE s.authority = \(authority.number)
        AND s.from_day <= \(literal(today.iso))
        AND (s.to_day IS NULL OR s.to_day > \(literal(today.iso)))
        """
      return "(\(record) IN (\(ofTeam)) OR \(record) NOT IN (\(allocated)))"
    case .any(let scopes):
      let all = scopes.map { condition($0, record, authority, today) }
      return "(\(all.joined(separator: " OR ")))"
    }
  }

  /// The records with a living allocation: begun, and ended at most a fortnight ago.
  private static func live(_ which: String, _ authority: Authority, _ today: Day) -> String {
    """
    SELECT s.record FROM projection_standing s WHERE s.authority = \(authority.number)
    AND s.\(which) AND s.from_day <= \(literal(today.iso))
    AND (s.to_day IS NULL OR s.to_day >= \(literal((today - Policy.daysAfterAllocation).iso)))
    """
  }

  private static func literal(_ text: String) -> String {
    // A NUL would end the statement early; no name holds one.
    let safe = text.filter { $0 != "\0" }.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + safe.joined(separator: "''") + "'"
  }
}
