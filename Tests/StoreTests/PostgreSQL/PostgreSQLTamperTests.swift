import Access
import CareRecord
import CivilTime
import Foundation
import Testing

@testable import Store

/// Somebody with the database's password changes something; `verify` must say so.
@Suite struct PostgreSQLTamperTests {
  @Test func an_untouched_store_holds() async throws {
    try await withTamperedStore { store, _ in
      let report = try await store.verify(against: try await store.seals())
      #expect(report.findings == [])
      #expect(report.entries == 3 + FactRegister.kinds.count)
      #expect(report.rows > FactRegister.kinds.count)
    }
  }

  @Test(arguments: TamperTests.tables)
  func a_change_of_any_column_is_found(_ table: String) async throws {
    try await withTamperedStore { store, raw in
      for column in try raw.columns(of: table) {
        for offset in 0..<2 {
          guard let undo = try raw.change(table, column, row: offset) else { continue }
          #expect(!(try await store.verify()).holds, "\(table).\(column), row \(offset)")
          try raw.run(undo)
        }
      }
      #expect(try await store.verify().holds, "the test did not undo what it did")
    }
  }

  @Test(arguments: TamperTests.tables, ["", "DESC"])
  func a_row_that_was_removed_is_found(_ table: String, _ order: String) async throws {
    try await withTamperedStore { store, raw in
      try raw.run(
        """
        CREATE TABLE saved AS SELECT * FROM \(table) ORDER BY ctid \(order) LIMIT 1;
        DELETE FROM \(table) WHERE ctid = (SELECT ctid FROM \(table) ORDER BY ctid \(order) LIMIT 1)
        """)
      #expect(!(try await store.verify()).holds)
      try raw.run("INSERT INTO \(table) SELECT * FROM saved; DROP TABLE saved")
      #expect(try await store.verify().holds)
    }
  }

  @Test(arguments: [
    // Put between.
    """
    INSERT INTO fact_visit (authority, record, fact, version, known, "on")
    VALUES (383, 1, 777, 1, 0, '2026-01-01')
    """,
    "INSERT INTO record_head VALUES (383, 777, 1, 1, '\\x00', '\\x00')",
    "INSERT INTO projection_standing VALUES (383, 2, 5, 'SW666', 'North', '2020-01-01', NULL)",
    // Two entries, then two links, change places.
    """
    UPDATE change SET position = -1 WHERE position = 2;
    UPDATE change SET position = 2 WHERE position = 3;
    UPDATE change SET position = 3 WHERE position = -1
    """,
    """
    UPDATE chain SET position = -1 WHERE position = 2;
    UPDATE chain SET position = 2 WHERE position = 3;
    UPDATE chain SET position = 3 WHERE position = -1
    """,
    // A gap in the middle.
    "DELETE FROM change WHERE position = 3; DELETE FROM chain WHERE position = 3",
    // Cut short, with the ends put right.
    """
    DELETE FROM change WHERE position > 3; DELETE FROM chain WHERE position > 3;
    UPDATE log_end SET position = 3 WHERE log = 'change'
    """,
    // The last reads forgotten, with the end put right.
    """
    DELETE FROM read_log WHERE entry = (SELECT max(entry) FROM read_log);
    UPDATE log_end SET position = position - 1 WHERE log = 'read_log'
    """,
  ])
  func what_was_put_in_moved_or_cut_off_is_found(_ sql: String) async throws {
    try await withTamperedStore { store, raw in
      try raw.run(sql)
      #expect(!(try await store.verify()).holds)
    }
  }

  @Test func nothing_is_edited_by_mistake() async throws {
    try await PostgreSQLServer.shared.value.withDatabase { database in
      let store = try await database.open()
      try await TamperTests.fill(store)
      for table in SchemaShape.appendOnly {
        for sql in [
          "DELETE FROM \(table)", "UPDATE \(table) SET authority = authority",
          "TRUNCATE \(table) CASCADE",
        ] {
          #expect(throws: DatabaseTrouble.self, "\(sql)") {
            try RawDatabase(database).run(sql)
          }
        }
      }
      try await store.close()
    }
  }

  // MARK: -

  private func withTamperedStore(
    _ test: (DatabaseStore, RawDatabase) async throws -> Void
  ) async throws {
    try await PostgreSQLServer.shared.value.withDatabase { database in
      let store = try await database.open()
      try await TamperTests.fill(store)
      let raw = try RawDatabase(database)
      // As a superuser can: no trigger and no reference is in the way.
      try raw.run("SET session_replication_role = replica")
      try await test(store, raw)
      try await store.close()
    }
  }
}

/// A second way into a database, past everything that Kith checks.
private final class RawDatabase {
  private let connection: PostgreSQLConnection
  private var database: StoreConnection { StoreConnection(driver: .postgreSQL(connection)) }

  init(_ database: TestDatabase) throws {
    guard case .server(let address) = database.address.place else {
      throw Unexpected("no server")
    }
    connection = try PostgreSQLConnection(PostgreSQLAddress(address))
  }

  func run(_ sql: String) throws { try connection.execute(script: sql) }

  func columns(of table: String) throws -> [String] {
    try connection.begin("BEGIN")
    defer { try? connection.commit() }
    return try database.rows(
      "SELECT column_name FROM information_schema.columns WHERE table_name = ? ORDER BY 1", table
    ) { $0.text(0) }
  }

  /// Changes one value.
  /// - Returns: what undoes it; nil where there is no such row
  func change(_ table: String, _ column: String, row: Int) throws -> String? {
    try connection.begin("BEGIN")
    let found = try database.first(
      """
      SELECT ctid::text, quote_nullable("\(column)"), pg_typeof("\(column)")::text FROM \(table)
      ORDER BY ctid LIMIT 1 OFFSET \(row)
      """
    ) { (place: $0.text(0), value: $0.text(1), type: $0.text(2)) }
    guard let found else {
      connection.rollback()
      return nil
    }
    let isNull = found.value == "NULL"
    let isDay = column.hasSuffix("_day") || column == "made_on"
    let other =
      switch found.type {
      case "bigint": isNull ? "1" : "\"\(column)\" + 1000003"
      case "bytea":
        isNull ? "'\\x01'" : "set_byte(\"\(column)\", 0, get_byte(\"\(column)\", 0) # 1)"
      default: isNull || isDay ? "'2031-01-01'" : "\"\(column)\" || 'x'"
      }
    let changed = try database.rows(
      """
      UPDATE \(table) SET "\(column)" = \(other) WHERE ctid = '\(found.place)'::tid
      RETURNING ctid::text
      """
    ) { $0.text(0) }
    try connection.commit()
    guard changed.count == 1 else { throw Unexpected("\(table).\(column)") }
    return """
      UPDATE \(table) SET "\(column)" = \(found.value)::\(found.type) WHERE ctid = '\(changed[0])'::tid
      """
  }
}
