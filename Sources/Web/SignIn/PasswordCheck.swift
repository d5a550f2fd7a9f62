import HTTPTypes
import NIOPosix
import Secrets

/// Checks passwords, two at a time and off the event loops: each takes tens of milliseconds and
/// tens of megabytes on purpose.
actor PasswordCheck {
  /// A hash that no password matches: checked for users who do not exist, so that a wrong name
  /// takes as long as a wrong password.
  private let nobody: String
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private static let atOnce = 2
  private static let mostWaiting = 100

  init() throws {
    nobody = try Password.hash(RandomBytes.token())
  }

  /// - Parameter hash: nil for a user who does not exist.
  /// - Throws: `Failure` when too many wait already.
  func matches(_ password: String, _ hash: String?) async throws -> Bool {
    try await turn()
    defer { done() }
    let known = hash ?? nobody
    let matches = try await NIOThreadPool.singleton.runIfActive {
      Password.matches(password, hash: known)
    }
    return matches && hash != nil
  }

  private func turn() async throws {
    if running < PasswordCheck.atOnce {
      running += 1
      return
    }
    guard waiting.count < PasswordCheck.mostWaiting else {
      var failure = Failure(
        .serviceUnavailable, "Too many people are signing in at once",
        "Wait a minute, then try again.")
      failure.headers[.retryAfter] = "60"
      throw failure
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  /// Hands the turn to whoever has waited longest.
  private func done() {
    if waiting.isEmpty {
      running -= 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
