import CareRecord
import Foundation
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

  /// `StoreExercise write` in a process of its own.
  private final class Writer {
    private let process = Process()
    private let output: String
    private let file: FileHandle

    init(_ database: TestDatabase) throws {
      output = NSTemporaryDirectory() + "kith-writer-\(UUID().uuidString)"
      _ = FileManager.default.createFile(atPath: output, contents: nil)
      file = try #require(FileHandle(forWritingAtPath: output))
      process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("StoreExercise")
      guard case .server(let address) = database.address.place else {
        throw Unexpected("no server")
      }
      process.arguments = ["write", address]
      process.environment = ProcessInfo.processInfo.environment.merging(
        ["KITH_KEY": database.key]
      ) { $1 }
      process.standardOutput = file
      try process.run()
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
