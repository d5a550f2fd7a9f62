import CareRecord
import Foundation
import Synchronization
import Testing

@testable import Store

/// The network between Kith and its database is cut, again and again, while somebody writes.
@Suite struct CutNetworkTests {
  @Test(arguments: Relay.Cut.allCases)
  func what_was_acknowledged_is_there_once_and_whole(_ cut: Relay.Cut) async throws {
    try await CutNetworkTests.overRelay { database, relay, store in
      let mayGoOn = Mutex(true)
      defer { mayGoOn.withLock { $0 = false } }
      let kept = Mutex<Set<Int64>>([])
      async let tried = { () -> Int64 in
        var number: Int64 = 0
        while mayGoOn.withLock({ $0 }) {
          number += 1
          do {
            _ = try await store.commit(CutNetworkTests.commit(number), by: .officer)
            _ = kept.withLock { $0.insert(number) }
          } catch is StoreUnavailable {
            // Not acknowledged: it may be there or not, but not half of it.
          }
        }
        return number
      }()
      var random = Seeded(state: cut == .silent ? 5 : 6)
      for _ in 1...(cut == .silent ? 3 : 12) {
        try await Task.sleep(for: .milliseconds(Int.random(in: 100...400, using: &random)))
        relay.cut(cut)
        try await Task.sleep(for: .milliseconds(Int.random(in: 50...300, using: &random)))
        relay.mend()
        try await CutNetworkTests.wait { [before = kept.withLock { $0.count }] in
          kept.withLock { $0.count } > before
        }
      }
      mayGoOn.withLock { $0 = false }
      let last = try await tried
      try? await store.close()

      let direct = try await database.open()
      let report = try await direct.verify()
      #expect(report.findings == [])
      let record = try await direct.record(of: child(1), for: .by(.officer)).record
      var whole = 0
      for number in 1...last {
        let found = record[Visit.self].count { (number * 10...number * 10 + 2).contains($0.id.raw) }
        #expect(found == 0 || found == 3, "half of commit \(number)")
        if kept.withLock({ $0.contains(number) }) {
          #expect(found == 3, "commit \(number) is lost")
        }
        whole += found / 3
      }
      // Every fact stands in the log once.
      #expect(report.entries == whole * 3)
      #expect(kept.withLock { $0.count } > 3)
      try await direct.close()
    }
  }

  /// Wherever in its answers the server falls silent, whoever waits for it is told in the end.
  ///
  /// The answers to this commit, which copies its rows, come to some 900 bytes.
  @Test(arguments: [1, 6, 40, 150, 300, 450, 600, 700, 750, 800, 850])
  func silence_in_the_middle_of_an_answer_ends(_ bytes: Int) async throws {
    try await CutNetworkTests.overRelay { database, relay, store in
      _ = try await store.commit(CutNetworkTests.commit(1), by: .officer)
      relay.cut(afterAnswered: bytes)
      let ended = Mutex(false)
      let commit = Task {
        defer { ended.withLock { $0 = true } }
        _ = try await store.commit(CutNetworkTests.commit(2), by: .officer)
      }
      try await CutNetworkTests.wait { relay.isCut || ended.withLock { $0 } }
      // Until well after the server's silence was noticed, and its lock has come free.
      try await Task.sleep(for: .seconds(3))
      relay.mend()
      do {
        try await CutNetworkTests.wait { ended.withLock { $0 } }
      } catch {
        relay.end()
        throw error
      }
      let direct = try await database.open()
      let found = try await direct.record(of: child(1), for: .by(.officer)).record[Visit.self].count
      if case .success = await commit.result {
        #expect(found == 6)
      } else {
        #expect(found == 3 || found == 6)
      }
      try await direct.close()
      try await store.close()
    }
  }

  /// Opens a store whose way to its database goes over a relay.
  private static func overRelay(
    _ body: (TestDatabase, Relay, DatabaseStore) async throws -> Void
  ) async throws {
    let server = try await PostgreSQLServer.shared.value
    try await server.withDatabase { database in
      try await database.open().close()
      let relay = try Relay(to: "\(server.folder)/.s.PGSQL.\(server.port)")
      // Whatever fails here, nobody is left waiting on the relay.
      defer { relay.end() }
      let store = try await database.open(
        DatabaseAddress(
          "postgres://kith@127.0.0.1:\(relay.port)/\(database.name)?connect_timeout=2"),
        DatabaseLimits(statementSeconds: 1, lockSeconds: 1))
      try await body(database, relay, store)
    }
  }

  private static func commit(_ number: Int64) -> Commit {
    .received(
      (0..<3).map {
        .new(visit("2026-03-04", "No. \(number)"), id: fact(number * 10 + $0), of: [child(1)])
      })
  }

  /// Waits until something has happened; fails after two minutes.
  static func wait(until isSo: () async throws -> Bool) async throws {
    for _ in 1...1_200 {
      if try await isSo() { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw Unexpected("nothing happened for two minutes")
  }
}
