import CareRecord
import Foundation
import Testing

@testable import Store

/// What is sent without waiting, what is asked ahead and what is copied come out as if each had been
/// waited for.
@Suite struct PipelineTests {
  /// Whatever number of statements goes before, the answer to the one that is waited for is not lost.
  @Test func the_answer_is_found_behind_any_number_of_statements() async throws {
    try await PostgreSQLServer.shared.value.withDatabase { database in
      let store = try await database.open()
      for count in [0, 1, 100] + Array(245...262) + [509, 510, 511, 512, 513] {
        let answers = try await store.write { database in
          for _ in 0..<count {
            try database.run("UPDATE log_end SET position = position WHERE authority = ?", 383)
          }
          let swept = try PreparedStatement(
            database, "SELECT generate_series(1, 2500)::bigint", sweeping: true)
          var sum: Int64 = 0
          while try swept.step() {
            sum += swept.integer(0)
            if sum % 7 == 0 {
              try database.run("UPDATE log_end SET position = position WHERE authority = ?", 383)
            }
          }
          return (try database.number("SELECT ?::bigint", count), sum)
        }
        #expect(answers.0 == Int64(count))
        #expect(answers.1 == 2_500 * 2_501 / 2)
      }
      try await store.close()
    }
  }

  @Test func questions_are_answered_in_any_order_and_after_others_asked_the_same() async throws {
    try await PostgreSQLServer.shared.value.withDatabase { database in
      let store = try await database.open()
      let answers = try await store.read { database in
        let asked = try (0..<600).map { (number: Int64) in
          try database.ask("SELECT ?::bigint AS asked", [.integer(number)])
        }
        // The same statement, run in between, lets go of what was asked; it is asked again.
        let between = try database.number("SELECT ?::bigint AS asked", 7)
        let read: [Int64?] = try asked.reversed().map { rows -> Int64? in
          let rows = try rows.begin()
          defer { rows.endRows() }
          return try rows.step() ? rows.integer(0) : nil
        }
        return [between] + read
      }
      let expected: [Int64?] = [7] + (0..<600).reversed().map { Int64($0) }
      #expect(answers == expected)
      try await store.close()
    }
  }

  @Test func rows_that_are_added_are_read_at_once_and_gone_with_their_transaction() async throws {
    try await PostgreSQLServer.shared.value.withDatabase { database in
      let store = try await database.open()
      struct Undone: Error {}
      let text = "\0'£\u{1F600}" + String(repeating: "x", count: 3_000)
      await #expect(throws: Undone.self) {
        try await store.write { database in
          let add = try PreparedStatement(adding: database, to: "meta", ["name", "value"])
          // More than is sent at once.
          for number in 0..<3_000 {
            add.bind([.text("test \(number)"), .text(text)])
            try add.run()
          }
          #expect(
            try database.number("SELECT count(*) FROM meta WHERE name LIKE 'test %'") == 3_000)
          #expect(
            try database.first("SELECT value FROM meta WHERE name = 'test 2999'") { $0.text(0) }
              == text)
          add.bind([.text("test 3000"), .text(text)])
          try add.run()
          throw Undone()
        }
      }
      // Nothing of it comes back with the next transaction of the same connection.
      for _ in 1...20 {
        let count = try await store.write { database in
          let add = try PreparedStatement(adding: database, to: "meta", ["name", "value"])
          add.bind([.text("again"), .text("")])
          try add.run()
          defer { try? database.run("DELETE FROM meta WHERE name = 'again'") }
          return try database.number(
            "SELECT count(*) FROM meta WHERE name = 'again' OR name LIKE 'test %'")
        }
        #expect(count == 1)
      }
      try await store.close()
    }
  }
}
