/// The text of CSV cells.
enum CSVCells {
  /// All cells of one record, quotes undone; a broken quote is kept as it stands.
  static func all(_ record: ArraySlice<UInt8>, dialect: CSVDialect) -> [String] {
    var cells: [String] = []
    var start = record.startIndex
    while true {
      var end = record[start...].firstIndex(of: dialect.rawValue) ?? record.endIndex
      if record[start..<end].first(where: { $0 != 0x20 }) == UInt8(ascii: "\"") {
        // Odd quotes: the separator found stands inside the quoted cell.
        while end < record.endIndex, record[start..<end].count(of: UInt8(ascii: "\"")) % 2 == 1 {
          end = record[(end + 1)...].firstIndex(of: dialect.rawValue) ?? record.endIndex
        }
      }
      cells.append(text(record[start..<end]))
      guard end < record.endIndex else { return cells }
      start = end + 1
    }
  }

  /// The text of one cell: blanks around it dropped, quotes undone.
  static func text(_ cell: ArraySlice<UInt8>) -> String {
    String(decoding: unquoted(trimmed(cell)), as: UTF8.self)
  }

  private static func unquoted(_ cell: ArraySlice<UInt8>) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard cell.count >= 2, cell.first == quote, cell.last == quote else { return Array(cell) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cell.count)
    var wasQuote = false
    for byte in trimmed(cell.dropFirst().dropLast()) {
      let isSecond = byte == quote && wasQuote
      if !isSecond { bytes.append(byte) }
      wasQuote = byte == quote && !isSecond
    }
    return bytes
  }

  private static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = cell.firstIndex(where: { !$0.isBlankOrBreak }),
      let last = cell.lastIndex(where: { !$0.isBlankOrBreak })
    else { return [] }
    return cell[first...last]
  }
}

extension Collection<UInt8> {
  fileprivate func count(of byte: UInt8) -> Int {
    reduce(0) { $1 == byte ? $0 + 1 : $0 }
  }
}
