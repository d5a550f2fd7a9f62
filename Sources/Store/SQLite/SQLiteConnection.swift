import GRDB
import GRDBSQLite

/// A connection of GRDB's to a SQLite file.
struct SQLiteConnection {
  let database: Database

  func execute(script: String) throws {
    try translatingTrouble { try database.execute(sql: script) }
  }

  /// A statement made ready, and what keeps it alive.
  func statement(_ sql: String) throws -> (SQLiteStatement, kept: AnyObject) {
    try translatingTrouble {
      let statement = try database.cachedStatement(sql: sql)
      sqlite3_reset(statement.sqliteStatement)
      return (SQLiteStatement(raw: statement.sqliteStatement), statement)
    }
  }
}

/// SQLite's own statement; whoever uses it keeps it alive.
struct SQLiteStatement {
  let raw: OpaquePointer

  func bind(_ value: Int64, at index: Int32) { sqlite3_bind_int64(raw, index, value) }

  func bindNull(at index: Int32) { sqlite3_bind_null(raw, index) }

  func bindText(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
    // The address of no bytes may be nil, which would bind NULL.
    if let start = bytes.baseAddress {
      sqlite3_bind_text(
        raw, index, start.assumingMemoryBound(to: CChar.self), Int32(bytes.count), transient)
    } else {
      sqlite3_bind_text(raw, index, "", 0, transient)
    }
  }

  func bindBytes(_ bytes: UnsafeRawBufferPointer, at index: Int32) {
    if let start = bytes.baseAddress, !bytes.isEmpty {
      sqlite3_bind_blob(raw, index, start, Int32(bytes.count), transient)
    } else {
      sqlite3_bind_zeroblob(raw, index, 0)
    }
  }

  func step() throws -> Bool {
    switch sqlite3_step(raw) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(raw)
      return false
    default:
      let database = sqlite3_db_handle(raw)
      let code = ResultCode(rawValue: sqlite3_extended_errcode(database))
      let message = String(cString: sqlite3_errmsg(database))
      sqlite3_reset(raw)
      throw DatabaseTrouble(code, message)
    }
  }

  func reset() { sqlite3_reset(raw) }

  /// How many rows the last statement of the connection changed.
  var changes: Int { Int(sqlite3_changes(sqlite3_db_handle(raw))) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

  func textBytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    guard let start = sqlite3_column_text(raw, column) else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: start, count: count(column))
  }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(raw, column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count(column)))
  }

  private func count(_ column: Int32) -> Int { Int(sqlite3_column_bytes(raw, column)) }
}

/// Asks SQLite to copy what is bound (`SQLITE_TRANSIENT`, which C writes as a cast of -1).
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

// MARK: - What SQLite refuses

/// Runs `body`, and says what SQLite refused as any database does.
func translatingTrouble<Answer>(_ body: () throws -> Answer) throws -> Answer {
  do {
    return try body()
  } catch let error as DatabaseError {
    throw DatabaseTrouble(error.extendedResultCode, error.message)
  }
}

extension DatabaseTrouble {
  init(_ code: ResultCode, _ message: String?) {
    let cause: Cause =
      switch code.primaryResultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
      case .SQLITE_FULL: .full
      case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
      case .SQLITE_CANTOPEN: .cannotOpen
      case .SQLITE_NOTADB: .notADatabase
      case .SQLITE_CORRUPT: .damaged
      case .SQLITE_IOERR: .disk
      case .SQLITE_TOOBIG: .tooBig
      default: .other(String(code.primaryResultCode.rawValue))
      }
    self.init(cause, message)
  }
}
