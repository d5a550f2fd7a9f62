/// How far back the month ends of our own record go.
public enum OwnMonths: Int, Hashable, CaseIterable, Sendable {
  case two = 24
  case five = 60
  case ten = 120
  case twenty = 240

  public static let field = "months"

  /// Nil for what is none of the choices.
  ///
  /// - Parameter asked: how many months, as in an address; nothing asks for two years
  public init?(asked: String?) {
    guard let asked, !asked.isEmpty else {
      self = .two
      return
    }
    guard let months = Int(asked), let choice = OwnMonths(rawValue: months) else { return nil }
    self = choice
  }

  var words: String { "\(rawValue / 12) years" }
}
