import CareRecord
import Foundation
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
    try await StoreMaker.sqlite.withDatabase { database in
      let derivation = KilledDerivation(database: database)
      try await derivation.fill(1_500)
      var random = Seeded(state: 31)
      for _ in 1...8 {
        let delay = UInt32.random(in: 1_000...400_000, using: &random)
        try await derivation.rebuild { _ = try database.killedExercise("rebuild", after: delay) }
      }
    }
  }

  @Test func what_a_new_version_needs_is_never_taken_for_whole_before_it_is() async throws {
    try await StoreMaker.sqlite.withDatabase { database in
      let derivation = KilledDerivation(database: database)
      try await derivation.fill(400)
      var random = Seeded(state: 41)
      for _ in 1...4 {
        let delay = UInt32.random(in: 1_000...400_000, using: &random)
        try await derivation.prepare(400) {
          _ = try database.killedExercise("prepare", after: delay)
        }
      }
    }
  }

  private func killedWriter(
    _ path: String, at work: String = "write", afterMicroseconds delay: UInt32
  ) throws -> Int64? {
    try TestDatabase(address: DatabaseAddress(path), key: path + ".key")
      .killedExercise(work, after: delay)
  }
}
