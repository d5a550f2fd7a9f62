import Access
public import CareRecord
public import CivilTime
import Foundation
import GRDB
import Secrets

/// Kith on SQLite: one file, one authority at a time, one writer and several readers at once.
///
/// Beside the file stands `<file>.key`, which signs the seals of the log.
public final class SQLiteStore: RecordStore, AccountStore, SubmissionStore {
  public let path: String
  public let authority: Authority
  let layout: StoreLayout
  let workingDays: WorkingDayCalendar
  let nicknames: Nicknames
  /// The time now.
  let clock: @Sendable () -> Instant
  let pool: DatabasePool
  let readLog: ReadLog

  /// Opens the database at `path`, making it where there is none, and brings its tables to the shape
  /// of this version.
  /// - Parameters:
  ///   - projections: what is kept true in the same transaction as a change; where one is new or of
  ///     a higher version, it is made for every record before this returns
  ///   - workingDays: the calendar by which statuses are derived
  ///   - clock: the time now; decides what a person may do, never what a record says
  /// - Throws: `StoreUnavailable` in words for people.
  public static func open(
    path: String, authority: Authority, projections: [Projection],
    workingDays: WorkingDayCalendar, clock: @escaping @Sendable () -> Instant
  ) async throws -> SQLiteStore {
    let store = try await unavailableInWords(path) {
      try await Task.detached {
        try SQLiteStore(
          path: path, authority: authority, projections: projections, workingDays: workingDays,
          clock: clock)
      }.value
    }
    try await store.makeMissingProjections(progress: { _ in })
    return store
  }

  private init(
    path: String, authority: Authority, projections: [Projection],
    workingDays: WorkingDayCalendar, clock: @escaping @Sendable () -> Instant
  ) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    // Four that sweep through many records, and one for each thread that may look something up.
    configuration.maximumReaderCount = 4 + ProcessInfo.processInfo.activeProcessorCount
    configuration.label = "kith"
    configuration.prepareDatabase { database in
      // 16 MB for each connection, only as much as is used.
      try database.execute(sql: "PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY")
    }
    // For the eyes of the account that runs Kith only; SQLite's other files take after this one.
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    }
    pool = try DatabasePool(path: path, configuration: configuration)
    try pool.writeWithoutTransaction { database in
      // An acknowledged commit survives a power cut, not only the end of the process.
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
    }
    let all = [.standing] + Projection.finding(workingDays: workingDays) + projections
    layout = try pool.write { database in
      try Schema.migrate(database)
      return try Catalogue(database, authority: authority).layout(projections: all)
    }
    self.path = path
    self.authority = authority
    self.workingDays = workingDays
    nicknames = try .english()
    self.clock = clock
    try pool.write { try SealKeyFile(databasePath: path).makeFirst($0) }
    readLog = ReadLog(pool: pool, authority: authority)
  }

  /// Seals the log and closes the file; nothing can be asked of the store after it.
  public func close() async throws {
    try await unavailableInWords(path) {
      try await seal()
      let pool = self.pool
      try await Task.detached {
        // The file alone is then the whole database, for whoever copies it.
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try pool.close()
      }.value
    }
  }

  /// Reads in one snapshot.
  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Answer
  ) async throws -> Answer {
    try await unavailableInWords(path) { try await pool.read(body) }
  }

  /// Reads a few rows by their keys in one snapshot, on the thread of the caller: to hand so little
  /// to another thread and back costs more than to read it.
  func lookUp<Answer>(_ body: (Database) throws -> Answer) async throws -> Answer {
    try await unavailableInWords(path) { try lookUpNow(body) }
  }

  private func lookUpNow<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
    try pool.unsafeRead { database in
      try database.transaction("BEGIN DEFERRED TRANSACTION") { try body(database) }
    }
  }

  /// Writes in one transaction, which a caller who has gone away does not undo.
  func write<Answer: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Answer
  ) async throws -> Answer {
    let pool = self.pool
    return try await unavailableInWords(path) {
      try await Task { try await pool.write(body) }.value
    }
  }
}

extension Database {
  /// A transaction whose beginning and end are made ready once for each connection.
  func transaction<Answer>(_ begin: String, _ body: () throws -> Answer) throws -> Answer {
    try cachedStatement(sql: begin).execute()
    do {
      let answer = try body()
      try cachedStatement(sql: "COMMIT TRANSACTION").execute()
      return answer
    } catch {
      try? rollback()
      throw error
    }
  }
}
