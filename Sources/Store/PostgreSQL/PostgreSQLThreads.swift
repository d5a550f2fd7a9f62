import Foundation

/// A bounded number of threads, each with one connection of its own.
///
/// A whole transaction is one piece of work, so that nothing of libpq ever crosses threads.
final class PostgreSQLThreads: @unchecked Sendable {
  typealias Work = @Sendable (PostgreSQLSeat) -> Void

  // The condition protects everything below.
  private let condition = NSCondition()
  private var waiting: [Work] = []
  private var first = 0
  private var isStopped = false
  private var running = 0

  init(_ count: Int, _ address: PostgreSQLAddress) {
    running = count
    let past = PostgreSQLPast()
    for _ in 0..<count {
      let thread = Thread { [self] in work(PostgreSQLSeat(address, past)) }
      thread.name = "kith-postgresql"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// - Returns: whether anybody will do it
  func add(_ work: @escaping Work) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    if isStopped { return false }
    waiting.append(work)
    condition.signal()
    return true
  }

  /// Lets the threads end once everything that waits is done.
  func stop() async {
    condition.withLock {
      isStopped = true
      condition.broadcast()
    }
    while condition.withLock({ running > 0 }) { try? await Task.sleep(for: .milliseconds(2)) }
  }

  private func work(_ seat: PostgreSQLSeat) {
    while let next = take() { next(seat) }
    seat.leave()
    condition.withLock { running -= 1 }
  }

  private func take() -> Work? {
    condition.lock()
    defer { condition.unlock() }
    while first == waiting.count {
      if isStopped { return nil }
      condition.wait()
    }
    let next = waiting[first]
    first += 1
    if first > 100, first * 2 > waiting.count {
      waiting.removeFirst(first)
      first = 0
    }
    return next
  }
}

/// Lines in which work of the same kind waits for its turn, so that it does not hold up threads.
final class PostgreSQLLanes: @unchecked Sendable {
  struct Lane: Hashable {
    let authority: Int
    let isReadLog: Bool
  }

  // The lock protects `waiting`: for each lane in use what comes after the work that is being done.
  private let lock = NSLock()
  private var waiting: [Lane: [PostgreSQLThreads.Work]] = [:]
  private let threads: PostgreSQLThreads

  init(_ threads: PostgreSQLThreads) { self.threads = threads }

  func add(_ work: @escaping PostgreSQLThreads.Work, to lane: Lane) -> Bool {
    let mustWait = lock.withLock {
      guard waiting[lane] == nil else {
        waiting[lane]?.append(work)
        return true
      }
      waiting[lane] = []
      return false
    }
    return mustWait || start(work, in: lane)
  }

  private func start(_ work: @escaping PostgreSQLThreads.Work, in lane: Lane) -> Bool {
    let isTaken = threads.add { [self] seat in
      work(seat)
      next(in: lane, seat)
    }
    if !isTaken { lock.withLock { waiting[lane] = nil } }
    return isTaken
  }

  /// Whoever waits goes on with the same thread where no other may be had any more.
  private func next(in lane: Lane, _ seat: PostgreSQLSeat) {
    let next: PostgreSQLThreads.Work? = lock.withLock {
      guard let first = waiting[lane]?.first else {
        waiting[lane] = nil
        return nil
      }
      waiting[lane]?.removeFirst()
      return first
    }
    guard let next else { return }
    let isTaken = threads.add { [self] seat in
      next(seat)
      self.next(in: lane, seat)
    }
    if !isTaken {
      next(seat)
      self.next(in: lane, seat)
    }
  }
}
