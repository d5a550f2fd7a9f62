import Access
import CareRecord
import CivilTime
import Foundation
import Testing

@testable import Store

/// Destruction: what goes, what stays, and that the log still proves itself.
@Suite struct DestructionConformance {
  @Test(arguments: StoreMaker.all)
  func everything_of_a_record_goes_and_the_audit_still_holds(_ maker: StoreMaker) async throws {
    try await maker.withRetention(adopting: true) { town in
      let store = town.store
      _ = try await store.saveDraft(
        Draft(
          key: "note", user: "mo", fields: [DraftField(name: "note", value: "Half a thought")],
          version: 0,
          saved: TestClock.start, subjects: [child(1)]), base: 0)
      try await store.seal()
      let entries = try await store.verify().entries
      try await store.write { database in
        try database.run(
          "INSERT INTO job_file (authority, job, number, name, bytes) VALUES (?, 1, 1, ?, ?)",
          leeds.number, "header.csv", Array("A1000".utf8))
      }
      let tombstone = try await town.destroy(child(1))
      #expect(try await store.jobFiles(1).isEmpty)
      #expect(tombstone.number == 1 && tombstone.bodies == 3 && tombstone.shared == 0)
      #expect(tombstone.coversFrom == day("2010-05-01"))
      #expect(tombstone.proposal.person == "mo" && tombstone.approval.person == "olu")
      #expect(tombstone.entries.map(\.position) == [1, 2, 3])

      await #expect(throws: ReadRefused.self) {
        try await store.record(of: child(1), for: .by(.manager))
      }
      for words in ["Ann Old", "Ann", "A1000"] {
        let hits = try await store.search(words, limit: 9, for: .by(.manager))
        #expect(!hits.contains { $0.headline.subject == child(1) })
      }
      #expect(
        try await store.subjects(
          withIdentifiers: ["A1000"], scheme: .laChildID, for: .by(.officer)
        ).isEmpty)
      #expect(try await town.due() == [2])
      #expect(try await store.draft(key: "note", user: "mo") == nil)
      #expect(try await store.children(ChildList(), for: .by(.manager)).total == 2)

