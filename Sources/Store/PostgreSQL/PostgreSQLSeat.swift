import CPostgreSQL
import CareRecord
import Dispatch
import Foundation
import Synchronization

/// The place of one thread, with its connection: runs transactions whole, again where the server asks
/// for it, and after a lost connection on a new one.
final class PostgreSQLSeat {
  enum Mode {
    case reading(repeatable: Bool)
    case writing(Authority)
    /// The read log: what is read is one snapshot.
    case logging(Authority)
    /// The installation's tables, for one at a time.
    case migrating
  }

  private let address: PostgreSQLAddress
  private let past: PostgreSQLPast
  private var connection: PostgreSQLConnection?
  /// Who wrote on connections that were lost, and whose sessions the server may still hold.
  private var lost: [String] = []

  init(_ address: PostgreSQLAddress, _ past: PostgreSQLPast = PostgreSQLPast()) {
    self.address = address
    self.past = past
  }

  func leave() { connection = nil }

  /// How long a lost server is waited for, in seconds; a little longer where the fate of a commit
  /// hangs on it.
  private static let patience = 10.0
  private static let patienceForOutcome = 60.0
  private static let mostRepeats = 12

  // MARK: - Connections

  /// Connects, waiting longer and longer between attempts.
  private func connected(patience: Double) throws -> PostgreSQLConnection {
    if let connection, !connection.isLost { return connection }
    lose()
    let deadline = Date().addingTimeInterval(patience)
    var pause = 0.05
    while true {
      do {
        let new = try PostgreSQLConnection(address)
        while let writer = lost.last {
          do {
            try new.endSession(of: writer)
          } catch let refusal as DatabaseTrouble where refusal.cause != .connectionLost {
            // Its own limits, and the network's, end it later.
          }
          lost.removeLast()
        }
        connection = new
        past.hasConnected.store(true, ordering: .relaxed)
        return new
      } catch let trouble as DatabaseTrouble {
        // Where there never was a connection the address is more likely wrong than the server away.
        if !past.hasConnected.load(ordering: .relaxed) || Date() > deadline { throw trouble }
      }
      Thread.sleep(forTimeInterval: pause * Double.random(in: 0.5...1))
      pause = min(pause * 2, 1)
    }
  }

  private func lose() {
    if let connection { lost.append(connection.writer) }
    connection = nil
  }

  // MARK: - Transactions

  func transaction<Answer>(
    _ mode: Mode, _ cancellation: PostgreSQLCancellation? = nil,
    _ body: (StoreConnection) throws -> Answer
  ) throws -> Answer {
    var repeats = 0
    while true {
      let connection = try connected(patience: PostgreSQLSeat.patience)
      do {
        return try once(mode, connection, cancellation, body)
      } catch let trouble as DatabaseTrouble {
        if trouble.cause == .connectionLost { lose() }
        guard repeats < PostgreSQLSeat.mostRepeats, mayRepeat(mode, after: trouble, connection)
        else { throw trouble }
        repeats += 1
        Thread.sleep(forTimeInterval: Double.random(in: 0...0.002) * Double(repeats * repeats))
      }
    }
  }

  /// Whether nothing was kept, and nobody has seen anything.
  private func mayRepeat(
    _ mode: Mode, after trouble: DatabaseTrouble, _ connection: PostgreSQLConnection
  ) -> Bool {
    switch (trouble.cause, mode) {
    case (.mustBeRepeated, .reading(let repeatable)), (.connectionLost, .reading(let repeatable)):
      repeatable || !connection.hasAnswered
    case (.mustBeRepeated, _), (.connectionLost, _): true
    default: false
    }
  }

  private func once<Answer>(
    _ mode: Mode, _ connection: PostgreSQLConnection, _ cancellation: PostgreSQLCancellation?,
    _ body: (StoreConnection) throws -> Answer
  ) throws -> Answer {
    try cancellation?.begin(connection)
    defer { cancellation?.end() }
    var receipt: Int64?
    let answer: Answer
    do {
      receipt = try begin(mode, connection)
      answer = try body(StoreConnection(driver: .postgreSQL(connection)))
    } catch {
      connection.rollback()
      unlock(mode, connection)
      throw error
    }
    do {
      try connection.commit()
    } catch let trouble as DatabaseTrouble {
      guard trouble.cause == .connectionLost else {
        connection.rollback()
        unlock(mode, connection)
        throw trouble
      }
      lose()
      switch mode {
      case .reading: return answer
      case .writing(let authority):
        if try isKept(receipt, of: connection.writer, authority) { return answer }
        throw trouble
      case .logging, .migrating:
        // Nobody has seen what was read; an entry of it too many does no harm, one too few would.
        throw DatabaseTrouble(.outcomeUnknown, trouble.message)
      }
    }
    unlock(mode, connection)
    return answer
  }

