import Foundation

/// Hands a stream from the thread that reads one database to the thread that fills another.
///
/// It holds a few pieces; whoever is ahead waits for the other.
final class StreamPipe: StreamSink, StreamSource, @unchecked Sendable {
  let name: String
  // The condition's lock protects all that follows.
  private let condition = NSCondition()
  private var pieces: [[UInt8]] = []
  private var isComplete = false
  private var failure: (any Error)?
  private var isTaken = false

  private static let most = 16

  init(name: String) { self.name = name }

  /// The end to read from; what was read once cannot be read again.
  func source() throws -> StreamPipe {
    condition.lock()
    defer { condition.unlock() }
    guard !isTaken else {
      throw BackupUnusable(
        "The database that was to be filled broke the transaction off, and nothing was kept. Try again."
      )
    }
    isTaken = true
    return self
  }

  func write(_ piece: [UInt8], isLast: Bool) throws {
    condition.lock()
    defer { condition.unlock() }
    while pieces.count >= StreamPipe.most, failure == nil { condition.wait() }
    if let failure { throw failure }
    pieces.append(piece)
    isComplete = isLast
    condition.broadcast()
  }

  func next() throws -> [UInt8]? {
    condition.lock()
    defer { condition.unlock() }
    while pieces.isEmpty, !isComplete, failure == nil { condition.wait() }
    if let failure { throw failure }
    if pieces.isEmpty { return nil }
    defer { condition.broadcast() }
    return pieces.removeFirst()
  }

  /// Nothing more comes or is taken: whoever waits is told why.
  func fail(_ error: any Error) {
    condition.lock()
    defer { condition.unlock() }
    if failure == nil { failure = error }
    condition.broadcast()
  }
}
