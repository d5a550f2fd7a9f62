import HTML
import Published

/// Numbers as pages say them.
enum Spoken {
  /// "1,448", "17.7": rounded, with a comma at thousands.
  static func number(_ value: Double, decimals: Int = 0) -> String {
    FigureFormat(decimals: decimals).words(value.isFinite ? value : nil)
  }

  static func number(_ value: Int) -> String { number(Double(value)) }

  /// "+12", "−203", "0".
  static func change(_ value: Double) -> String {
    let whole = value.rounded()
    return whole > 0 ? "+" + number(whole) : number(whole == 0 ? 0 : whole)
  }

  /// "−14.0%", "+3.2%" for a share of −0.14 and 0.032.
  static func percent(change share: Double) -> String {
    let text = number(100 * share, decimals: 1)
    return (share > 0 && text != "0.0" ? "+" : "") + text + "%"
  }

  /// "5.3%" for 0.053.
  static func percent(_ share: Double) -> String { number(100 * share, decimals: 1) + "%" }

  /// "£1.20 million", "£48,300": no estimate is good to more.
  static func pounds(_ value: Double) -> String {
    value >= 1e5 ? "£\(number(value / 1e6, decimals: 2)) million" : "£\(number(value))"
  }

  /// "1 child", "1,448 children".
  static func counted(_ number: Int, _ one: String, _ many: String) -> String {
    "\(Spoken.number(number)) \(number == 1 ? one : many)"
  }

  /// A published cell, with the words of its code where there is no number.
  static func figure(_ figure: Figure, decimals: Int = 0) -> String {
    switch figure {
    case .number(let value): number(value, decimals: decimals)
    case .missing(.confidential): "hidden"
    case .missing(let code): code.meaning.lowercased()
    case .notPublished: "not held"
    }
  }

  /// "one, two and three".
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
