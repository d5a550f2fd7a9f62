import Access
import CareRecord
import CivilTime
import Foundation
import GRDB
import Testing

@testable import Store

/// Databases that earlier versions left behind (`StoreExercise leave`).
@Suite struct SchemaTests {
  private func withLeftBehind(
    _ name: String, _ test: (String) async throws -> Void
  ) async throws {
    try await withDatabase { path in
      let resource = Bundle.module.bundleURL.appending(path: "Resources/\(name).sqlite")
      try FileManager.default.copyItem(at: resource, to: URL(fileURLWithPath: path))
      try await test(path)
    }
  }

  @Test func a_database_of_schema_1_goes_on_with_everything_in_it() async throws {
    try await withLeftBehind("schema-1") { path in
      #expect(try await DatabaseStore.authorities(in: DatabaseAddress(path)) == [leeds])
      var seals: [Seal] = []
      // A second opening finds nothing to be done.
      for _ in 1...2 {
        let store = try await openStore(path)
        let report = try await store.verify(against: seals)
        #expect(report.findings == [])
        #expect(report.entries == 92 && report.links == 96 && report.reads == 5)
        seals = try await store.seals()
        #expect(seals.prefix(3).map(\.number) == [1, 2, 3])
        #expect(try await store.accounts().map(\.person.user) == ["mo", "olu"])
        #expect(try await store.session(tokenHash: [1, 2, 3], at: TestClock.start) != nil)
        #expect(
          try await store.signInFailures(
            key: "mo", since: TestClock.start.adding(milliseconds: -1)) == 1)
        #expect(
          try await store.draft(key: "visit", user: "mo")?.fields.map(\.value) == ["Half a sent"])
        #expect(try await store.submissions(of: leeds).map(\.id) == [2, 1])
        #expect(
          try await store.files(of: 2).map { String(decoding: $0.bytes, as: UTF8.self) }
            == ["CHILD,2\n"])
        #expect(try await store.rebuild().isEqual)
        try await store.close()
      }
      let store = try await openStore(path)
      let receipt = try await store.commit(
        .received([.new(visit("2026-03-04"), id: fact(9_000), of: [child(1)])]), by: .officer)
      #expect(receipt.position == 93)
      _ = try await store.record(of: child(1), for: .by(.officer))
      try await store.seal()
      #expect(try await store.verify(against: seals).findings == [])
      for table in ["change", "chain", "seal", "read_log", "opened_by_reason"] {
        await #expect(throws: StoreUnavailable.self, "\(table)") {
          try await store.write { try $0.run("DELETE FROM \(table) WHERE authority = 383") }
        }
      }
      try await store.close()
    }
  }

  @Test func a_database_of_schema_1_with_two_authorities_in_its_log_is_left_alone() async throws {
    try await withLeftBehind("schema-1") { path in
      let engine = try SQLiteEngine(path: path)
      try await engine.pool.write {
        try $0.execute(
          sql: "DROP TRIGGER change_no_update; UPDATE change SET authority = 5 WHERE position = 3")
      }
      try await engine.close()
      await #expect(throws: StoreUnavailable.self) { try await openStore(path) }
      let again = try SQLiteEngine(path: path)
      #expect(try await again.read { try $0.number("PRAGMA user_version") } == 1)
      try await again.close()
    }
  }
}
