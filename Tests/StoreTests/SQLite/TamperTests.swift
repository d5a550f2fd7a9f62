import Access
import CareRecord
import CivilTime
import Foundation
import GRDB
import Store
import Testing

/// Somebody with the file and a SQL shell changes something; `verify` must say so.
@Suite struct TamperTests {
  /// What is checked, with the columns that mean nothing by themselves left out.
  static let tables = [
    "change", "chain", "record_head", "seal", "read_log", "opened_by_reason", "log_end", "meta",
    "projection_standing", "projection_child_headline", "projection_child_headline_tally",
    "projection_name_word", "projection_name_word_key", "projection_locator", "projection_record",
    "projection_measure", "projection_measure_by_day", "projection_measure_by_month",
    "fact_visit", "fact_legal_status",
  ]

  @Test func an_untouched_store_holds() async throws {
    try await withTamperedStore { store, _ in
      let report = try await store.verify(against: try await store.seals())
      #expect(report.findings == [])
      #expect(report.entries == 3 + FactRegister.kinds.count)
      #expect(report.seals == 2)
      #expect(report.reads >= 3)
      #expect(report.rows > FactRegister.kinds.count)
    }
  }

  @Test(arguments: tables)
  func a_change_of_any_column_is_found(_ table: String) async throws {
    try await withTamperedStore { store, raw in
      for column in try await raw.read({ try $0.columns(in: table).map(\.name) }) {
        for offset in 0..<2 {
          guard let tampering = try await Tampering.change(table, column, row: offset, raw) else {
            continue
          }
          let report = try await store.verify()
          #expect(!report.holds, "\(table).\(column), row \(offset)")
          try await tampering.undo(raw)
        }
      }
      #expect(try await store.verify().holds, "the test did not undo what it did")
    }
  }

