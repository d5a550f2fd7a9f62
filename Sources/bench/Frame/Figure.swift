import Foundation

/// One measured figure, beside the most that it may be.
struct Figure {
  enum Unit { case ratio, seconds, milliseconds, microseconds, megabytes, perSecond }

  let what: String
  let unit: Unit
  let best: Double
  /// Nil for what was measured once.
  let median: Double?
  /// The most that was promised; nil for what only informs.
  let limit: Double?
  /// The least that was promised.
  let least: Double?

  /// - Parameter values: in the unit
  init(
    _ what: String, _ values: Repeats, _ unit: Unit, atMost limit: Double? = nil,
    atLeast least: Double? = nil
  ) {
    self.least = least
    self.what = what
    self.unit = unit
    best = values.best
    median = values.values.count > 1 ? values.median : nil
    self.limit = limit
  }

  init(
    _ what: String, _ value: Double, _ unit: Unit, atMost limit: Double? = nil,
    atLeast least: Double? = nil
  ) {
    self.init(what, Repeats([value]), unit, atMost: limit, atLeast: least)
  }

  /// Nil where nothing was promised.
  var isMet: Bool? { limit.map { best <= $0 } ?? least.map { best >= $0 } }

  /// What was promised, as the report says it.
  var bound: String { limit.map(text) ?? least.map { "at least " + text($0) } ?? "" }

  func text(_ value: Double) -> String {
    switch unit {
    case .ratio: Figure.number(value) + " ×"
    case .seconds: Figure.number(value) + " s"
    case .milliseconds: Figure.number(value) + " ms"
    case .microseconds: Figure.number(value) + " µs"
    case .megabytes: Figure.number(value) + " MB"
    case .perSecond: Figure.number(value) + " a second"
    }
  }

  /// With as many digits as mean something, thousands set apart.
  static func number(_ value: Double) -> String {
    guard value < 1_000 else { return number(Int(value.rounded())) }
    return String(format: value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value)
  }

  static func number(_ value: Int) -> String {
    var digits = String(value)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }
}
