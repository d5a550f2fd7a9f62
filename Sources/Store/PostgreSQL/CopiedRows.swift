/// Rows in the binary form of PostgreSQL's COPY, on their way into a table.
struct CopiedRows {
  /// `COPY … FROM STDIN`.
  let sql: String
  private(set) var bytes: [UInt8] = []

  /// So many bytes are sent at once.
  static let mostBytes = 4 << 20

  init(table: String, columns: [String]) {
    let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    sql = "COPY \(table) (\(list)) FROM STDIN (FORMAT binary)"
  }

  mutating func add(_ values: [PostgreSQLStatement.Value]) {
    if bytes.isEmpty { bytes += CopiedRows.header }
    append(Int16(values.count))
    for value in values {
      switch value {
      case .null: append(Int32(-1))
      case .integer(let number):
        append(Int32(8))
        append(number)
      case .text(let held), .bytes(let held):
        append(Int32(held.count))
        bytes += held
      }
    }
  }

  /// All that was added, to be sent; nothing is left afterwards.
  mutating func take() -> [UInt8] {
    append(Int16(-1))
    defer { bytes = [] }
    return bytes
  }

  mutating func forget() { bytes = [] }

  private mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// The signature, no flags, nothing further.
  private static let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n".utf8) + [0] + [UInt8](repeating: 0, count: 8)
}
