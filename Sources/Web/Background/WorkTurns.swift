import Synchronization

/// So many pieces of long work at a time in the whole process; others wait, the first come first.
final class WorkTurns: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(_ limit: Int) { state = Mutex(State(free: limit)) }

  func take<Answer: Sendable>(
    _ work: @Sendable () async throws -> Answer
  ) async throws -> Answer {
    await withCheckedContinuation { caller in
      let isFree = state.withLock { state in
        guard state.free > 0 else {
          state.waiting.append(caller)
          return false
        }
        state.free -= 1
        return true
      }
      if isFree { caller.resume() }
    }
    defer { pass() }
    return try await work()
  }

  /// Hands the place to whoever waits longest.
  private func pass() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.waiting.isEmpty else {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
