/// Cells as they were typed, blanks and all: for rules, to which a blank is a value.
extension Sheet {
  /// The cells of one row.
  struct RawRow {
    let bytes: UnsafeBufferPointer<UInt8>
    let ends: UnsafeBufferPointer<UInt32>
    let start: Int
    let firstEnd: Int
    let isQuoted: Bool

    /// Lends the bytes of a cell, quotes undone.
    @inline(__always)
    func withCell(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
      let from = column == 0 ? start : Int(ends[firstEnd + column - 1]) + 1
      let to = Int(ends[firstEnd + column])
      let cell = UnsafeBufferPointer(rebasing: bytes[from..<to])
      if isQuoted, let first = cell.first, first == 0x22 || first == 0x20 {
        Sheet.withUnquoted(cell, body)
      } else {
        body(cell)
      }
    }
  }

  @inline(__always)
  func withRawRow(_ row: Int, _ body: (RawRow) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        body(
          RawRow(
            bytes: bytes, ends: ends, start: Int(starts[row]), firstEnd: row * columns.count,
            isQuoted: isQuoted))
      }
    }
  }

  /// The bytes between the quotes of a cell, doubled ones undone; the cell itself where it has none.
  private static func withUnquoted(
    _ cell: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let quote = UInt8(ascii: "\"")
    guard let opening = cell.firstIndex(where: { $0 != 0x20 }), cell[opening] == quote,
      let closing = cell.lastIndex(of: quote), closing > opening
    else {
      body(cell)
      return
    }
    let inner = UnsafeBufferPointer(rebasing: cell[(opening + 1)..<closing])
    guard inner.contains(quote) else {
      body(inner)
      return
    }
    var text: [UInt8] = []
    var wasQuote = false
    for byte in inner {
      let isSecond = byte == quote && wasQuote
      if !isSecond { text.append(byte) }
      wasQuote = byte == quote && !isSecond
    }
    text.withUnsafeBufferPointer(body)
  }
}
