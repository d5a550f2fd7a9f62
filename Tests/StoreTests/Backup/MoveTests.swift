import Access
import CareRecord
import CivilTime
import Foundation
import Secrets
import Testing

@testable import Store

/// From one kind of database to the other and back.
@Suite struct MoveTests {
  @Test func there_and_back_again_every_hash_and_record_is_the_same() async throws {
    try await withServer { there, folder in
      let (path, key) = (folder + "/a.sqlite", StreamKey())
      try leaveDatabase(path)
      let store = try await openStore(path)
      // Every kind, with every character that a text may hold.
      for (number, type) in FactRegister.kinds.enumerated() {
        _ = try? await store.commit(
          .received([
            .new(try filled(type), id: fact(Int64(70_000 + number)), of: [child(1), child(2)])
          ]), by: .officer)
      }
      let before = try await everything(in: store)
      try #require(before.count > 100)
      try await store.close()
      let first = try await Backup.made(of: path, key: key, to: folder + "/a")

      let moved = try await Backup.move(
        from: DatabaseAddress(path), to: there, at: TestClock.start, release: "test",
        deriving: .tests)
      #expect(moved.tables == first.tables)
      #expect(moved.audit.findings == [])
      let onServer = try await opened(there, key: folder + "/server.key")
      #expect(try await everything(in: onServer) == before)
      #expect(try await onServer.verify().findings == [])
      #expect(try await onServer.rebuild().isEqual)
      try await onServer.close()

      let second = try await Backup.make(
        of: there, key: key, to: folder + "/b", at: TestClock.start, release: "test")
      #expect(second.audit.findings == [])
      #expect(
        second.tables.filter { $0.name == "change" } == first.tables.filter { $0.name == "change" })
      let back = try await Backup.restored(folder + "/b", key: key, to: folder + "/c.sqlite")
      #expect(back.tables == second.tables)
      #expect(back.audit.findings == [])
      let again = try await openStore(folder + "/c.sqlite")
      #expect(try await everything(in: again) == before)
      try await again.close()
      #expect(second.tables.besideNotes == first.tables.besideNotes)
    }
  }

  @Test func an_authority_joins_others_and_nothing_is_ever_put_over_it() async throws {
    try await withServer { there, folder in
      for authority in [leeds, bristol] {
        let path = folder + "/\(authority).sqlite"
        let store = try await opened(DatabaseAddress(path), key: path + ".key", authority)
        var note = Visit()
        note.on = day("2026-03-04")
        note.note = Narrative("Of \(authority)")
        let officer = Person(
          user: "olu", name: "Olu", authority: authority, roles: [.dataOfficer])
        _ = try await store.commit(
          .received([.new(note, id: fact(1), of: [child(1)])]), by: officer)
        try await store.close()
        let report = try await Backup.move(
          from: DatabaseAddress(path), to: there, at: TestClock.start, release: "test",
          deriving: .tests)
        #expect(report.audit.findings == [])
      }
      let both = try await Backup.make(
        of: there, key: StreamKey(), to: folder + "/both", at: TestClock.start, release: "test")
      #expect(both.authorities == [383, 801])
      #expect(both.audit.findings == [])
      let key = StreamKey()
      let one = try await Backup.make(
        of: there, authority: bristol, key: key, to: folder + "/one", at: TestClock.start,
        release: "test")
      #expect(one.authorities == [801])
      _ = try await Backup.restored(folder + "/one", key: key, to: folder + "/one.sqlite")
      let refused = await #expect(throws: BackupUnusable.self) {
        try await Backup.restore(folder + "/one", key: key, to: there, deriving: .tests)
      }
      #expect(refused?.description.contains("authority 801 already") == true)
      let after = try await Backup.make(
        of: there, key: key, to: folder + "/after", at: TestClock.start, release: "test")
      #expect(after.tables.besideNotes == both.tables.besideNotes)
    }
  }

  @Test func of_a_restore_that_fails_nothing_is_left_on_the_server() async throws {
    try await withServer { there, folder in
      let (path, key) = (folder + "/a.sqlite", StreamKey())
      try leaveDatabase(path)
      _ = try await Backup.made(of: path, key: key, to: folder + "/whole")
      let whole = try Data(contentsOf: URL(fileURLWithPath: folder + "/whole"))
      try whole.prefix(whole.count - 50).write(to: URL(fileURLWithPath: folder + "/cut"))
      let cut = await #expect(throws: BackupUnusable.self) {
        try await Backup.restore(folder + "/cut", key: key, to: there, deriving: .tests)
      }
      #expect(cut?.description.contains("cut short") == true)
      let isEmpty = try await there.peek { try !$0.hasTable("change") }
      #expect(isEmpty == true)
      let refused = await #expect(throws: BackupUnusable.self) {
        try await Backup.make(
          of: there, key: key, to: folder + "/none", at: TestClock.start, release: "test")
      }
      #expect(refused?.description.contains("not a Kith database") == true)
      let report = try await Backup.restore(
        folder + "/whole", key: key, to: there, deriving: .tests)
      #expect(report.audit.findings == [])
    }
  }

  private func opened(
    _ address: DatabaseAddress, key: String, _ authority: Authority = leeds
  ) async throws -> DatabaseStore {
    try await DatabaseStore.open(
      address, key: key, authority: authority, projections: [], workingDays: .england(),
      clock: { TestClock.start })
  }

  /// Gives an empty database of a server, and a folder for files.
  private func withServer(
    _ body: (DatabaseAddress, String) async throws -> Void
  ) async throws {
    let server = try await PostgreSQLServer.shared.value
    let name = "moved_\(UUID().uuidString.prefix(8).lowercased())"
    try server.execute("CREATE DATABASE \(name)")
    defer { try? server.execute("DROP DATABASE \(name) WITH (FORCE)") }
    try await withFolder {
      try await body(
        DatabaseAddress("postgres:///\(name)?host=\(server.folder)&user=kith"), $0)
    }
  }
}
