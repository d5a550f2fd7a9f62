import CareRecord
import CivilTime
import Foundation
import GRDB
import Secrets
import Simulation
import Testing

@testable import Store

/// The restore drill: nothing that was accepted is lost.
@Suite struct RestoreTests {
  @Test func what_was_backed_up_while_others_wrote_comes_back_whole() async throws {
    try await withFolder { folder in
      let (path, backup, key) = (folder + "/kith.sqlite", folder + "/b.backup", StreamKey())
      let store = try await openStore(path)
      try await keepSimulated(in: store)
      let before = try await everything(in: store)
      try #require(before.count > 1_000)
      let writer = Writer(store)
      let writing = Task { try await writer.run() }
      while await writer.acknowledged.isEmpty { await Task.yield() }
      let acknowledged = await writer.acknowledged
      let made = try await Backup.made(of: path, key: key, to: backup)
      let during = await writer.acknowledged.count
      await writer.stop()
      try await writing.value
      #expect(during >= acknowledged.count, "the writer stood still")
      #expect(made.audit.findings == [])
      try await store.close()

      // The disaster.
      for file in try FileManager.default.contentsOfDirectory(atPath: folder)
      where file != "b.backup" {
        try FileManager.default.removeItem(atPath: folder + "/" + file)
      }
      let report = try await Backup.restored(backup, key: key, to: path)
      #expect(report.tables == made.tables)
      #expect(report.audit.findings == [])

      let restored = try await openStore(path)
      let audit = try await restored.verify()
      #expect(audit.findings == [])
      let after = try await everything(in: restored)
      let lines = Set(after)
      #expect(before.allSatisfy(lines.contains))
      let record = try await restored.record(of: writer.child, for: .by(.manager)).record
      let kept = Set(record[CaseNote.self].map(\.id))
      #expect(acknowledged.allSatisfy(kept.contains))
      #expect(try await restored.rebuild().isEqual)
      // It can be written on, sealed with a new key, and backed up again.
      _ = try await restored.commit(
        .received([.new(visit("2026-03-04"), id: fact(1), of: [child(1)])]), by: .officer)
      try await restored.seal()
      #expect(try await restored.verify().findings == [])
      try await restored.close()
    }
  }

  @Test func a_round_trip_gives_the_same_hashes() async throws {
    try await withFolder { folder in
      let key = StreamKey()
      try leaveDatabase(folder + "/a.sqlite")
      let first = try await Backup.made(of: folder + "/a.sqlite", key: key, to: folder + "/a")
      _ = try await Backup.restored(folder + "/a", key: key, to: folder + "/b.sqlite")
      let second = try await Backup.made(of: folder + "/b.sqlite", key: key, to: folder + "/b")
      #expect(first.tables.besideNotes == second.tables.besideNotes)
      let moved = try await Backup.move(
        from: DatabaseAddress(folder + "/b.sqlite"), to: DatabaseAddress(folder + "/c.sqlite"),
        at: TestClock.start, release: "test", deriving: .tests)
      #expect(moved.tables == second.tables)
      #expect(moved.audit.findings == [])
      // Who was signed in is not carried; who has an account and what they had half written is.
      let store = try await openStore(folder + "/c.sqlite")
      #expect(try await store.accounts().count == 2)
      #expect(try await store.session(tokenHash: [1, 2, 3], at: TestClock.start) == nil)
      #expect(try await store.draft(key: "visit", user: "mo")?.fields[0].value == "Half a sent")
      #expect(try await store.submissions(of: leeds).count == 2)
      try await store.close()
    }
  }

