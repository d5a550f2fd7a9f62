import CareRecord
import GRDBSQLite

/// SQLite through its C interface, with nothing of Kith in between: what Kith is compared with.
final class BareSQLite {
  private let database: OpaquePointer

  init(_ path: String) throws {
    var opened: OpaquePointer?
    // As Kith's own connections: each is used by one thread at a time, so needs no lock.
    let code = sqlite3_open_v2(
      path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else { throw BenchFailed("\(path) cannot be opened.") }
    database = opened
    try run("PRAGMA cache_size = -16000")
  }

  deinit { sqlite3_close_v2(database) }

  func run(_ sql: String) throws {
    guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
      throw BenchFailed("\(sql): \(String(cString: sqlite3_errmsg(database)))")
    }
  }

  /// The first column of what a query answers.
  func texts(_ sql: String) throws -> [String] {
    let select = try statement(sql)
    defer { sqlite3_finalize(select) }
    var texts: [String] = []
    while sqlite3_step(select) == SQLITE_ROW {
      if let text = sqlite3_column_text(select, 0) { texts.append(String(cString: text)) }
    }
    return texts
  }

  /// Steps over the current facts in these zones of records, and touches every column.
  /// - Returns: how many rows there are, and their columns
  func readFacts(in zones: Set<Zone>) throws -> (rows: Int, cells: Int) {
    var rows = 0
    var cells = 0
    var touched = 0
    for type in FactRegister.kinds where zones.contains(type.kind.zone) {
      let select = try statement(
        "SELECT * FROM fact_\(type.kind.name) ORDER BY authority, record, fact")
      defer { sqlite3_finalize(select) }
      let columns = sqlite3_column_count(select)
      while sqlite3_step(select) == SQLITE_ROW {
        rows += 1
        cells += Int(columns)
        for column in 0..<columns {
          switch sqlite3_column_type(select, column) {
          case SQLITE_INTEGER: touched &+= Int(sqlite3_column_int64(select, column))
          case SQLITE_TEXT:
            touched &+= Int(sqlite3_column_text(select, column)?.pointee ?? 0)
            touched &+= Int(sqlite3_column_bytes(select, column))
          default: break
          }
        }
      }
    }
    // What was touched has to be used, or the compiler would leave it out.
    guard touched != 0 || rows == 0 else { throw BenchFailed("All facts are empty.") }
    return (rows, cells)
  }

  /// How many current facts in these zones belong to records of one kind.
  func countFacts(of kind: SubjectKind, in zones: Set<Zone>) throws -> Int {
    var count = 0
    for type in FactRegister.kinds where zones.contains(type.kind.zone) {
      let select = try statement(
        """
        SELECT count(*) FROM fact_\(type.kind.name) JOIN record_head h USING (authority, record)
        WHERE h.kind = \(kind.rawValue)
        """)
      defer { sqlite3_finalize(select) }
      guard sqlite3_step(select) == SQLITE_ROW else { throw BenchFailed("Nothing was counted.") }
      count += Int(sqlite3_column_int64(select, 0))
    }
    return count
  }

  /// Prepares to write rows that a power cut does not lose, as Kith writes.
  func prepareToWrite() throws {
    try run(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
    try run("CREATE TABLE row (number INTEGER PRIMARY KEY, text TEXT NOT NULL)")
  }

  /// Writes so many rows in one transaction.
  func write(rows: Int, of text: String) throws {
    try run("BEGIN IMMEDIATE")
    let insert = try statement("INSERT INTO row (text) VALUES (?)")
    defer { sqlite3_finalize(insert) }
    for _ in 0..<rows {
      sqlite3_bind_text(insert, 1, text, -1, BareSQLite.transient)
      guard sqlite3_step(insert) == SQLITE_DONE else { throw BenchFailed("A row is not written.") }
      sqlite3_reset(insert)
    }
    try run("COMMIT")
  }

  private func statement(_ sql: String) throws -> OpaquePointer {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(database, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else {
      throw BenchFailed("\(sql): \(String(cString: sqlite3_errmsg(database)))")
    }
    return prepared
  }

  /// Asks SQLite to copy what is bound (`SQLITE_TRANSIENT`, which C writes as a cast of -1).
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
