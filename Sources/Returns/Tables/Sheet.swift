/// The rows of one file of comma-separated values (or of one table of an XML file).
///
/// The text stays as it was read. A sheet knows where each cell begins and ends, and makes a
/// string only when it is asked for one.
public struct Sheet: Sendable {
  public let file: String

  /// The column names as they stand in the file, without blanks around them.
  public let columns: [String]

  /// Rows that could not be read, each kept whole.
  public internal(set) var refusals: [Refusal] = []
  public internal(set) var notes: [ReadingNote] = []

  let bytes: [UInt8]
  let bounds: CellBounds
  private let lines: RowLines
  /// Whether cells may be in quotes.
  let isQuoted: Bool

  init(
    file: String, columns: [String], bytes: [UInt8], isQuoted: Bool, bounds: CellBounds,
    lines: RowLines
  ) {
    self.file = file
    self.columns = columns
    self.bytes = bytes
    self.isQuoted = isQuoted
    self.bounds = bounds
    self.lines = lines
  }

  /// A sheet without rows.
  init(file: String, columns: [String], isQuoted: Bool) {
    self.init(
      file: file, columns: columns, bytes: [], isQuoted: isQuoted,
      bounds: CellBounds(width: columns.count), lines: RowLines())
  }

  public var rowCount: Int { bounds.rowCount }

  /// The line of the file, as an editor numbers it, that a row begins on.
  public func line(of row: Int) -> Int { lines.line(of: row) }

  /// The text of a cell without blanks around it; nil where it is empty.
  public func text(row: Int, column: Int) -> String? {
    withCell(row: row, column: column) { cell in
      cell.isEmpty ? nil : String(decoding: cell, as: UTF8.self)
    }
  }

  /// All cells of a row as text.
  public func cells(of row: Int) -> [String] {
    columns.indices.map { text(row: row, column: $0) ?? "" }
  }

  /// Lends the bytes of a cell: without blanks around it, quotes undone.
  @inline(__always)
  func withCell<Result>(
    row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let place = bounds.cell(row: row, column: column)
    return bytes.withUnsafeBufferPointer { text in
      let cell = UnsafeBufferPointer(rebasing: text[place])
      // Nearly every cell begins and ends with a printing character that is not a quote.
      guard let first = cell.first, let last = cell.last else { return body(cell) }
      if first > 0x22, last > 0x22 { return body(cell) }
      return Sheet.withCleaned(cell, isQuoted: isQuoted, body)
    }
  }

  /// Drops blanks and quotes from around a cell.
  private static func withCleaned<Result>(
    _ cell: UnsafeBufferPointer<UInt8>, isQuoted: Bool,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let quote = UInt8(ascii: "\"")
    var inner = trimmed(cell[...])
    if isQuoted, inner.count >= 2, inner.first == quote, inner.last == quote {
      inner = trimmed(inner.dropFirst().dropLast())
      if inner.contains(quote) {
        let text = Array(CSVCells.text(ArraySlice(cell)).utf8)
        return text.withUnsafeBufferPointer(body)
      }
    }
    return body(UnsafeBufferPointer(rebasing: inner))
  }

  private static func trimmed(
    _ cell: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var cell = cell
    while let first = cell.first, first.isBlankOrBreak { cell = cell.dropFirst() }
    while let last = cell.last, last.isBlankOrBreak { cell = cell.dropLast() }
    return cell
  }
}
