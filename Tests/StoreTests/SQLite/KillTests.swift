import CareRecord
import Foundation
import GRDB
import Testing

@testable import Store

/// The process that writes is killed, again and again, in the middle of its work.
@Suite struct KillTests {
  @Test func an_acknowledged_commit_survives_the_end_of_the_process() async throws {
    try await withDatabase { path in
      var random = Seeded(state: 11)
      var acknowledged: Int64 = 0
      for round in 1...12 {
        let delay = UInt32.random(in: 40_000...250_000, using: &random)
        if let last = try killedWriter(path, afterMicroseconds: delay) { acknowledged = last }
        let store = try await openStore(path)
        let report = try await store.verify()
        #expect(report.findings == [], "round \(round)")
        #expect(report.entries >= acknowledged, "round \(round)")
        // Every commit is whole: three facts, each in the records of both children.
        #expect(report.entries.isMultiple(of: 3), "round \(round)")
        #expect(report.links == report.entries * 2, "round \(round)")
        let rebuilt = try await store.rebuild()
        #expect(rebuilt.isEqual, "round \(round)")
        if round.isMultiple(of: 2) { try await store.close() }
      }
      #expect(acknowledged > 0, "no round lived long enough to write")
    }
  }

  @Test func a_record_is_destroyed_whole_or_not_at_all() async throws {
    try await withDatabase { path in
      var random = Seeded(state: 21)
      var destroyed: Int64 = 0
      for round in 1...8 {
        let delay = UInt32.random(in: 20_000...120_000, using: &random)
        if let last = try killedWriter(path, at: "destroy", afterMicroseconds: delay) {
          destroyed = last
        }
        let store = try await openStore(path)
        let report = try await store.verify()
        #expect(report.findings == [], "round \(round)")
        #expect(report.tombstones >= Int(destroyed), "round \(round)")
        // Twelve facts each.
        #expect(report.destroyed == report.tombstones * 12, "round \(round)")
        #expect(try await store.rebuild().isEqual, "round \(round)")
        if round.isMultiple(of: 2) { try await store.close() }
      }
      #expect(destroyed > 0, "no round lived long enough to destroy")
    }
  }

  @Test func a_rebuild_is_done_whole_or_not_at_all() async throws {
    try await withDatabase { path in
      var store = try await openStore(path)
      let commits = (1...1_500).map { number in
        Commit.received(
          [
            .new(identity("A\(number)", "Ash"), id: fact(2 * number), of: [child(number)]),
            .new(visit("2026-03-04", "Seen"), id: fact(2 * number + 1), of: [child(number)]),
          ])
      }
      for result in try await store.commit(commits, by: .officer) { _ = try result.get() }
      try await store.close()
      let tables = ["fact_visit", "record_head", "projection_name_word", "projection_record"]
      var random = Seeded(state: 31)
      for round in 1...8 {
        let raw = try await openStore(path)
        try await raw.pool().write { database in
          for table in tables { try database.execute(sql: "DELETE FROM \(table)") }
        }
        try await raw.close()
        _ = try killedWriter(
          path, at: "rebuild", afterMicroseconds: .random(in: 1_000...400_000, using: &random))
        store = try await openStore(path)
        let rows = try await store.pool().read { database in
          try tables.map {
            try Int.fetchOne(database, sql: "SELECT count(*) FROM \($0)") ?? -1 > 0
          }
        }
        #expect(Set(rows).count == 1, "round \(round)")
        if rows[0] { #expect(try await store.verify().findings == [], "round \(round)") }
        _ = try await store.rebuild()
        #expect(try await store.verify().findings == [], "round \(round)")
        try await store.close()
      }
    }
  }

  /// Starts a writer, kills it, and says the last position that it had printed.
  private func killedWriter(
    _ path: String, at work: String = "write", afterMicroseconds delay: UInt32
  ) throws -> Int64? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("StoreExercise")
    process.arguments = [work, path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    // Until it writes at all, then a while longer: somewhere within some commit.
    var text = output.fileHandleForReading.availableData
    usleep(delay)
    kill(process.processIdentifier, SIGKILL)
    text.append(output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal, "it ended by itself")
    // The last line may have been cut.
    let lines = String(decoding: text, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.last.flatMap { Int64($0) }
  }
}