  @Test func a_change_of_any_field_of_any_kind_is_found() async throws {
    try await withTamperedStore { store, raw in
      for type in FactRegister.kinds {
        let table = "fact_" + type.kind.name
        let columns = try await raw.read { try $0.columns(in: table).map(\.name) }
        // All columns at once would hide one that is not looked at.
        for column in columns.dropFirst(5) {
          let tampering = try #require(try await Tampering.change(table, column, row: 0, raw))
          let found = try await store.verify().findings.map(\.message)
          #expect(
            found.contains { $0.contains(table) && $0.contains(column) }, "\(table).\(column)")
          try await tampering.undo(raw)
        }
      }
    }
  }

  @Test(arguments: tables, [0, -1])
  func a_row_that_was_removed_is_found(_ table: String, _ place: Int) async throws {
    try await withTamperedStore { store, raw in
      let tampering = try #require(try await Tampering.removal(table, row: place, raw))
      #expect(!(try await store.verify()).holds)
      try await tampering.undo(raw)
      #expect(try await store.verify().holds)
    }
  }

  /// What would hide a child from search, or hide that one is hidden.
  @Test(arguments: [
    ("projection_name_word", "DELETE FROM projection_name_word WHERE record = 1"),
    ("projection_name_word", "UPDATE projection_name_word SET word = 'zzz' WHERE record = 1"),
    ("projection_name_word_key", "DELETE FROM projection_name_word_key WHERE key <> ''"),
    ("projection_name_word_key", "DELETE FROM projection_name_word_key WHERE key = ''"),
    (
      "projection_name_word_key",
      "INSERT INTO projection_name_word_key (authority, key, value) VALUES (383, 'x', 'nobody')"
    ),
    (
      "projection_child_headline_tally",
      "UPDATE projection_child_headline_tally SET rows = rows + 1"
    ),
    ("projection_child_headline_tally", "DELETE FROM projection_child_headline_tally"),
    ("projection_locator", "DELETE FROM projection_locator WHERE record = 1"),
  ])
  func a_search_table_that_was_edited_is_named_and_mended(_ table: String, _ sql: String)
    async throws
  {
    try await withTamperedStore { store, raw in
      let changed = try await raw.write { database in
        try database.execute(sql: sql)
        return database.changesCount
      }
      try #require(changed > 0)
      let found = try await store.verify().findings.map(\.message)
      #expect(found.contains { $0.hasPrefix("\(table) ") }, "\(found)")
      #expect(!(try await store.rebuild()).isEqual)
      #expect(try await store.verify().findings == [])
    }
  }

  @Test(arguments: [
    """
    INSERT INTO fact_visit (authority, record, fact, version, known, "on")
    VALUES (383, 1, 777, 1, 0, '2026-01-01')
    """,
    "INSERT INTO record_head VALUES (383, 777, 1, 1, x'00', x'00')",
    """
    INSERT INTO opened_by_reason SELECT authority, record, 'sam', until, entry
    FROM opened_by_reason LIMIT 1
    """,
    "INSERT INTO projection_standing VALUES (383, 2, 5, 'SW666', 'North', '2020-01-01', NULL)",
    "INSERT INTO projection_standing VALUES (383, 777, 0, 'SW666', 'North', '2020-01-01', NULL)",
    // Two entries change places.
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
    "UPDATE fact_kind SET number = number + 500 WHERE name = 'visit'",
  ])
  func what_was_put_in_or_moved_is_found(_ sql: String) async throws {
    try await withTamperedStore { store, raw in
      try await raw.write { try $0.execute(sql: sql) }
      if sql.contains("fact_kind") {
        // The numbers are read when a store is opened.
        let again = try await openStore(store.name)
        #expect(!(try await again.verify()).holds)
      } else {
        #expect(!(try await store.verify()).holds)
      }
    }
  }

  @Test func a_log_cut_short_with_everything_put_right_is_found_by_seals_kept_elsewhere()
    async throws
  {
    try await withDatabase { path in
      let store = try await openStore(path)
      try await TamperTests.fill(store)
      let kept = try await store.seals()
      // A database that never knew the last entries: the first part of the same history.
      try await withDatabase { other in
        let short = try await openStore(other)
        _ = try await short.commit(
          .received([.new(visit("2026-03-04", "Wrote"), id: fact(1), of: [child(1)])]),
          by: .officer)
        try await short.seal()
        #expect(try await short.verify().holds)
        let report = try await short.verify(against: kept)
        #expect(report.findings.contains { $0.message.contains("rewritten") })
        #expect(report.findings.contains { $0.message.contains("shortened") })
        try await short.close()
      }
      try await store.close()
    }
  }

  @Test func a_seal_survives_its_line_in_a_file() async throws {
    try await withTamperedStore { store, _ in
      let seals = try await store.seals()
      #expect(seals.count == 2)
      #expect(seals.compactMap { Seal(line: $0.line) } == seals)
      #expect(Seal(line: "1 2 zz 3 00 yesterday 00") == nil)
    }
  }

  @Test func nothing_is_edited_by_mistake() async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      try await TamperTests.fill(store)
      let raw = try DatabaseQueue(path: path)
      for table in ["change", "chain", "read_log", "seal", "opened_by_reason"] {
        await #expect(throws: DatabaseError.self, "\(table)") {
          try await raw.write { try $0.execute(sql: "DELETE FROM \(table)") }
        }
        await #expect(throws: DatabaseError.self, "\(table)") {
          try await raw.write { try $0.execute(sql: "UPDATE \(table) SET authority = authority") }
        }
      }
      try raw.close()
      try await store.close()
    }
  }

  // MARK: -

  /// A store with something in every table, and a second way into its file, the triggers gone.
  private func withTamperedStore(
    _ test: (DatabaseStore, DatabaseQueue) async throws -> Void
  ) async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      try await TamperTests.fill(store)
      var configuration = Configuration()
      configuration.foreignKeysEnabled = false
      let raw = try DatabaseQueue(path: path, configuration: configuration)
      try await raw.write { database in
        for trigger in try String.fetchAll(
          database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        {
          try database.execute(sql: "DROP TRIGGER \(trigger)")
        }
      }
      try await test(store, raw)
      try raw.close()
    }
  }

  /// Something in every table.
  static func fill(_ store: DatabaseStore) async throws {
    _ = try await store.commit(
      .received(
        [
          .new(visit("2026-03-04", "Wrote"), id: fact(1), of: [child(1), child(2)]),
          .new(allocation("SW9", to: "2026-06-01"), id: fact(2), of: [child(2)]),
        ]), by: .officer)
    _ = try await store.commit(
      .received(
        [
          .put(
            visit("2026-03-05", "Mended"), over: 1, id: fact(1), of: [child(1), child(2)],
            reason: "Wrong day")
        ]), by: .officer)
    try await store.seal()
    let all = try FactRegister.kinds.enumerated().map { number, type in
      Change.new(try filled(type, text: "It's"), id: fact(Int64(number) + 100), of: [child(1)])
    }
    _ = try await store.commit(
      Commit(
        by: Author("olu", through: "import"), at: TestClock.start, recorded: TestClock.start,
        origin: .received, all), by: .officer)
    _ = try await store.record(of: child(1), for: .by(.manager))
    _ = try? await store.record(of: child(2), for: .by(.worker))
    try await store.open(child(2), because: "Duty call", for: .by(.worker))
    try await store.forEachRecord(of: .child, purpose: "test", for: .by(.officer)) { _ in }
    try await store.seal()
  }
}

