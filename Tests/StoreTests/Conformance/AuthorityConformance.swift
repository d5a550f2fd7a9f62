import Access
import CareRecord
import CivilTime
import Foundation
import Testing

@testable import Store

/// Several authorities in one database do not know of one another.
@Suite struct AuthorityConformance {
  private func bradford() throws -> Authority { try #require(Authority(number: 380)) }

  @Test(arguments: StoreMaker.all)
  func each_authority_counts_and_finds_by_itself(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let bradford = try bradford()
      let installation = try await StoreInstallation.open(database.address, key: database.key)
      var stores: [DatabaseStore] = []
      for authority in [leeds, bradford] {
        stores.append(
          try await installation.store(
            of: authority, projections: [], workingDays: .england(), clock: { TestClock.start }))
      }
      for store in stores {
        let officer = Person(
          user: "olu", name: "Olu of \(store.authority)", authority: store.authority,
          roles: [.dataOfficer])
        let reading = Reading(
          by: officer, at: TestClock.start, today: TestClock.start.inLondon.day, purpose: "test")
        // The same numbers of facts, records and users in both.
        try await store.addAccount(officer, passwordHash: "none", at: TestClock.start)
        for number: Int64 in 1...3 {
          let receipt = try await store.commit(
            .received([
              .new(
                identity("Ann\(store.authority.number)", "Ash"), id: fact(number),
                of: [child(number)])
            ]), by: officer)
          #expect(receipt.position == number)
        }
        let kept = try await store.keep(
          Submission(
            id: 0, authority: store.authority, returnName: "ssda903", year: 2026,
            receivedAt: TestClock.start, receivedBy: "olu", digest: "", state: .received,
            progress: nil),
          files: [SubmissionFile(name: "a.csv", bytes: [65])])
        #expect(kept.id == 1)
        #expect(try await store.seal()?.number == 1)
        let hits = try await store.search("ash", limit: 20, for: reading)
        #expect(
          hits.map(\.headline.name)
            == Array(repeating: "Ann\(store.authority.number) Ash", count: 3))
      }
      for store in stores {
        let report = try await store.verify(against: try await store.seals())
        #expect(report.findings == [])
        #expect(report.entries == 3)
        #expect(try await store.accounts().count == 1)
        #expect(try await store.submissions(of: store.authority).count == 1)
        #expect(try await store.rebuild().isEqual)
        try await store.close()
      }
      try await installation.close()
      #expect(try await DatabaseStore.authorities(in: database.address) == [bradford, leeds])
    }
  }

  @Test(arguments: StoreMaker.all)
  func many_writers_of_two_authorities_lose_nothing(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let installation = try await StoreInstallation.open(database.address, key: database.key)
      var stores: [DatabaseStore] = []
      // Two stores of the first: as two processes would have.
      for authority in [leeds, leeds, try bradford()] {
        stores.append(
          try await installation.store(
            of: authority, projections: [], workingDays: .england(), clock: { TestClock.start }))
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, store) in stores.enumerated() {
          let officer = Person(
            user: "olu", name: "Olu", authority: store.authority, roles: [.dataOfficer])
          for number in 0..<20 {
            group.addTask {
              let id = Int64(index * 1_000 + number + 1)
              _ = try await store.commit(
                .received([.new(visit("2026-03-04"), id: fact(id), of: [child(id % 7 + 1)])]),
                by: officer)
              _ = try await store.record(
                of: child(id % 7 + 1),
                for: Reading(
                  by: officer, at: TestClock.start, today: TestClock.start.inLondon.day,
                  purpose: "test"))
            }
          }
        }
        try await group.waitForAll()
      }
      for (store, entries) in zip(stores, [40, 40, 20]) {
        let report = try await store.verify()
        #expect(report.findings == [])
        #expect(report.entries == entries)
        #expect(report.reads == entries)
      }
      try await installation.close()
    }
  }
}
