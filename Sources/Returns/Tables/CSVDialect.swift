/// What separates the cells of a table.
public enum CSVDialect: UInt8, Sendable, CaseIterable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09
  case bar = 0x7C

  var spoken: String {
    switch self {
    case .comma: "commas"
    case .semicolon: "semicolons"
    case .tab: "tabs"
    case .bar: "vertical bars"
    }
  }

  /// The separator that stands most often, outside quotes, in the line of column names.
  init(ofHeader line: some Sequence<UInt8>) {
    var counts: [UInt8: Int] = [:]
    var quoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") {
        quoted.toggle()
      } else if !quoted {
        counts[byte, default: 0] += 1
      }
    }
    // The first of equals wins, so a comma beats the rest.
    var best = CSVDialect.comma
    for dialect in CSVDialect.allCases
    where (counts[dialect.rawValue] ?? 0) > (counts[best.rawValue] ?? 0) { best = dialect }
    self = best
  }
}
