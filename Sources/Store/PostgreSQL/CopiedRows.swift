/// Rows in the binary form of PostgreSQL's COPY, on their way into a table.
struct CopiedRows {
  /// `COPY … FROM STDIN`.
  let sql: String
  private var rows = PackedRows(for: .postgreSQL)

  /// So many bytes are sent at once.
  static let mostBytes = 1 << 20

  init(table: String, columns: [String]) {
    let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    sql = "COPY \(table) (\(list)) FROM STDIN (FORMAT binary)"
  }

  var isEmpty: Bool { rows.isEmpty }
  var isMuch: Bool { rows.bytes.count >= CopiedRows.mostBytes }

  mutating func add(_ values: [PostgreSQLStatement.Value]) {
    rows.begin(values.count)
    for value in values {
      switch value {
      case .null: rows.addNull()
      case .integer(let number): rows.add(number)
      // A text was written as PostgreSQL can hold it when it was bound.
      case .text(let held), .bytes(let held): rows.add(held)
      }
    }
  }

  mutating func add(_ more: PackedRows) { rows.add(more) }

  /// All that was added, to be sent; nothing is left afterwards.
  mutating func take() -> [UInt8] {
    defer { forget() }
    return CopiedRows.header + rows.bytes + CopiedRows.end
  }

  mutating func forget() { rows = PackedRows(for: .postgreSQL) }

  /// The signature, no flags, nothing further.
  private static let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n".utf8) + [0] + [UInt8](repeating: 0, count: 8)
  /// -1 in the place of a count of values.
  private static let end: [UInt8] = [0xFF, 0xFF]
}
