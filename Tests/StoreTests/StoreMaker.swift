import CareRecord
import CivilTime
import Foundation
import Store
import Testing

typealias AnyStore = any RecordStore & AccountStore & SubmissionStore

/// A database that the conformance suites run on: each of their tests takes one as its argument.
struct StoreMaker: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Runs a test with a new, empty database, which is gone afterwards.
  let withDatabase:
    @Sendable (_ test: @Sendable (TestDatabase) async throws -> Void) async throws -> Void

  static let all = [sqlite, postgreSQL]

  static let sqlite = StoreMaker(testDescription: "SQLite") { test in
    try await withFile { path in
      try await test(TestDatabase(address: DatabaseAddress(path), key: path + ".key"))
    }
  }

  static let postgreSQL = StoreMaker(testDescription: "PostgreSQL") { test in
    try await PostgreSQLServer.shared.value.withDatabase(test)
  }

  func run(
    _ clock: TestClock = TestClock(), _ test: @Sendable (AnyStore) async throws -> Void
  ) async throws {
    try await withDatabase { database in
      let store = try await database.open(clock: clock)
      try await test(store)
      try await store.close()
    }
  }
}

/// Where a database for a test is.
struct TestDatabase: Sendable {
  let address: DatabaseAddress
  let key: String
  /// Its name on a server.
  var name = ""

  func open(
    projections: [Projection] = [], making: ProjectionTiming = .atOnce,
    clock: TestClock = TestClock()
  ) async throws -> DatabaseStore {
    try await open(
      address, DatabaseLimits(), projections: projections, making: making, clock: clock)
  }

  /// The same database by another way.
  func open(
    _ address: DatabaseAddress, _ limits: DatabaseLimits, projections: [Projection] = [],
    making: ProjectionTiming = .atOnce, clock: TestClock = TestClock()
  ) async throws -> DatabaseStore {
    try await DatabaseStore.open(
      address, key: key, limits: limits, authority: leeds, projections: projections,
      making: making, workingDays: .england(), clock: { clock.now })
  }
}

/// The time that a store sees, moved by the test.
final class TestClock: @unchecked Sendable {
  /// 21 November 2026, 10:00 in London.
  static let start = Instant(milliseconds: 1_795_255_200_000)

  // The lock protects `moment`.
  private let lock = NSLock()
  private var moment = TestClock.start

  var now: Instant { lock.withLock { moment } }
  var today: Day { now.inLondon.day }

  func advance(minutes: Int) {
    lock.withLock { moment = moment.adding(milliseconds: Int64(minutes) * 60_000) }
  }
}

/// `withDatabase` by a name that `StoreMaker` has no other meaning for.
private func withFile(_ body: (String) async throws -> Void) async throws {
  try await withDatabase(body)
}

/// Gives a path for a database in a folder of its own, which is removed afterwards.
func withDatabase(_ body: (String) async throws -> Void) async throws {
  let folder =
    FileManager.default.temporaryDirectory.path + "/kith-store-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await body(folder + "/kith.sqlite")
}

func openStore(
  _ path: String, projections: [Projection] = [], clock: TestClock = TestClock()
) async throws -> DatabaseStore {
  try await DatabaseStore.open(
    DatabaseAddress(path), authority: try #require(Authority(number: 383)),
    projections: projections,
    workingDays: .england(), clock: { clock.now })
}
