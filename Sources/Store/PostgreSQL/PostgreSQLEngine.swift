import CareRecord
import Foundation
import Synchronization

/// Kith on a PostgreSQL database.
///
/// Writers of one authority follow one another, by a lock on that authority's row of `log_end`; those
/// of different authorities do not wait for one another, and nobody who reads waits for a writer.
final class PostgreSQLEngine: DatabaseEngine {
  let name: String
  let keepsArchive = true
  private let threads: PostgreSQLThreads
  private let lanes: PostgreSQLLanes

  /// Connections, and threads, of one process.
  private static let connections = max(6, 2 * ProcessInfo.processInfo.activeProcessorCount)

  init(_ address: PostgreSQLAddress) {
    name = address.description
    threads = PostgreSQLThreads(PostgreSQLEngine.connections, address)
    lanes = PostgreSQLLanes(threads)
  }

  /// Its own vacuum does, which an operator may bring forward.
  func forgetDeleted() async {}

  func close() async throws { await threads.stop() }

  func read<Answer: Sendable>(
    repeatable: Bool = true, _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    let cancellation = PostgreSQLCancellation()
    return try await withTaskCancellationHandler {
      try await perform { try $0.transaction(.reading(repeatable: repeatable), cancellation, body) }
    } onCancel: {
      cancellation.cancel()
    }
  }

  func lookUp<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await read(body)
  }

  func write<Answer: Sendable>(
    for authority: Authority, _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await perform(in: .init(authority: authority.number, isReadLog: false)) {
      try $0.transaction(.writing(authority), nil, body)
    }
  }

  func migrate<Answer: Sendable>(
    _ body: @escaping @Sendable (StoreConnection) throws -> Answer
  ) async throws -> Answer {
    try await perform { seat in
      try seat.transaction(.migrating) { database in
        try PostgreSQLSchema.migrate(database)
        return try body(database)
      }
    }
  }

  func whenFree(
    _ authority: Authority, _ turn: @escaping @Sendable (any LogTurn) -> Void
  ) {
    let isTaken = lanes.add(
      { turn(Turn(seat: $0, authority: authority)) },
      to: .init(authority: authority.number, isReadLog: true))
    if !isTaken { turn(NoTurn()) }
  }

  private struct Turn: LogTurn {
    let seat: PostgreSQLSeat
    let authority: Authority

    func transaction(_ body: (StoreConnection) throws -> Void) throws {
      try seat.transaction(.logging(authority), nil, body)
    }
  }

  private struct NoTurn: LogTurn {
    func transaction(_ body: (StoreConnection) throws -> Void) throws {
      throw DatabaseTrouble(.closed)
    }
  }

  private func perform<Answer: Sendable>(
    in lane: PostgreSQLLanes.Lane? = nil,
    _ body: @escaping @Sendable (PostgreSQLSeat) throws -> Answer
  ) async throws -> Answer {
    let once = Once(body)
    return try await withCheckedThrowingContinuation { caller in
      let work: PostgreSQLThreads.Work = { seat in caller.resume(with: once.run(seat)) }
      let isTaken = lane.map { lanes.add(work, to: $0) } ?? threads.add(work)
      if !isTaken { caller.resume(throwing: DatabaseTrouble(.closed)) }
    }
  }
}

/// Work that is let go of before anybody is told that it is done: what it was handed may be gone then.
private final class Once<Answer: Sendable>: Sendable {
  private let body: Mutex<(@Sendable (PostgreSQLSeat) throws -> Answer)?>

  init(_ body: @escaping @Sendable (PostgreSQLSeat) throws -> Answer) { self.body = Mutex(body) }

  func run(_ seat: PostgreSQLSeat) -> Result<Answer, any Error> {
    let taken = body.withLock { body in
      defer { body = nil }
      return body
    }
    guard let taken else { return .failure(DatabaseTrouble(.closed)) }
    return Result { try taken(seat) }
  }
}