  /// - Returns: the number under which the transaction will be found in `write_receipt`
  private func begin(_ mode: Mode, _ connection: PostgreSQLConnection) throws -> Int64? {
    let database = StoreConnection(driver: .postgreSQL(connection))
    switch mode {
    case .reading:
      try connection.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      return nil
    case .writing(let authority):
      try connection.begin("BEGIN ISOLATION LEVEL READ COMMITTED")
      try PostgreSQLSeat.lockLog(of: authority, database)
      return try PostgreSQLSeat.writeReceipt(connection.writer, authority, database)
    case .logging(let authority):
      // Taken before the snapshot, which is then of what the one before has written. Should it ever
      // not keep others out, writing the end of the log fails, and the transaction is run again.
      connection.leave("SELECT pg_advisory_lock(\(PostgreSQLSeat.lockClass), \(authority.number))")
      try connection.begin("BEGIN ISOLATION LEVEL REPEATABLE READ")
      return nil
    case .migrating:
      try connection.begin("BEGIN ISOLATION LEVEL READ COMMITTED")
      try connection.queue("SELECT pg_advisory_xact_lock(\(PostgreSQLSeat.lockClass), 0)")
      // A table of another shape is made anew from the whole log.
      try connection.allowAnyTime()
      return nil
    }
  }

  private func unlock(_ mode: Mode, _ connection: PostgreSQLConnection) {
    if case .logging = mode { connection.leave("SELECT pg_advisory_unlock_all()") }
  }

  /// The letters "Kith".
  private static let lockClass = 0x4B69_7468

  /// Puts the writers of an authority in order, whichever process they are in.
  private static func lockLog(of authority: Authority, _ database: StoreConnection) throws {
    _ = try database.number(
      "SELECT position FROM log_end WHERE authority = ? AND log = 'change' FOR UPDATE",
      authority.number)
  }

  // MARK: - Whether a commit was kept

  private var receipts: Int64 = 0

  /// Counts the transactions of this connection, within each of them.
  private static func writeReceipt(
    _ writer: String, _ authority: Authority, _ database: StoreConnection
  ) throws -> Int64 {
    let number = Int64(Date().timeIntervalSince1970 * 1_000_000)
    try database.run(
      """
      INSERT INTO write_receipt (authority, writer, number) VALUES (?, ?, ?)
      ON CONFLICT (authority, writer) DO UPDATE SET number = excluded.number
      """, authority.number, writer, number)
    return number
  }

  /// Asks the server, once it can be reached, what became of a commit during which the connection was
  /// lost.
  ///
  /// The old transaction may still be about to end, so its lock is waited for first.
  /// - Throws: `DatabaseTrouble.outcomeUnknown`
  private func isKept(
    _ receipt: Int64?, of writer: String, _ authority: Authority
  ) throws -> Bool {
    let deadline = Date().addingTimeInterval(PostgreSQLSeat.patienceForOutcome)
    while Date() < deadline {
      do {
        let connection = try connected(
          patience: deadline.timeIntervalSinceNow)
        defer { connection.rollback() }
        let database = StoreConnection(driver: .postgreSQL(connection))
        try connection.begin("BEGIN ISOLATION LEVEL READ COMMITTED")
        try PostgreSQLSeat.lockLog(of: authority, database)
        let kept = try database.number(
          "SELECT number FROM write_receipt WHERE authority = ? AND writer = ?",
          authority.number, writer)
        return kept == receipt
      } catch is DatabaseTrouble {
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
    throw DatabaseTrouble(.outcomeUnknown, "the server did not come back")
  }
}

/// Whether any thread of a process was ever connected: then the address is right.
final class PostgreSQLPast: Sendable {
  let hasConnected = Atomic<Bool>(false)
}

/// Lets a reader who has gone away stop what the server does for them.
final class PostgreSQLCancellation: @unchecked Sendable {
  // The lock protects both: a connection that has gone on to other work is never cancelled.
  private let lock = NSLock()
  private var isCancelled = false
  private var running: OpaquePointer?

  func begin(_ connection: PostgreSQLConnection) throws {
    try lock.withLock {
      if isCancelled { throw CancellationError() }
      running = PQgetCancel(connection.handle)
    }
  }

  func end() {
    lock.withLock {
      PQfreeCancel(running)
      running = nil
    }
  }

  /// On a thread of its own: the server is asked by a further connection, which may take a while.
  func cancel() {
    DispatchQueue.global().async { [self] in
      lock.withLock {
        isCancelled = true
        guard let running else { return }
        var message = [CChar](repeating: 0, count: 256)
        PQcancel(running, &message, Int32(message.count))
      }
    }
  }
}
