import CareRecord
import Foundation
import ProcessStarting
import Testing

@testable import Store

extension TestDatabase {
  /// What `StoreExercise` needs to know of it.
  private var place: String {
    get throws {
      switch address.place {
      case .file(let path): path
      case .server(let address): address
      }
    }
  }

  /// `StoreExercise` on this database, in a process of its own that has not been started.
  func exercise(_ work: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("StoreExercise")
    process.arguments = [work, try place]
    process.environment = ProcessInfo.processInfo.environment.merging(["KITH_KEY": key]) { $1 }
    return process
  }

  /// Starts `StoreExercise`, kills it, and says the last number that it had printed.
  /// - Parameters:
  ///   - delay: in microseconds, from when it says that it begins
  func killedExercise(_ work: String, after delay: UInt32) throws -> Int64? {
    let process = try exercise(work)
    let output = Pipe()
    process.standardOutput = output
    try process.start()
    // Until it works at all, then a while longer: somewhere within some transaction.
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

/// What a rebuild, or the making of new projections, is cut off in.
struct KilledDerivation {
  let database: TestDatabase
  private static let tables = [
    "fact_visit", "record_head", "projection_name_word", "projection_record",
  ]

  /// Puts so many children into the database.
  func fill(_ children: Int64) async throws {
    let store = try await database.open()
    let commits = (1...children).map { number in
      Commit.received(
        [
          .new(identity("A\(number)", "Ash"), id: fact(2 * number), of: [child(number)]),
          .new(visit("2026-03-04", "Seen"), id: fact(2 * number + 1), of: [child(number)]),
        ])
    }
    for result in try await store.commit(commits, by: .officer) { _ = try result.get() }
    try await store.close()
  }

  /// Empties derived tables, and lets a rebuild of them be killed: it is whole or was never begun.
  func rebuild(killed kill: () async throws -> Void) async throws {
    let raw = try await database.open()
    try await raw.write { database in
      for table in Self.tables {
        try database.run("DELETE FROM \(table) WHERE authority = ?", leeds.number)
      }
    }
    try await raw.close()
    try await kill()
    let store = try await database.open()
    let isFilled = try await store.read { database in
      try Self.tables.map {
        try database.number("SELECT count(*) FROM \($0) WHERE authority = ?", leeds.number) ?? -1
          > 0
      }
    }
    #expect(Set(isFilled).count == 1, "\(isFilled)")
    if isFilled[0] { #expect(try await store.verify().findings == []) }
    _ = try await store.rebuild()
    #expect(try await store.verify().findings == [])
    try await store.close()
  }

  /// Leaves the database as the version before did, and lets the making of what it lacks be killed: it is
  /// never taken for whole, and the next one ends it.
  /// - Parameter children: how many there are
  func prepare(_ children: Int, killed kill: () async throws -> Void) async throws {
    let raw = try await database.open()
    try await raw.write { try $0.run("UPDATE projection SET version = version - 1") }
    try await raw.close()
    try await kill()
    let store = try await database.open(making: .later)
    if store.preparation != nil {
      await #expect(throws: StillPreparing.self) {
        try await store.search("Ash", limit: 10, for: .by(.manager))
      }
    }
    // Somebody writes meanwhile.
    let next = try await store.verify().entries + 1_000_000
    _ = try await store.commit(
      .received([.new(visit("2026-03-05"), id: fact(Int64(next)), of: [child(1)])]), by: .officer)
    try await store.prepare()
    #expect(store.preparation == nil)
    #expect(
      try await store.search("Ash", limit: children + 1, for: .by(.manager)).count == children)
    #expect(try await store.verify().findings == [])
    try await store.close()
  }
}
