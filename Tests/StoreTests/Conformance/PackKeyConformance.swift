import Access
import CareRecord
import CivilTime
import Secrets
import Testing

@testable import Store

/// Whose passphrases open emergency packs.
@Suite struct PackKeyConformance {
  private static let manager = Person(
    user: "moss", name: "Moss Fable", authority: leeds, roles: [.teamManager], team: "North")
  private static let second = Person(
    user: "ash", name: "Ash Fable", authority: leeds, roles: [.teamManager], team: "South")

  private func key(_ passphrase: String) throws -> PassphraseKey {
    try PassphraseKey(under: passphrase, rounds: 10)
  }

  @Test(arguments: StoreMaker.all)
  func several_managers_have_one_each_and_what_was_stays(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open()
      for person in [Self.manager, Self.second] {
        try await store.addAccount(person, passwordHash: "none", at: TestClock.start)
      }
      #expect(try await store.packKeys(for: .by(Self.manager)).isEmpty)
      let reads = try await store.verify().reads
      let keys = [try key("first"), try key("second"), try key("third")]
      _ = try await store.setPackKey(keys[0], for: .by(Self.manager))
      _ = try await store.setPackKey(keys[1], for: .by(Self.second))
      let last = try await store.setPackKey(keys[2], for: .by(Self.manager))
      #expect(last.number == 3 && last.name == "Moss Fable")
      var all = try await store.packKeys(for: .by(.officer))
      #expect(all.map(\.number) == [3, 2, 1])
      #expect(all.filter(\.isInForce).map(\.key) == [keys[2], keys[1]])
      #expect(all[2].withdrawnBy == "moss")
      #expect(all[0].key.privateKey.open(with: "third") != nil)

      try await store.withdrawPackKey(2, for: .by(Self.manager))
      await #expect(throws: ReadRefused.self) {
        try await store.withdrawPackKey(2, for: .by(Self.manager))
      }
      await #expect(throws: ReadRefused.self) {
        try await store.withdrawPackKey(9, for: .by(Self.manager))
      }
      all = try await store.packKeys(for: .by(Self.manager))
      #expect(all.filter(\.isInForce).map(\.number) == [3])
      #expect(try await store.verify().reads == reads + 4)
      let entry = try #require(
        try await store.reads(by: "moss", limit: 1, for: .by(Self.manager)).first)
      #expect(entry.purpose == "withdraw an emergency passphrase")
      #expect(entry.detail == "key \(keys[1].fingerprint)")

      // Who has left no longer opens what is made.
      try await store.disableAccount(user: "moss", at: TestClock.start)
      #expect(try await store.packKeys(for: .by(.officer)).allSatisfy { !$0.isInForce })
      try await store.close()
    }
  }

  @Test(arguments: StoreMaker.all, [Person.worker, .officer, .custodian, .stranger])
  func nobody_but_a_manager_sets_one(_ maker: StoreMaker, _ person: Person) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open()
      let key = try key("first")
      await #expect(throws: ReadRefused.self) {
        try await store.setPackKey(key, for: .by(person))
      }
      _ = try await store.setPackKey(key, for: .by(Self.manager))
      await #expect(throws: ReadRefused.self) {
        try await store.withdrawPackKey(1, for: .by(person))
      }
      #expect(try await store.packKeys(for: .by(Self.manager)).filter(\.isInForce).count == 1)
      try await store.close()
    }
  }
}
