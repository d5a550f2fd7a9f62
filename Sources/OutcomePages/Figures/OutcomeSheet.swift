import Published

/// A table of figures to take along, as CSV or as a sheet of a workbook.
public struct OutcomeSheet: Sendable {
  public enum Cell: Hashable, Sendable {
    case text(String)
    /// A number, and how many of its decimals mean something.
    case number(Double, decimals: Int)
    case empty

    /// As a spreadsheet reads it: a number without thousands set apart.
    public var plain: String {
      switch self {
      case .text(let text): text
      case .empty: ""
      case .number(let number, let decimals):
        OutcomeSheet.plain(number, decimals: decimals)
      }
    }
  }

  public let name: String
  public let columns: [(heading: String, width: Double)]
  public let rows: [[Cell]]

  init(_ name: String, columns: [(heading: String, width: Double)], rows: [[Cell]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  private static func plain(_ number: Double, decimals: Int) -> String {
    guard number.magnitude < 1e12 else { return "\(number)" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((number * scale).rounded())
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    let sign = scaled < 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let digits = String(rest)
    return sign + String(whole) + "."
      + String(repeating: "0", count: decimals - digits.utf8.count) + digits
  }
}

extension OutcomeSheet.Cell {
  /// A value in its unit, or words in its place.
  static func value(_ value: Double?, decimals: Int, missing: String? = nil) -> OutcomeSheet.Cell {
    value.map { .number($0, decimals: decimals) } ?? words(missing)
  }

  static func whole(_ number: Int?) -> OutcomeSheet.Cell {
    number.map { .number(Double($0), decimals: 0) } ?? .empty
  }

  static func words(_ words: String?) -> OutcomeSheet.Cell {
    guard let words, !words.isEmpty else { return .empty }
    return .text(words)
  }

  /// A count as printed, or the meaning of the code in its place.
  static func count(_ figure: Figure?) -> OutcomeSheet.Cell {
    switch figure {
    case .number(let number): .number(number, decimals: number == number.rounded() ? 0 : 1)
    case .missing(let code): .text("\(code.rawValue): \(code.meaning)")
    case .notPublished, nil: .empty
    }
  }
}
