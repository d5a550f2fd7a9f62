/// Cells as they were typed, blanks and all: for rules, to which a blank is a value.
extension Sheet {
  /// The cells of one row.
  struct RawRow {
    let bytes: UnsafeBufferPointer<UInt8>
    let bounds: CellBounds.Row
    let isQuoted: Bool

    /// The text of a cell, quotes undone, in capitals, and its day where it is of a date column.
    @inline(__always)
    func cell(_ column: Int, isDate: Bool, _ dates: CellDates) -> Cell {
      let from = column == 0 ? bounds.start : bounds.end(column - 1) + 1
      let count = bounds.end(column) - from
      guard count > 0, let base = bytes.baseAddress, from >= 0, from + count <= bytes.count else {
        return Cell()
      }
      let text = UnsafeBufferPointer(start: base + from, count: count)
      if isQuoted, text[0] == 0x22 || text[0] == 0x20 {
        return Sheet.withUnquoted(text) { Cell($0, isDate: isDate, dates) }
      }
      return Cell(
        text: CellText(UnsafeRawPointer(base + from), count: count, readable: bytes.count - from)
          .uppercased,
        day: isDate ? CellDay(text, dates) : .none)
    }
  }

  @inline(__always)
  func withRawRow(_ row: Int, _ body: (RawRow) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      bounds.withRow(row) { body(RawRow(bytes: bytes, bounds: $0, isQuoted: isQuoted)) }
    }
  }

  /// The bytes between the quotes of a cell, doubled ones undone; the cell itself where it has none.
  private static func withUnquoted(
    _ cell: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Cell
  ) -> Cell {
    let quote = UInt8(ascii: "\"")
    guard let opening = cell.firstIndex(where: { $0 != 0x20 }), cell[opening] == quote,
      let closing = cell.lastIndex(of: quote), closing > opening
    else { return body(cell) }
    let inner = UnsafeBufferPointer(rebasing: cell[(opening + 1)..<closing])
    guard inner.contains(quote) else { return body(inner) }
    var text: [UInt8] = []
    var wasQuote = false
    for byte in inner {
      let isSecond = byte == quote && wasQuote
      if !isSecond { text.append(byte) }
      wasQuote = byte == quote && !isSecond
    }
    return text.withUnsafeBufferPointer(body)
  }
}

extension Cell {
  fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>, isDate: Bool, _ dates: CellDates) {
    self.init(
      text: CellText(bytes).uppercased,
      day: isDate && !bytes.isEmpty ? CellDay(bytes, dates) : .none)
  }
}
