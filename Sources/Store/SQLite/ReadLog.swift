import Access
import CareRecord
import CivilTime
import GRDB
import Secrets

/// Who read what: a log with a hash chain of its own.
///
/// Nothing is shown before its entry is durable. Those who wait meanwhile share one transaction, so
/// that a page costs little.
actor ReadLog {
  private let pool: DatabasePool
  private let authority: Authority
  private var waiting: [(entry: ReadLogEntry, caller: CheckedContinuation<Void, any Error>)] = []
  private var isWriting = false

  init(pool: DatabasePool, authority: Authority) {
    self.pool = pool
    self.authority = authority
  }

  /// Keeps an entry; returns once it would survive the end of the process.
  func append(_ entry: ReadLogEntry) async throws {
    try await withCheckedThrowingContinuation { caller in
      waiting.append((entry, caller))
      if isWriting { return }
      isWriting = true
      Task { await writeAll() }
    }
  }

  private func writeAll() async {
    while !waiting.isEmpty {
      let batch = waiting
      waiting = []
      let entries = batch.map(\.entry)
      let authority = authority
      let outcome: Result<Void, any Error>
      do {
        try await pool.write { try ReadLogWriter($0, authority: authority).write(entries) }
        outcome = .success(())
      } catch {
        outcome = .failure(error)
      }
      for (_, caller) in batch { caller.resume(with: outcome) }
    }
    isWriting = false
  }
}

/// Appends entries to the read log, within one transaction.
struct ReadLogWriter {
  private let database: Database
  private let authority: Authority

  init(_ database: Database, authority: Authority) {
    self.database = database
    self.authority = authority
  }

  func write(_ entries: [ReadLogEntry]) throws {
    var (number, hash) = try ReadLogWriter.last(database)
    let insert = try PreparedStatement(
      database,
      """
      INSERT INTO read_log (entry, authority, at, person, ground, record, purpose, detail, found, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for entry in entries {
      number += 1
      hash = entry.chainHash(previous: hash, number: number, authority: authority.number)
      insert.bind(number, at: 1)
      insert.bind(authority.number, at: 2)
      insert.bind(entry.at.milliseconds, at: 3)
      insert.bind(entry.person, at: 4)
      insert.bind(entry.ground, at: 5)
      insert.bind(entry.record?.raw, at: 6)
      insert.bind(entry.purpose, at: 7)
      insert.bind(entry.detail, at: 8)
      insert.bind(entry.found.map(Int64.init), at: 9)
      insert.bind(hash, at: 10)
      try insert.run()
      if let record = entry.record, let until = entry.opensUntil {
        try database.execute(
          sql: """
            INSERT INTO opened_by_reason (authority, record, person, until, entry)
            VALUES (?, ?, ?, ?, ?)
            """,
          arguments: [authority.number, record.raw, entry.person, until.milliseconds, number])
      }
    }
    try LogEnd.reads.set(number, database)
  }

  /// The number and the hash of the last entry ever made.
  static func last(_ database: Database) throws -> (number: Int64, hash: [UInt8]) {
    let select = try PreparedStatement(
      database, "SELECT hash FROM read_log ORDER BY entry DESC LIMIT 1")
    let hash = try select.step() ? select.bytes(0) : LogEntry.firstPrevious
    select.reset()
    return (try LogEnd.reads.position(database), hash)
  }
}

extension ReadLogEntry {
  func chainHash(previous: [UInt8], number: Int64, authority: Int) -> [UInt8] {
    var bytes = CanonicalBytes()
    bytes.add(previous)
    bytes.add(number)
    bytes.add(Int64(authority))
    bytes.add(at.milliseconds)
    bytes.add(person)
    bytes.add(ground)
    bytes.add(record?.raw)
    bytes.add(purpose)
    bytes.add(detail)
    bytes.add(found.map(Int64.init))
    return Hash.of(bytes.all)
  }
}
