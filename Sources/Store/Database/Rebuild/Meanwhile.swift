import Dispatch
import Foundation
import Synchronization

/// Makes something of one batch after another on other threads, and hands it back in their order, while
/// the thread that asks gets the next batch ready.
///
/// A connection belongs to its thread, and reading from it is about half of the work.
final class Meanwhile<Batch: Sendable, Made: Sendable> {
  private let make: @Sendable (Batch) throws -> Made
  private let queue = DispatchQueue(label: "kith-meanwhile", attributes: .concurrent)
  private var running: [Promise] = []
  /// So many batches are held in memory at once: enough that nobody waits while rows are written.
  private let most = 2 * ProcessInfo.processInfo.activeProcessorCount

  init(_ make: @escaping @Sendable (Batch) throws -> Made) { self.make = make }

  /// Begins with a batch.
  /// - Returns: what was made of the earliest one, where enough are under way
  func add(_ batch: Batch) throws -> Made? {
    let promise = Promise()
    queue.async { [make] in promise.keep(Result { try make(batch) }) }
    running.append(promise)
    return running.count > most ? try next() : nil
  }

  /// What was made of the earliest batch that is under way; nil after the last.
  func next() throws -> Made? {
    if running.isEmpty { return nil }
    return try running.removeFirst().wait().get()
  }

  private final class Promise: Sendable {
    private let result = Mutex<Result<Made, any Error>?>(nil)
    private let isKept = DispatchSemaphore(value: 0)

    func keep(_ made: Result<Made, any Error>) {
      result.withLock { $0 = made }
      isKept.signal()
    }

    func wait() -> Result<Made, any Error> {
      isKept.wait()
      return result.withLock { $0 } ?? .failure(CancellationError())
    }
  }
}