/// One change of one row by raw SQL, which can be undone.
private struct Tampering: Sendable {
  private let undoSQL: String
  private let undoValues: StatementArguments

  static func change(
    _ table: String, _ column: String, row: Int, _ raw: DatabaseQueue
  ) async throws -> Tampering? {
    try await raw.write { database in
      let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(table)")
      guard row < rows.count else { return nil }
      let old = rows[row]
      let value: DatabaseValue = old[column]
      let type = try database.columns(in: table).first { $0.name == column }?.type
      let other = otherValue(value, column, type)
      try database.execute(
        sql: "UPDATE \(table) SET \"\(column)\" = ? WHERE \(condition(old))",
        arguments: [other] + values(old))
      guard database.changesCount == 1 else { throw Unexpected("\(table).\(column)") }
      var changed = Array(old.databaseValues)
      changed[Array(old.columnNames).firstIndex(of: column) ?? 0] = other
      return Tampering(
        undoSQL: "UPDATE \(table) SET \"\(column)\" = ? WHERE \(condition(old))",
        undoValues: [value] + StatementArguments(changed))
    }
  }

  static func removal(_ table: String, row: Int, _ raw: DatabaseQueue) async throws -> Tampering? {
    try await raw.write { database in
      let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(table)")
      guard let old = row < 0 ? rows.last : rows.first else { return nil }
      try database.execute(
        sql: "DELETE FROM \(table) WHERE \(condition(old))", arguments: values(old))
      let places = old.columnNames.map { _ in "?" }.joined(separator: ", ")
      return Tampering(
        undoSQL: "INSERT INTO \(table) VALUES (\(places))", undoValues: values(old))
    }
  }

  func undo(_ raw: DatabaseQueue) async throws {
    try await raw.write { try $0.execute(sql: undoSQL, arguments: undoValues) }
  }

  private static func condition(_ row: Row) -> String {
    row.columnNames.map { "\"\($0)\" IS ?" }.joined(separator: " AND ")
  }

  private static func values(_ row: Row) -> StatementArguments {
    StatementArguments(Array(row.databaseValues))
  }

  private static func otherValue(
    _ value: DatabaseValue, _ column: String, _ type: String?
  ) -> DatabaseValue {
    switch value.storage {
    case .int64(let number): (number + 1_000_003).databaseValue
    case .string(let text):
      column.hasSuffix("_day") || column == "made_on"
        ? "2031-01-01".databaseValue
        : (text + "x").databaseValue
    case .blob(let data): Data([(data.first ?? 0) ^ 1] + data.dropFirst()).databaseValue
    case .double, .null:
      type == "INTEGER"
        ? 1.databaseValue : "2031-01-01".databaseValue
    }
  }
}
