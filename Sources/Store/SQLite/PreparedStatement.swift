import CareRecord
import CivilTime
import GRDB
import GRDBSQLite

/// One statement, made ready once for each connection and read by the number of the column.
///
/// The hot paths use it: a fact must not cost more than reading its bytes. Everything else uses
/// GRDB's own interface.
struct PreparedStatement {
  /// Keeps the statement alive; the connection's cache holds it too.
  private let kept: Statement
  private let raw: OpaquePointer

  init(_ database: Database, _ sql: String) throws {
    kept = try database.cachedStatement(sql: sql)
    raw = kept.sqliteStatement
    sqlite3_reset(raw)
  }

  // MARK: - Binding, from 1

  func bind(_ value: Int64, at index: Int32) { sqlite3_bind_int64(raw, index, value) }

  func bind(_ value: Int64?, at index: Int32) {
    if let value { bind(value, at: index) } else { sqlite3_bind_null(raw, index) }
  }

  func bind(_ value: Int, at index: Int32) { bind(Int64(value), at: index) }

  func bind(_ text: String, at index: Int32) {
    var text = text
    _ = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // The address of no bytes may be nil, which would bind NULL.
        if let start = characters.baseAddress {
          sqlite3_bind_text(raw, index, start, Int32(characters.count), transient)
        } else {
          sqlite3_bind_text(raw, index, "", 0, transient)
        }
      }
    }
  }

  func bind(_ text: String?, at index: Int32) {
    if let text { bind(text, at: index) } else { sqlite3_bind_null(raw, index) }
  }

  func bindNull(at index: Int32) { sqlite3_bind_null(raw, index) }

  /// UTF-8 bytes as a text.
  func bindText(_ bytes: [UInt8], at index: Int32) {
    bytes.withUnsafeBytes { buffer in
      _ = sqlite3_bind_text(
        raw, index, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count),
        transient)
    }
  }

  func bind(_ bytes: [UInt8], at index: Int32) {
    bytes.withUnsafeBytes { buffer in
      _ = sqlite3_bind_blob(raw, index, buffer.baseAddress, Int32(buffer.count), transient)
    }
  }

  func bind(_ cell: Cell, at index: Int32) {
    switch cell {
    case .null: sqlite3_bind_null(raw, index)
    case .flag(let value): bind(value ? 1 : 0 as Int64, at: index)
    case .integer(let value): bind(value, at: index)
    case .day(let day): bind(day.iso, at: index)
    case .text(let text): bind(text, at: index)
    }
  }

  /// Binds these, the first one at 1.
  func bind(_ cells: [Cell]) {
    for (index, cell) in cells.enumerated() { bind(cell, at: Int32(index + 1)) }
  }

  // MARK: - Running

  /// Goes to the next row; false when there is none, and then the statement can be bound again.
  func step() throws -> Bool {
    switch sqlite3_step(raw) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(raw)
      return false
    default:
      let code = sqlite3_extended_errcode(sqlite3_db_handle(raw))
      let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(raw)))
      sqlite3_reset(raw)
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: message,
        sql: String(cString: sqlite3_sql(raw)))
    }
  }

  /// Runs a statement that answers no rows.
  func run() throws {
    while try step() {}
  }

  func reset() { sqlite3_reset(raw) }

  // MARK: - Columns, from 0

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(raw, column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count(column)))
  }

  func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(raw, column) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: start, count: count(column)), as: UTF8.self)
  }

  /// Hands the bytes of a text to `body` without copying them.
  func withText<Answer>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
    let start = sqlite3_column_text(raw, column)
    return body(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count(column)))
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// A day written as `2026-03-31`; nil for anything else, NULL included.
  func day(_ column: Int32) -> Day? {
    guard let start = sqlite3_column_text(raw, column) else { return nil }
    return Day(isoBytes: Span(_unsafeStart: start, count: count(column)))
  }

  /// The value of a column as the field that it belongs to holds it.
  func cell(_ column: Int32, _ storage: CellStorage) -> Cell {
    switch storage {
    case .day, .text:
      // A text is null where it has no address, which spares asking first.
      guard let start = sqlite3_column_text(raw, column) else { return .null }
      let bytes = UnsafeBufferPointer(start: start, count: count(column))
      if storage == .day, let day = Day(isoBytes: Span(_unsafeElements: bytes)) { return .day(day) }
      return .text(String(decoding: bytes, as: UTF8.self))
    case .flag:
      if isNull(column) { return .null }
      let number = integer(column)
      return number == 0 || number == 1 ? .flag(number == 1) : .integer(number)
    case .integer: return isNull(column) ? .null : .integer(integer(column))
    }
  }

  /// The value of a field's column where it lies; it is gone after the next step.
  func value(_ column: Int32, _ storage: CellStorage) -> StoredValue {
    switch storage {
    case .day, .text:
      // A text is null where it has no address, which spares asking first.
      guard let start = sqlite3_column_text(raw, column) else { return .null }
      return .text(UnsafeBufferPointer(start: start, count: count(column)))
    case .flag, .integer: return isNull(column) ? .null : .integer(integer(column))
    }
  }

  private func count(_ column: Int32) -> Int { Int(sqlite3_column_bytes(raw, column)) }
}

/// How a field's values stand in a column.
enum CellStorage: Sendable {
  /// ISO text.
  case day
  /// 0 or 1.
  case flag
  case integer
  case text

  init(_ type: FieldType) {
    self =
      switch type {
      case .day: .day
      case .flag: .flag
      case .number, .subject, .fact: .integer
      case .text, .narrative, .code, .codes, .partialDay: .text
      }
  }

  var sqlType: String {
    switch self {
    case .day, .text: "TEXT"
    case .flag, .integer: "INTEGER"
    }
  }
}

/// Asks SQLite to copy what is bound (`SQLITE_TRANSIENT`, which C writes as a cast of -1).
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
