import CareRecord
import Foundation
import GRDB
import Synchronization

/// Kith on a SQLite file: one writer and several readers at once.
final class SQLiteEngine: DatabaseEngine {
  let name: String
  let keepsArchive = false
  let pool: DatabasePool
  /// For what is looked up: one for each thread that may do so.
  ///
  /// GRDB's pool asks the file for the version of its schema before each reading, which costs more
  /// than to look something up.
  private let lookUps: [DatabaseQueue]
  private let nextLookUp = Atomic<UInt>(0)

  /// Opens the file at `path`, making it where there is none.
  init(path: String) throws {
    name = path
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    // For those who sweep through many records.
    configuration.maximumReaderCount = 4
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
    pool = try translatingTrouble {
      let pool = try DatabasePool(path: path, configuration: configuration)
      try pool.writeWithoutTransaction { database in
        // An acknowledged commit survives a power cut, not only the end of the process.
        try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
      }
      return pool
    }
    lookUps = try translatingTrouble {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(10)
      configuration.label = "kith look-up"
      return try (0..<ProcessInfo.processInfo.activeProcessorCount).map { _ in
        try DatabaseQueue(path: path, configuration: configuration)
      }
    }
  }

  /// Reads a file without changing anything; nil where there is none.
  static func peek<Answer>(
    path: String, _ body: (StoreConnection) throws -> Answer
  ) throws -> Answer? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    return try translatingTrouble {
      try DatabaseQueue(path: path, configuration: configuration).read {
        try body(StoreConnection($0))
      }
    }
  }

  /// Empties the write-ahead log, in which the pages of before still stand.
  func forgetDeleted() async {
    let pool = self.pool
    await Task.detached {
      _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }.value
  }

  func close() async throws {
    let (pool, lookUps) = (pool, lookUps)
    try await Task.detached {
      try translatingTrouble {
        for one in lookUps { try one.close() }
        // The file alone is then the whole database, for whoever copies it.
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try pool.close()
      }
    }.value
  }

  func read<Answer: Sendable>(
    repeatable: Bool = true, _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await translating { try await self.pool.read { try body(StoreConnection($0)) } }
  }

  /// On the thread of the caller: to hand so little to another thread and back costs more than to
  /// read it.
  func lookUp<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try lookUpNow(body)
  }

  private func lookUpNow<Answer>(_ body: (StoreConnection) throws -> Answer) throws -> Answer {
    let turn = nextLookUp.wrappingAdd(1, ordering: .relaxed).oldValue
    return try translatingTrouble {
      try lookUps[Int(turn % UInt(lookUps.count))].unsafeRead { database in
        try database.transaction("BEGIN DEFERRED TRANSACTION") {
          try body(StoreConnection(database))
        }
      }
    }
  }

  /// The file has one writer, so that authorities wait for one another.
  func write<Answer: Sendable>(
    for authority: Authority, _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await writeAlone(body)
  }

  private func writeAlone<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    let pool = self.pool
    return try await translating {
      try await Task { try await pool.write { try body(StoreConnection($0)) } }.value
    }
  }

  func migrate<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await writeAlone { connection in
      try SQLiteSchema.migrate(connection)
      return try body(connection)
    }
  }

  func whenFree(
    _ authority: Authority, _ turn: @escaping @Sendable (any LogTurn) -> Void
  ) {
    pool.asyncWriteWithoutTransaction { turn(Turn(database: $0)) }
  }

  private struct Turn: LogTurn {
    let database: Database

    func transaction(_ body: (StoreConnection) throws -> Void) throws {
      try translatingTrouble {
        try database.transaction("BEGIN IMMEDIATE TRANSACTION") {
          try body(StoreConnection(database))
        }
      }
    }
  }

  private func translating<Answer: Sendable>(
    _ body: () async throws -> Answer
  ) async throws -> Answer {
    do {
      return try await body()
    } catch let error as DatabaseError {
      throw DatabaseTrouble(error.extendedResultCode, error.message)
    }
  }
}

extension StoreConnection {
  init(_ database: Database) { driver = .sqlite(SQLiteConnection(database: database)) }
}

extension Database {
  /// A transaction whose beginning and end are made ready once for each connection.
  fileprivate func transaction<Answer>(
    _ begin: String, _ body: () throws -> Answer
  ) throws -> Answer {
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
