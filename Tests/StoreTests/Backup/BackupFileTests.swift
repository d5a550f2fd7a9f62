import CareRecord
import Foundation
import GRDB
import Secrets
import Testing

@testable import Store

/// The file: what it holds, and what is said of one that is not whole.
@Suite struct BackupFileTests {
  @Test func every_table_of_the_database_is_carried_or_left_behind_for_a_reason() async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      try await store.close()
      let tables = try await DatabaseQueue(path: path).read { database in
        try String.fetchAll(
          database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      }
      #expect(tables.count > 20)
      for table in tables
      where !table.hasPrefix("fact_") && !table.hasPrefix("projection_")
        && !table.hasPrefix("sqlite_")
      {
        let isCarried = TruthTable.named(table) != nil
        #expect(isCarried != (TruthTable.leftBehind[table] != nil), "\(table)")
      }
    }
  }

  @Test(arguments: TruthTable.all) func every_column_of_a_carried_table_is_carried(
    _ table: TruthTable
  ) async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      try await store.close()
      let columns = try await DatabaseQueue(path: path).read { database in
        try database.columns(in: table.name).map { "\($0.name) \($0.type)" }
      }
      let carried =
        table.columns.map { column in
          let type =
            switch column.type {
            case .integer: "INTEGER"
            case .text: "TEXT"
            case .bytes: "BLOB"
            }
          return "\(column.name) \(type)"
        } + (table.owner == .authority ? ["authority INTEGER"] : [])
      #expect(Set(columns) == Set(carried))
      #expect(columns.count == carried.count)
    }
  }

  @Test func a_backup_holds_every_table_and_says_what_is_in_it() async throws {
    try await withFolder { folder in
      try leaveDatabase(folder + "/kith.sqlite")
      let key = StreamKey()
      let made = try await Backup.made(
        of: folder + "/kith.sqlite", key: key, to: folder + "/b.backup")
      #expect(made.tables.map(\.name) == TruthTable.all.map(\.name))
      let empty = made.tables.filter { $0.rows == 0 }.map(\.name)
      #expect(
        empty == [
          "tombstone", "tombstone_record", "tombstone_entry", "tombstone_file", "pack_key",
          "import_run", "import_commit", "retention_choice", "legal_hold", "legal_hold_lift",
          "retention_decision", "learning", "backup_gone", "reference_list", "reference_piece",
        ])
      #expect(made.authorities == [383])
      #expect(made.made == TestClock.start)
      #expect(made.audit.findings == [])
      #expect(made.audit.entries > 60 && made.audit.seals == 3 && made.audit.reads > 3)
      let checked = try await Backup.check(folder + "/b.backup", key: key)
      #expect(checked.tables == made.tables)
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/b.backup")[
        .posixPermissions]
      #expect(mode as? Int == 0o600)
      #expect(!FileManager.default.fileExists(atPath: folder + "/b.backup.unfinished"))
      // Nothing of it can be read without the key.
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/b.backup"))
      #expect(bytes.range(of: Data("Saw two of them.".utf8)) == nil)
      #expect(bytes.range(of: Data("PersonIdentity".utf8)) == nil)
    }
  }

  /// Made when the format was new; never made anew.
  @Test(arguments: ["format-1"])
  func a_backup_of_every_format_that_was_ever_written_can_be_read(_ name: String) async throws {
    func kept(_ kind: String) throws -> URL {
      try #require(
        Bundle.module.url(forResource: name, withExtension: kind, subdirectory: "Resources"))
    }
    let text = try String(contentsOf: try kept("key"), encoding: .utf8)
    let key = try #require(
      text.split(separator: "\n").last.flatMap { StreamKey($0) })
    let path = try kept("backup").path(percentEncoded: false)
    let contents = try await Backup.check(path, key: key)
    #expect(contents.audit.findings == [])
    #expect(contents.audit.entries == 92)
    try await withFolder { folder in
      let report = try await Backup.restored(path, key: key, to: folder + "/r.sqlite")
      #expect(report.audit.findings == [])
      let store = try await openStore(folder + "/r.sqlite")
      #expect(try await everything(in: store).contains { $0.contains("Saw two of them.") })
      try await store.close()
    }
  }

  @Test func what_is_no_whole_backup_is_refused_in_words() async throws {
    try await withFolder { folder in
      try leaveDatabase(folder + "/kith.sqlite")
      let key = StreamKey()
      let path = folder + "/b.backup"
      _ = try await Backup.made(of: folder + "/kith.sqlite", key: key, to: path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      try #require(whole.count > 10_000)
      func said(_ bytes: Data) async throws -> String {
        try bytes.write(to: URL(fileURLWithPath: path))
        let refused = await #expect(throws: BackupUnusable.self) {
          try await Backup.check(path, key: key)
        }
        return refused?.description ?? ""
      }
      for count in [18, 40, 60, 70, whole.count / 2, whole.count - 1] {
        #expect(try await said(whole.prefix(count)).contains("cut short"), "\(count) bytes")
      }
      #expect(try await said(Data()).contains("not a backup"))
      #expect(try await said(Data("date,name\n1,2\n".utf8)).contains("not a backup"))
      for offset in [45, 70, 5_000, whole.count / 2, whole.count - 3] {
        var damaged = whole
        damaged[offset] ^= 4
        #expect(try await said(damaged).contains("damaged"), "at \(offset)")
      }
      #expect(try await said(whole + Data([0])).contains("damaged"))
      let newer = Data("Kith backup 2\nsomething else\n\n".utf8) + whole.dropFirst(40)
      #expect(try await said(newer).contains("newer version"))
      try whole.write(to: URL(fileURLWithPath: path))
      let refused = await #expect(throws: BackupUnusable.self) {
        try await Backup.check(path, key: StreamKey())
      }
      #expect(refused?.description.contains("another key: with \(key.name)") == true)
      let missing = await #expect(throws: BackupUnusable.self) {
        try await Backup.check(folder + "/none", key: key)
      }
      #expect(missing?.description.contains("There is no file") == true)
    }
  }

  @Test func what_cannot_be_backed_up_is_said_and_leaves_no_file() async throws {
    try await withFolder { folder in
      let key = StreamKey()
      func said(_ database: String, _ authority: Authority? = nil) async -> String {
        do {
          _ = try await Backup.made(
            of: folder + database, key: key, to: folder + "/b.backup", authority: authority)
          return "made"
        } catch { return "\(error)" }
      }
      #expect(await said("/none.sqlite").contains("There is no database"))
      try Data("text".utf8).write(to: URL(fileURLWithPath: folder + "/text"))
      #expect(await said("/text").contains("not a Kith database"))
      try FileManager.default.copyItem(
        at: try #require(
          Bundle.module.url(
            forResource: "schema-1", withExtension: "sqlite", subdirectory: "Resources")),
        to: URL(fileURLWithPath: folder + "/old.sqlite"))
      #expect(await said("/old.sqlite").contains("earlier version"))
      try leaveDatabase(folder + "/kith.sqlite")
      #expect(await said("/kith.sqlite", bristol).contains("holds nothing of authority 801"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/b.backup"))
      #expect(!FileManager.default.fileExists(atPath: folder + "/b.backup.unfinished"))
      #expect(await said("/kith.sqlite") == "made")
      #expect(await said("/kith.sqlite").contains("never written over another"))
    }
  }

  @Test func a_log_that_was_altered_before_the_backup_is_found_when_it_is_checked() async throws {
    try await withFolder { folder in
      let path = folder + "/kith.sqlite"
      try leaveDatabase(path)
      try await DatabaseQueue(path: path).write { database in
        try database.execute(
          sql: """
            DROP TRIGGER change_no_update; DROP TRIGGER read_log_no_update;
            UPDATE change SET author = 'mallory' WHERE position = 7;
            UPDATE read_log SET person = 'mallory' WHERE entry = 2
            """)
      }
      let made = try await Backup.made(of: path, key: StreamKey(), to: folder + "/b.backup")
      let found = made.audit.findings.map(\.description)
      #expect(found.contains { $0.contains("Entry 7") && $0.contains("not what was written") })
      #expect(found.contains { $0.contains("entry 2 of the read log is not what was written") })
      #expect(found.count == 2)
    }
  }
}
