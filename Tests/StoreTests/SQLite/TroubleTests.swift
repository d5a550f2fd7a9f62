import Access
import CareRecord
import CivilTime
import Foundation
import GRDB
import Testing

@testable import Store

/// What goes wrong with files and disks, and what people are told.
@Suite struct TroubleTests {
  @Test func a_full_disk_keeps_what_was_kept_and_says_so() async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      _ = try await store.commit(
        .received([.new(visit("2026-03-04", "Before"), id: fact(1), of: [child(1)])]), by: .officer)
      try await store.pool().writeWithoutTransaction { database in
        let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        try database.execute(sql: "PRAGMA max_page_count = \(pages + 8)")
      }
      let long = String(repeating: "What happened. ", count: 20_000)
      let refused = await #expect(throws: StoreUnavailable.self) {
        try await store.commit(
          .received((2...4).map { .new(visit("2026-03-05", long), id: fact($0), of: [child(1)]) }),
          by: .officer)
      }
      #expect(refused?.description.contains("no room left") == true)
      let batch = await #expect(throws: StoreUnavailable.self) {
        try await store.commit(
          [.received([.new(visit("2026-03-05", long), id: fact(9), of: [child(1)])])], by: .officer)
      }
      #expect(batch?.description.contains("free space") == true)
      let report = try await store.verify()
      #expect(report.findings == [])
      #expect(report.entries == 1)
      try await store.pool().writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA max_page_count = 1000000")
      }
      // Space was made: it goes on where it was.
      _ = try await store.commit(
        .received([.new(visit("2026-03-05", long), id: fact(2), of: [child(1)])]), by: .officer)
      let record = try await store.record(of: child(1), for: .by(.manager)).record
      #expect(record[Visit.self].map(\.note.text) == ["Before", long])
    }
  }

  @Test func without_room_for_the_read_log_nothing_is_shown() async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      _ = try await store.commit(
        .received([.new(visit("2026-03-04"), id: fact(1), of: [child(1)])]), by: .officer)
      try await store.pool().writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA query_only = 1")
      }
      let refused = await #expect(throws: StoreUnavailable.self) {
        try await store.record(of: child(1), for: .by(.manager))
      }
      #expect(refused?.description.contains("may not be written") == true)
      try await store.pool().writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA query_only = 0")
      }
      _ = try await store.record(of: child(1), for: .by(.manager))
    }
  }

  @Test func a_locked_database_is_said_and_nothing_is_half_written() async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      try await store.pool().writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA busy_timeout = 20")
      }
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      let other = try DatabaseQueue(path: path, configuration: configuration)
      try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
      let change = Change.new(visit("2026-03-04"), id: fact(1), of: [child(1)])
      let refused = await #expect(throws: StoreUnavailable.self) {
        try await store.commit(.received([change]), by: .officer)
      }
      #expect(refused?.description.contains("locked by another program") == true)
      try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
      _ = try await store.commit(.received([change]), by: .officer)
      #expect(try await store.verify().entries == 1)
      try other.close()
    }
  }

  @Test func a_file_that_is_no_database_is_left_alone() async throws {
    try await withDatabase { path in
      let text = Data(String(repeating: "My dear diary. ", count: 1_000).utf8)
      try text.write(to: URL(fileURLWithPath: path))
      await expectUnavailable("not a Kith database") { try await openStore(path) }
      #expect(FileManager.default.contents(atPath: path) == text)
    }
  }

  @Test func the_database_of_another_program_is_left_alone() async throws {
    try await withDatabase { path in
      let other = try DatabaseQueue(path: path)
      try await other.write { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
      await expectUnavailable("another program") { try await openStore(path) }
      #expect(
        try await other.read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema") }
          == ["recipe"])
      try other.close()
    }
  }

  @Test(arguments: [
    "PRAGMA user_version = 99",
    "INSERT INTO fact_kind VALUES (400, 'telepathy', 'on TEXT')",
    "UPDATE projection SET version = 7 WHERE name = 'standing'",
  ])
  func a_database_of_a_newer_version_is_left_alone(_ sql: String) async throws {
    try await withDatabase { path in
      try await openStore(path).close()
      let raw = try DatabaseQueue(path: path)
      try await raw.write { try $0.execute(sql: sql) }
      await expectUnavailable("newer") { try await openStore(path) }
      try raw.close()
    }
  }

  @Test func a_folder_that_is_not_there_is_named() async throws {
    await expectUnavailable("Check that its folder exists") {
      try await openStore("/no-such-folder/kith.sqlite")
    }
  }

  @Test func a_damaged_page_is_said() async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      let long = String(repeating: "x", count: 40_000)
      for number: Int64 in 1...5 {
        _ = try await store.commit(
          .received([.new(visit("2026-03-04", long), id: fact(number), of: [child(number)])]),
          by: .officer)
      }
      try await store.close()
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      let size = try file.seekToEnd()
      // All but the first pages, where the schema is.
      let start = size / 2 / 4_096 * 4_096
      try file.seek(toOffset: start)
      try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size - start)))
      try file.close()
      await expectUnavailable("damaged") {
        let store = try await openStore(path)
        _ = try await store.verify()
        return store
      }
    }
  }

  @Test func the_writer_waits_for_the_disk() async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      let (synchronous, journal) = try await store.pool().writeWithoutTransaction { database in
        (
          try Int.fetchOne(database, sql: "PRAGMA synchronous"),
          try String.fetchOne(database, sql: "PRAGMA journal_mode")
        )
      }
      #expect(synchronous == 2)
      #expect(journal == "wal")
    }
  }

  @Test func the_files_are_for_their_owner_only_and_a_lost_one_stops_nobody() async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      for file in [path, path + ".key", path + "-wal"] {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(file)")
      }
      _ = try await store.commit(
        .received([.new(visit("2026-03-04"), id: fact(1), of: [child(1)])]), by: .officer)
      try await store.seal()
      try FileManager.default.removeItem(atPath: path + ".key")
      _ = try await store.commit(
        .received([.new(visit("2026-03-04"), id: fact(2), of: [child(1)])]), by: .officer)
      try await store.seal()
      let report = try await store.verify()
      #expect(report.findings == [])
      #expect(report.notes.contains { $0.contains("2 keys") })
      try Data("rubbish".utf8).write(to: URL(fileURLWithPath: path + ".key"))
      _ = try await store.commit(
        .received([.new(visit("2026-03-04"), id: fact(3), of: [child(1)])]), by: .officer)
      await #expect(throws: StoreUnavailable.self) { try await store.seal() }
    }
  }

  @Test(arguments: [
    ResultCode.SQLITE_BUSY, .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_NOTADB,
    .SQLITE_CORRUPT, .SQLITE_IOERR, .SQLITE_ERROR,
  ])
  func where_the_database_lies_is_said_to_those_who_run_kith_alone(_ code: ResultCode) {
    let trouble = StoreUnavailable(DatabaseTrouble(code, nil), path: "/srv/kith.sqlite")
    #expect(trouble.description.contains(" /srv/kith.sqlite"))
    #expect(!trouble.publicDescription.contains("srv"))
    #expect(
      trouble.description.replacing(" /srv/kith.sqlite", with: "") == trouble.publicDescription)
  }

  @Test func a_closed_store_shows_nothing() async throws {
    try await withDatabase { path in
      let store = try await openStore(path)
      _ = try await store.commit(
        .received([.new(visit("2026-03-04"), id: fact(1), of: [child(1)])]), by: .officer)
      try await store.close()
      await #expect(throws: StoreUnavailable.self) {
        try await store.record(of: child(1), for: .by(.manager))
      }
      await #expect(throws: StoreUnavailable.self) {
        try await store.session(tokenHash: [1], at: TestClock.start)
      }
    }
  }

  @Test func a_read_that_fails_fails_alone_and_is_not_logged() async throws {
    struct Unreadable: Error {}
    try await withDatabase { path in
      let store = try await openStore(path)
      let entry = ReadLogEntry(.by(.worker), ground: "test")
      await withTaskGroup(of: Bool.self) { group in
        for number in 0..<40 {
          group.addTask {
            let read = try? await store.readLog.read { _ in
              if number % 4 == 0 { throw Unreadable() }
              return (entry, number)
            }
            return read == (number % 4 == 0 ? nil : number)
          }
        }
        for await isRight in group { #expect(isRight) }
      }
      let report = try await store.verify()
      #expect(report.findings == [])
      #expect(report.reads == 30)
    }
  }

  private func expectUnavailable(
    _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> DatabaseStore
  ) async {
    do {
      _ = try await body()
      Issue.record("It was opened", sourceLocation: sourceLocation)
    } catch let error as StoreUnavailable {
      #expect(error.description.contains(words), "\(error)", sourceLocation: sourceLocation)
    } catch {
      Issue.record("\(error)", sourceLocation: sourceLocation)
    }
  }
}
