/// Writes rows of cells as CSV by RFC 4180: UTF-8 without a byte order mark, commas, quotes only
/// where they are needed.
public struct CSVWriter: Sendable {
  public enum LineEnding: String, Sendable {
    case lf = "\n"
    case crlf = "\r\n"
  }

  public private(set) var bytes: [UInt8] = []
  private let lineEnding: LineEnding

  public init(lineEnding: LineEnding = .lf) {
    self.lineEnding = lineEnding
  }

  /// Hands over what was written so far.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Adds one row.
  public mutating func append(_ cells: some Sequence<String?>) {
    var isFirst = true
    for cell in cells {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      if let cell { append(cell: cell) }
    }
    bytes += lineEnding.rawValue.utf8
  }

  private mutating func append(cell: String) {
    let needsQuotes =
      cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
      || cell.utf8.first == 0x20 || cell.utf8.last == 0x20
    guard needsQuotes else {
      bytes += cell.utf8
      return
    }
    bytes.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
