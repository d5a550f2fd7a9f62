import CareRecord
import Foundation
import ProcessStarting
import Testing

@testable import Store

/// PostgreSQL's own processes are killed, again and again, while somebody writes.
@Suite struct PostgreSQLKillTests {
  @Test func an_acknowledged_commit_survives_the_end_of_the_server() async throws {
    // Of its own: whoever else used the server would be thrown out as well.
    let server = try await PostgreSQLServer()
    try await server.withDatabase { database in
      try await database.open().close()
      let writer = try Writer(database)
      var random = Seeded(state: 12)
      for _ in 1...8 {
        try await Task.sleep(for: .milliseconds(Int.random(in: 150...500, using: &random)))
        for backend in try server.backends() { kill(backend, SIGKILL) }
      }
      // Until it has written again after the last time, then it is killed itself.
      let before = writer.lastAcknowledged
      for _ in 1...300 where writer.lastAcknowledged <= before {
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(writer.isRunning, "it gave up")
      let acknowledged = writer.end()
      #expect(acknowledged > before)
      let store = try await database.open()
      let report = try await store.verify()
      #expect(report.findings == [])
      #expect(report.entries >= acknowledged)
      #expect(report.entries - acknowledged <= 3)
      // Every commit is whole: three facts, each in the records of both children.
      #expect(report.entries.isMultiple(of: 3))
      #expect(report.links == report.entries * 2)
      #expect(try await store.rebuild().isEqual)
      try await store.close()
    }
  }

  /// Who is killed in the middle of it.
  enum Killed: String, CaseIterable { case kith, postgreSQL }

  @Test(arguments: Killed.allCases)
  func a_rebuild_is_done_whole_or_not_at_all(killed: Killed) async throws {
    let server = try await PostgreSQLServer()
    try await server.withDatabase { database in
      let derivation = KilledDerivation(database: database)
      try await derivation.fill(1_500)
      var random = Seeded(state: 32)
      for _ in 1...6 {
        let delay = UInt32.random(in: 1_000...400_000, using: &random)
        try await derivation.rebuild {
          try await cutOff(
            "rebuild", killed, database, server, after: delay, making: .atOnce
          ) { _ = try await $0.rebuild() }
        }
      }
    }
  }

  @Test(arguments: Killed.allCases)
  func what_a_new_version_needs_is_never_taken_for_whole_before_it_is(
    killed: Killed
  ) async throws {
    let server = try await PostgreSQLServer()
    try await server.withDatabase { database in
      let derivation = KilledDerivation(database: database)
      try await derivation.fill(400)
      var random = Seeded(state: 42)
      for _ in 1...4 {
        let delay = UInt32.random(in: 1_000...400_000, using: &random)
        try await derivation.prepare(400) {
          try await cutOff(
            "prepare", killed, database, server, after: delay, making: .later
          ) { try await $0.prepare() }
        }
      }
    }
  }

  /// Kills Kith, or the processes of the server that work for it, which may then do it once more.
  private func cutOff(
    _ work: String, _ killed: Killed, _ database: TestDatabase, _ server: PostgreSQLServer,
    after delay: UInt32, making: ProjectionTiming,
    _ body: @escaping @Sendable (DatabaseStore) async throws -> Void
  ) async throws {
    guard killed == .postgreSQL else {
      _ = try database.killedExercise(work, after: delay)
      return
    }
    let store = try await database.open(making: making)
    let working = Task { try await body(store) }
    try await Task.sleep(for: .microseconds(delay))
    for backend in try server.backends() { kill(backend, SIGKILL) }
    do {
      try await working.value
    } catch let why as StoreUnavailable {
      #expect(!why.publicDescription.isEmpty)
    }
    try? await store.close()
  }

  /// `StoreExercise write` in a process of its own.
  private final class Writer {
    private let process: Process
    private let output: String
    private let file: FileHandle

    init(_ database: TestDatabase) throws {
      output = NSTemporaryDirectory() + "kith-writer-\(UUID().uuidString)"
      _ = FileManager.default.createFile(atPath: output, contents: nil)
      file = try #require(FileHandle(forWritingAtPath: output))
      process = try database.exercise("write")
      process.standardOutput = file
      try process.start()
    }

    var isRunning: Bool { process.isRunning }

    /// The last position that was printed whole.
    var lastAcknowledged: Int {
      let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      return lines.last.flatMap { Int($0) } ?? 0
    }

    func end() -> Int {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      defer { try? FileManager.default.removeItem(atPath: output) }
      return lastAcknowledged
    }
  }
}

extension PostgreSQLServer {
  /// The processes that serve Kith; the killing of one ends all others, and the server recovers.
  fileprivate func backends() throws -> [pid_t] {
    let address = try PostgreSQLAddress("postgres:///postgres?host=\(folder)&user=kith")
    do {
      return try PostgreSQLSeat(address).transaction(.reading(repeatable: true)) { database in
        try database.rows(
          """
          SELECT pid FROM pg_stat_activity
          WHERE pid <> pg_backend_pid() AND datname LIKE 'test%' LIMIT 1
          """
        ) { pid_t($0.integer(0)) }
      }
    } catch is DatabaseTrouble {
      return []
    }
  }
}
