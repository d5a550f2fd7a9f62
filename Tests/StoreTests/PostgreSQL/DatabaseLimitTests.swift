import Foundation
import Testing

@testable import Store

/// A statement does not outlive whoever asked for it, nor its time.
@Suite struct DatabaseLimitTests {
  @Test func what_nobody_waits_for_any_more_is_stopped_on_the_server() async throws {
    try await PostgreSQLServer.shared.value.withDatabase { database in
      let store = try await database.open()
      let asking = Task {
        try await store.read { try $0.rows("SELECT pg_sleep(50)") { _ in 1 } }
      }
      try await CutNetworkTests.wait { try await isSleeping(store) }
      asking.cancel()
      // Long before it would have ended by itself.
      for _ in 1...100 where try await isSleeping(store) {
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(try await !isSleeping(store))
      await #expect(throws: (any Error).self) { try await asking.value }
      // Its connection goes on to other work.
      #expect(try await store.read { try $0.number("SELECT 7") } == 7)
      try await store.close()
    }
  }

  @Test func a_statement_ends_with_its_time_and_says_so() async throws {
    try await PostgreSQLServer.shared.value.withDatabase { database in
      let store = try await database.open(
        database.address, DatabaseLimits(statementSeconds: 1, lockSeconds: 1))
      await #expect(throws: StoreUnavailable.self) {
        try await store.read { try $0.rows("SELECT pg_sleep(20)") { _ in 1 } }
      }
      // What somebody started and watches may take longer.
      let done = try await store.read { database in
        try database.allowAnyTime()
        return try database.rows("SELECT pg_sleep(1.5)") { _ in 1 }
      }
      #expect(done == [1])
      // The next transaction is bounded again.
      await #expect(throws: StoreUnavailable.self) {
        try await store.read { try $0.rows("SELECT pg_sleep(20)") { _ in 1 } }
      }
      try await store.close()
    }
  }

  private func isSleeping(_ store: DatabaseStore) async throws -> Bool {
    try await store.read { database in
      try database.number(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT pg_sleep%'
        """) ?? 0 > 0
    }
  }
}