      let report = try await store.verify()
      #expect(report.findings == [])
      #expect(report.entries == entries && report.destroyed == 3 && report.tombstones == 1)
      #expect(try await store.rebuild().isEqual)
      let after = try await store.verify()
      #expect(after.findings == [])
      await #expect(throws: ReadRefused.self) {
        try await store.record(of: child(1), for: .by(.manager))
      }
      // Nobody writes in it again.
      let refused = await #expect(throws: CommitRefused.self) {
        _ = try await store.commit(
          .received([.new(identity("Ann", "Old"), id: fact(900), of: [child(1)])]), by: .officer)
      }
      guard case .notAllowed(_, let why) = refused else { throw Unexpected("\(refused as Any)") }
      #expect(why.contains("destroyed on 21 November 2026"))
    }
  }

  @Test(arguments: StoreMaker.all)
  func what_brothers_and_sisters_share_stays_until_the_last_of_them_goes(
    _ maker: StoreMaker
  ) async throws {
    try await maker.withRetention(adopting: true) { town in
      let store = town.store
      let (family, mother) = (
        Subject(.family, SubjectID(raw: 500)), Subject(.adult, SubjectID(raw: 501))
      )
      func place(_ person: Subject, _ role: Code<FamilyRole>) -> FamilyMember {
        var place = FamilyMember()
        (place.family, place.person, place.role) = (family.id, person.id, role)
        return place
      }
      var referral = Referral()
      referral.on = day("2010-06-01")
      try await town.keep([
        .new(place(child(1), .child), id: fact(60), of: [family, child(1)]),
        .new(place(child(2), .child), id: fact(61), of: [family, child(2)]),
        .new(place(mother, .mother), id: fact(62), of: [family, mother]),
        .new(identity("Mina", "Old", born: "1970-01-01"), id: fact(63), of: [mother]),
        .new(referral, id: fact(64), of: [child(1), child(2)]),
      ])
      let review = try await store.retentionReview(of: child(1), for: .by(.officer))
      #expect(
        review.extent.going == ["identity": 1, "identifier": 1, "referral": 1, "family_member": 1])
      #expect(review.extent.staying == ["referral": 1])
      #expect(review.extent.families == 0 && review.extent.adults == 0)

      let first = try await town.destroy(child(1))
      #expect(first.records == [child(1)] && first.shared == 1)
      #expect(
        try await store.record(of: child(2), for: .by(.manager)).record[Referral.self].count == 2)
      let members = try await store.record(of: family, for: .by(.manager)).record[FamilyMember.self]
      #expect(members.compactMap(\.person).sorted() == [child(2).id, mother.id])
      #expect(try await store.verify().findings == [])
      #expect(try await store.rebuild().isEqual)

      let second = try await town.destroy(child(2))
      #expect(second.records == [child(2), mother, family])
      #expect(second.shared == 0)
      let report = try await store.verify()
      #expect(report.findings == [])
      // Of fourteen bodies, those of child 3 are left.
      #expect(report.entries == 14 && report.destroyed == 11)
      #expect(try await store.rebuild().isEqual)
      for gone in [family, mother] {
        await #expect(throws: ReadRefused.self) {
          try await store.record(of: gone, for: .by(.manager))
        }
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func the_log_gives_up_bodies_to_tombstones_alone_and_nothing_else(
    _ maker: StoreMaker
  ) async throws {
    try await maker.withRetention(adopting: true) { town in
      let store = town.store
      try await town.destroy(child(1))
      for change in [
        "UPDATE change SET body = NULL, body_salt = NULL WHERE authority = 383 AND position = 4",
        "UPDATE change SET author = 'x' WHERE authority = 383 AND position = 1",
        "UPDATE change SET body = '{}' WHERE authority = 383 AND position = 1",
        "DELETE FROM change WHERE authority = 383 AND position = 1",
        "DELETE FROM tombstone WHERE authority = 383",
        "UPDATE tombstone_entry SET position = 4 WHERE authority = 383",
        "DELETE FROM tombstone_record WHERE authority = 383",
        "UPDATE retention_decision SET person = 'x' WHERE authority = 383",
        "DELETE FROM retention_choice WHERE authority = 383",
      ] {
        await #expect(throws: StoreUnavailable.self, "\(change)") {
          try await store.write { try $0.run(change) }
        }
      }
      #expect(try await store.verify().findings == [])
      // Whoever forges a tombstone has no key to sign it with.
      try await store.write { database in
        try database.run(
          """
          INSERT INTO tombstone_entry (authority, tombstone, position, body_hash)
          SELECT authority, 1, position, body_hash FROM change WHERE authority = 383 AND position = 4
          """)
        try database.run(
          "UPDATE change SET body = NULL, body_salt = NULL WHERE authority = 383 AND position = 4")
      }
      let found = try await store.verify().findings.map(\.message)
      #expect(found.contains { $0.contains("tombstone 1 is not what was signed") })
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_body_that_is_missing_without_a_tombstone_is_found(_ maker: StoreMaker) async throws {
    try await maker.withRetention(adopting: true) { town in
      let store = town.store
      try await town.destroy(child(1))
      try await store.write { database in
        try database.execute(
          script: database.dialect == .sqlite
            ? "DROP TRIGGER change_no_update" : "DROP TRIGGER change_append_only ON change")
        try database.run(
          "UPDATE change SET body = NULL, body_salt = NULL WHERE authority = 383 AND position = 5")
      }
      let report = try await store.verify()
      #expect(report.destroyed == 3)
      #expect(report.findings.contains { $0.position == 5 && $0.message.contains("missing") })
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_write_between_approval_and_destruction_wins(_ maker: StoreMaker) async throws {
    try await maker.withRetention(adopting: true) { town in
      let store = town.store
      for round in 0..<6 {
        try await town.agree(on: child(1))
        let id = Int64(700 + round)
        let writing = Task {
          try await town.keep([
            .new(identifier("U\(round)", .formerUPN), id: fact(id), of: [child(1)])
          ])
        }
        let destroying = Task {
          try await store.destroy(child(1), files: [], for: .by(.officer))
        }
        // Whichever was first, the other is refused whole.
        let written = await writing.result
        let destroyed = await destroying.result
        let isThere = (try? await store.record(of: child(1), for: .by(.manager))) != nil
        switch (written, destroyed) {
        case (.success, .failure): #expect(isThere)
        case (.failure, .success):
          #expect(!isThere)
          #expect(try await store.verify().findings == [])
          return
        default: Issue.record("both or neither: \(written), \(destroyed)")
        }
      }
      #expect(try await store.verify().findings == [])
    }
  }

  @Test func nothing_of_it_stays_in_the_files_of_sqlite() async throws {
    try await StoreMaker.sqlite.withRetention(adopting: true) { town in
      let note = String(repeating: "Xylophonist-Kestrel was seen. ", count: 400)
      var referral = Referral()
      referral.on = day("2010-05-09")
      referral.note = Narrative(note)
      try await town.keep([
        .new(identity("Xylophonist", "Kestrel", born: "1999-02-01"), id: fact(80), of: [child(1)]),
        .new(referral, id: fact(81), of: [child(1)]),
      ])
      func isHeld() throws -> Bool {
        let path = try #require(town.database.address.path)
        return ["", "-wal"].contains { end in
          let bytes = FileManager.default.contents(atPath: path + end) ?? Data()
          return bytes.firstRange(of: Data("Xylophonist".utf8)) != nil
            || bytes.firstRange(of: Data("xylophonist".utf8)) != nil
        }
      }
      #expect(try isHeld())
      try await town.destroy(child(1))
      #expect(try !isHeld())
    }
  }
}
