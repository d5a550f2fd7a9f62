import HTTPTypes
import Secrets
import Synchronization

/// Checks a password against the hash that is kept, or against none.
actor PasswordCheck {
  private let hasher: PasswordHasher
  /// A hash that no password matches: checked for users who do not exist, so that a wrong name
  /// takes as long as a wrong password.
  private let nobody: Task<String, any Error>
  private var waiting = 0 {
    didSet { length.withLock { $0 = waiting } }
  }
  private let length = Mutex(0)

  /// How many wait or are being checked.
  nonisolated var queue: Int { length.withLock { $0 } }

  private static let mostWaiting = 100

  init(_ hasher: PasswordHasher) {
    self.hasher = hasher
    nobody = Task { try await hasher.hash(RandomBytes.token()) }
  }

  /// - Parameter hash: nil for a user who does not exist.
  /// - Throws: `Failure` when too many wait already.
  func matches(_ password: String, _ hash: String?) async throws -> Bool {
    guard waiting < PasswordCheck.mostWaiting else {
      var failure = Failure(
        .serviceUnavailable, "Too many people are signing in at once",
        "Wait a minute, then try again.")
      failure.headers[.retryAfter] = "60"
      throw failure
    }
    waiting += 1
    defer { waiting -= 1 }
    let nobody = try await nobody.value
    let isRight = await hasher.isRight(password, for: hash ?? nobody)
    return isRight && hash != nil
  }
}