  @Test(arguments: 1...5) func whatever_was_accepted_comes_back(seed: UInt64) async throws {
    try await withFolder { folder in
      var random = Seeded(state: seed)
      let (path, key) = (folder + "/kith.sqlite", StreamKey())
      let store = try await openStore(path)
      for number in 1...Int.random(in: 2...12, using: &random) {
        let kinds = FactRegister.kinds.shuffled(using: &random).prefix(4)
        let changes = try kinds.enumerated().map { index, type in
          Change.new(
            try filled(type), id: fact(Int64(number * 10 + index)),
            of: (1...Int64.random(in: 1...3, using: &random)).map { child($0) })
        }
        _ = try? await store.commit(.received(changes), by: .officer)
        if Bool.random(using: &random) { try await store.seal() }
      }
      let before = try await everything(in: store)
      try #require(!before.isEmpty)
      let made = try await Backup.made(of: path, key: key, to: folder + "/b")
      _ = try await Backup.restored(folder + "/b", key: key, to: folder + "/r.sqlite")
      let restored = try await openStore(folder + "/r.sqlite")
      #expect(try await everything(in: restored) == before)
      #expect(try await restored.verify().findings == [])
      #expect(made.audit.findings == [])
      try await restored.close()
      try await store.close()
    }
  }

  @Test func nothing_is_restored_over_something_and_nothing_is_left_of_a_failure() async throws {
    try await withFolder { folder in
      let (path, backup, key) = (folder + "/kith.sqlite", folder + "/b.backup", StreamKey())
      try leaveDatabase(path)
      _ = try await Backup.made(of: path, key: key, to: backup)
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      let refused = await #expect(throws: BackupUnusable.self) {
        try await Backup.restored(backup, key: key, to: path)
      }
      #expect(refused?.description.contains("nothing is ever restored over it") == true)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
      let whole = try Data(contentsOf: URL(fileURLWithPath: backup))
      try whole.prefix(whole.count - 100).write(to: URL(fileURLWithPath: backup))
      let cut = await #expect(throws: BackupUnusable.self) {
        try await Backup.restored(backup, key: key, to: folder + "/new.sqlite")
      }
      #expect(cut?.description.contains("cut short") == true)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!left.contains { $0.hasPrefix("new") })
      // What SQLite left of another database would be mixed into the restored one.
      try whole.write(to: URL(fileURLWithPath: backup))
      try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/other.sqlite-wal"))
      let stray = await #expect(throws: BackupUnusable.self) {
        try await Backup.restored(backup, key: key, to: folder + "/other.sqlite")
      }
      #expect(stray?.description.contains("something") == true)
    }
  }

  @Test func a_kind_of_fact_that_only_a_newer_version_knows_is_not_passed_over() async throws {
    try await withFolder { folder in
      let (path, key) = (folder + "/kith.sqlite", StreamKey())
      try leaveDatabase(path)
      try await DatabaseQueue(path: path).write {
        try $0.execute(
          sql: "DROP TRIGGER change_no_update; UPDATE change SET kind = 'dream' WHERE position = 3")
      }
      _ = try await Backup.made(of: path, key: key, to: folder + "/b")
      let refused = await #expect(throws: BackupUnusable.self) {
        try await Backup.restored(folder + "/b", key: key, to: folder + "/r.sqlite")
      }
      #expect(refused?.description.contains("kind dream") == true)
      #expect(!FileManager.default.fileExists(atPath: folder + "/r.sqlite"))
    }
  }

  private func keepSimulated(in store: DatabaseStore) async throws {
    let made = try FictionalAuthority(
      children: 40, seed: 3, lastDay: TestClock.start.inLondon.day, authority: leeds, years: 3,
      casework: true, versions: .every, parameters: EnglandParameters(), names: FictionalNames(),
      workingDays: try .england())
    for family in made.families {
      let commits = family.commits.map {
        Commit(by: $0.author, at: $0.known, recorded: $0.recorded, origin: .received, $0.changes)
      }
      for result in try await store.commit(commits, by: .officer) { _ = try result.get() }
    }
    try await store.seal()
  }
}

/// Keeps one note after the other until it is told to stop.
private actor Writer {
  nonisolated let child = Subject.child(SubjectID(raw: 77))
  private let store: DatabaseStore
  private(set) var acknowledged: [FactID] = []
  private var isStopped = false

  init(_ store: DatabaseStore) { self.store = store }

  func run() async throws {
    while !isStopped {
      var note = CaseNote()
      note.on = day("2026-03-04")
      note.title = "Note"
      note.note = "Written while the backup was made."
      let id = fact(9_000_000 + Int64(acknowledged.count))
      _ = try await store.commit(.received([.new(note, id: id, of: [child])]), by: .officer)
      acknowledged.append(id)
    }
  }

  func stop() { isStopped = true }
}
