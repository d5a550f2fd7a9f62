import CareRecord
import Returns
import Store

/// The rules of one return over one child's record.
protocol LiveReturn: Sendable {
  /// `ssda903` or `cin`.
  var name: String { get }
  /// The rules that run.
  var rules: [RuleCard] { get }
  /// The rules of the year that one record cannot decide, and why.
  var undecided: [(card: RuleCard, reason: String)] { get }
  /// What would fail if the return were sent as the record stands.
  func findings(in record: ChildRecord) -> [ReturnFinding]
}
