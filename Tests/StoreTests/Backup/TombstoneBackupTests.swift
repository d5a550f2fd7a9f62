import Access
import CareRecord
import CivilTime
import Foundation
import Secrets
import Testing

@testable import Store

/// Backups and destroyed records: none comes back unnoticed, and each copy is known.
@Suite struct TombstoneBackupTests {
  @Test(arguments: StoreMaker.all)
  func an_earlier_backup_brings_a_record_back_and_the_list_destroys_it_again(
    _ maker: StoreMaker
  ) async throws {
    try await maker.withRetention(adopting: true) { town in
      try await withFolder { folder in
        let (key, address) = (StreamKey(), town.database.address)
        func backup(_ name: String) async throws -> BackupContents {
          try await Backup.make(
            of: address, key: key, to: folder + "/" + name, at: town.clock.now, release: "test")
        }
        func restored(
          _ name: String, to path: String, _ list: TombstoneList? = nil
        ) async throws -> (DatabaseStore, RestoreReport) {
          let report = try await Backup.restore(
            folder + "/" + name, key: key, to: DatabaseAddress(folder + "/" + path),
            deriving: .tests,
            repeating: list.map { RepeatedDestruction($0, cutting: { _, _, _ in nil }) })
          return (try await openStore(folder + "/" + path), report)
        }
        _ = try await backup("before")
        town.clock.advance(minutes: 1)
        try await town.destroy(child(1))
        town.clock.advance(minutes: 1)
        let after = try await backup("after")
        #expect(after.audit.findings == [])
        #expect(after.audit.destroyed == 3 && after.audit.tombstones == 1)
        let notes = try await town.store.backupNotes()
        #expect(notes.map { $0.place.split(separator: "/").last } == ["after", "before"])

        // A later backup knows of it.
        let (later, _) = try await restored("after", to: "later.sqlite")
        #expect(try await later.tombstones().map(\.number) == [1])
        #expect(try await later.verify().findings == [])
        #expect(try await later.rebuild().isEqual)
        await #expect(throws: ReadRefused.self) {
          try await later.record(of: child(1), for: .by(.manager))
        }
        try await later.close()

        // An earlier one does not, unless it is told.
        let (unaware, _) = try await restored("before", to: "unaware.sqlite")
        #expect(
          try await unaware.record(of: child(1), for: .by(.manager)).record.identity?.givenNames
            == "Ann")
        try await unaware.close()
        let text = try TombstoneList(try await town.store.tombstones(), of: leeds).text
        for name in ["Ann", "Old", "A1000"] { #expect(!text.contains(name)) }
        let list = try TombstoneList(text: text, named: "list")
        #expect(list.tombstones == (try await town.store.tombstones()))
        let (told, report) = try await restored("before", to: "told.sqlite", list)
        #expect(report.destroyedAgain.map(\.number) == [1])
        #expect(report.audit.findings == [] && report.audit.destroyed == 3)
        #expect(try await told.verify().findings == [])
        #expect(try await told.rebuild().isEqual)
        await #expect(throws: ReadRefused.self) {
          try await told.record(of: child(1), for: .by(.manager))
        }
        // Its own log goes on, and so do its certificates.
        _ = try await told.commit(
          .received([.new(visit("2026-03-04"), id: fact(999), of: [child(3)])]), by: .officer)
        #expect(try await told.verify().findings == [])
        try await told.close()
        let again = try await restored("after", to: "again.sqlite", list)
        #expect(again.1.destroyedAgain.isEmpty)
        try await again.0.close()

        // Moving carries it too.
        let moved = try await Backup.move(
          from: address, to: DatabaseAddress(folder + "/moved.sqlite"), at: town.clock.now,
          release: "test", deriving: .tests)
        #expect(moved.audit.findings == [] && moved.audit.tombstones == 1)
      }
    }
  }

  @Test func a_list_of_another_database_is_refused_and_nothing_is_restored() async throws {
    try await StoreMaker.sqlite.withRetention(adopting: true) { town in
      try await withFolder { folder in
        let key = StreamKey()
        _ = try await Backup.make(
          of: town.database.address, key: key, to: folder + "/b", at: town.clock.now,
          release: "test")
        let tombstone = try await town.destroy(child(1))
        let forged = tombstone.signed(with: SigningKey())
        for list in [
          TombstoneList([forged], of: leeds), TombstoneList([tombstone], of: bristol),
        ] {
          await #expect(throws: BackupUnusable.self) {
            try await Backup.restore(
              folder + "/b", key: key, to: DatabaseAddress(folder + "/r.sqlite"),
              deriving: .tests,
              repeating: RepeatedDestruction(list, cutting: { _, _, _ in nil }))
          }
          #expect(!FileManager.default.fileExists(atPath: folder + "/r.sqlite"))
        }
        #expect(throws: BackupUnusable.self) { try TombstoneList(text: "{}", named: "x") }
      }
    }
  }

  @Test func a_backup_that_was_not_finished_is_noted_and_one_is_gone_when_somebody_says_so()
    async throws
  {
    try await StoreMaker.sqlite.withRetention { town in
      try await withFolder { folder in
        await #expect(throws: (any Error).self) {
          try await Backup.make(
            of: town.database.address, key: StreamKey(), to: folder + "/no/such/folder/b",
            at: town.clock.now, release: "test")
        }
        let broken = try #require(try await town.store.backupNotes().first)
        #expect(broken.gone?.reason == "It was not finished.")
        _ = try await Backup.make(
          of: town.database.address, key: StreamKey(), to: folder + "/b", at: town.clock.now,
          release: "test")
        let made = try #require(try await town.store.backupNotes().first)
        #expect(made.gone == nil && made.place.hasSuffix("/b"))
        await #expect(throws: ReadRefused.self) {
          try await town.store.noteBackupGone(made.number, because: "Deleted", by: .manager)
        }
        try await town.store.noteBackupGone(made.number, because: "Deleted", by: .custodian)
        #expect(try await town.store.backupNotes().first?.gone?.person == "cas")
        await refused("already") {
          try await town.store.noteBackupGone(made.number, because: "Again", by: .custodian)
        }
      }
    }
  }
}
