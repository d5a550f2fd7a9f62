/// Writes CSV that people open in a spreadsheet: with a byte order mark, so that accents show, and
/// with an apostrophe in front of what the program would otherwise run as a formula.
///
/// Not for returns: a return is written with `CSVWriter`, which changes nothing.
///
/// Source of the rule: OWASP, "CSV Injection".
public struct SpreadsheetCSV: Sendable {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private var writer = CSVWriter(lineEnding: .crlf)
  private var needsMark = true

  public init() {}

  /// What was written and not taken yet.
  public var bytes: [UInt8] { (needsMark ? SpreadsheetCSV.mark : []) + writer.bytes }

  /// How many bytes were written and not taken yet.
  public var count: Int { writer.bytes.count }

  /// Hands over what was written so far, so that a long file needs no memory.
  public mutating func take() -> [UInt8] {
    defer { needsMark = false }
    return needsMark ? SpreadsheetCSV.mark + writer.take() : writer.take()
  }

  /// Adds one row.
  public mutating func append(_ cells: some Sequence<String?>) {
    writer.append(cells.map { $0.map(SpreadsheetCSV.safe) })
  }

  /// The cell with an apostrophe in front where a spreadsheet might run it.
  public static func safe(_ cell: String) -> String {
    guard let first = cell.utf8.first, dangerous.contains(first) else { return cell }
    return "'" + cell
  }

  private static let dangerous = Array("=+-@\t\r".utf8)
}
