import Access
import CareRecord
import CivilTime
import Secrets
import Synchronization

/// Who read what: a log with a hash chain of its own.
///
/// Nothing is shown before its entry is durable. A record is read in the transaction that keeps the
/// entry: it would have to wait for the log anyway, and SQLite's writer has a cache that, other than
/// a reader's, outlasts the entries. Those who wait meanwhile share one transaction.
final class ReadLog: Sendable {
  private let engine: any DatabaseEngine
  private let authority: Authority
  private let waiting = Mutex<[Waiting]>([])

  /// Somebody who wants to read.
  private struct Waiting {
    let read: @Sendable (StoreConnection) -> Taken
    /// Told why nothing was read.
    let fail: @Sendable (any Error) -> Void
  }

  /// What somebody has read, but is not yet shown.
  private struct Taken {
    let entry: ReadLogEntry?
    /// Told whether the entry is kept.
    let end: (Result<Void, any Error>) -> Void
  }

  init(engine: any DatabaseEngine, authority: Authority) {
    self.engine = engine
    self.authority = authority
  }

  /// Keeps an entry; returns once it would survive the end of the process.
  func append(_ entry: ReadLogEntry) async throws { try await read { _ in (entry, ()) } }

  /// Reads, and hands out what was read once its entry would survive the end of the process.
  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> (ReadLogEntry, Answer)
  ) async throws -> Answer {
    try await withCheckedThrowingContinuation { caller in
      let one = Waiting { database in
        do {
          let (entry, answer) = try body(database)
          return Taken(entry: entry) { caller.resume(with: $0.map { answer }) }
        } catch {
          // Not told yet: the transaction may be run again.
          return Taken(entry: nil) { _ in caller.resume(throwing: error) }
        }
      } fail: {
        caller.resume(throwing: $0)
      }
      let isFirst = waiting.withLock { waiting in
        waiting.append(one)
        return waiting.count == 1
      }
      // Whoever comes before the writer's turn goes along with the first.
      if isFirst { engine.whenFree(authority) { self.take($0) } }
    }
  }

  private func take(_ turn: any LogTurn) {
    let batch = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    read(batch, turn)
  }

  private func read(_ batch: [Waiting], _ turn: any LogTurn) {
    var taken: [Taken]?
    let outcome: Result<Void, any Error> = Result {
      try turn.transaction { database in
        let read = batch.map { $0.read(database) }
        taken = read
        try ReadLogWriter(database, authority: authority).write(read.compactMap(\.entry))
      }
    }
    if case .failure = outcome, batch.count > 1 {
      // One of them may have spoilt it for all.
      for one in batch { read([one], turn) }
    } else if let taken {
      for one in taken { one.end(outcome) }
    } else if case .failure(let error) = outcome {
      for one in batch { one.fail(error) }
    }
  }
}

/// Appends entries to the read log, within one transaction.
struct ReadLogWriter {
  private let database: StoreConnection
  private let authority: Authority

  init(_ database: StoreConnection, authority: Authority) {
    self.database = database
    self.authority = authority
  }

  func write(_ entries: [ReadLogEntry]) throws {
    if entries.isEmpty { return }
    var (number, hash) = try ReadLogWriter.last(authority, database)
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
        try database.run(
          """
          INSERT INTO opened_by_reason (authority, record, person, until, entry)
          VALUES (?, ?, ?, ?, ?)
          """, authority.number, record.raw, entry.person, until, number)
      }
    }
    try LogEnd.reads.set(number, authority, database)
  }

  /// The number and the hash of the last entry ever made.
  static func last(
    _ authority: Authority, _ database: StoreConnection
  ) throws -> (number: Int64, hash: [UInt8]) {
    let last = try database.ask(
      "SELECT hash FROM read_log WHERE authority = ? ORDER BY entry DESC LIMIT 1",
      [.integer(Int64(authority.number))])
    let position = try LogEnd.reads.position(authority, database)
    let select = try last.begin()
    defer { select.endRows() }
    return (position, try select.step() ? select.bytes(0) : LogEntry.firstPrevious)
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
