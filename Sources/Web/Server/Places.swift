import Synchronization

/// So many at a time; who comes when all places are taken is told so at once, and does not wait.
final class Places: Sendable {
  let limit: Int
  private let count = Mutex(0)

  init(_ limit: Int) { self.limit = limit }

  var taken: Int { count.withLock { $0 } }

  /// - Parameter refusal: thrown where no place is free
  func hold<Answer>(
    orElse refusal: @autoclosure () -> Failure, _ body: () async throws -> Answer
  ) async throws -> Answer {
    let isFree = count.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
    guard isFree else { throw refusal() }
    defer { count.withLock { $0 -= 1 } }
    return try await body()
  }
}
