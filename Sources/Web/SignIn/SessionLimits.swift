import CivilTime
import Store

/// How long a session lasts.
public struct SessionLimits: Sendable {
  /// From signing in, whatever happens.
  public var hours: Int64 = 12
  /// From the last request.
  public var idleMinutes: Int64 = 60

  public init() {}

  /// Why a session is over at an instant; nil while it lasts.
  func end(of session: Session, at now: Instant) -> SessionEnd? {
    if now.milliseconds(since: session.started) >= hours * 3_600_000 { return .tooLong }
    if now.milliseconds(since: session.lastSeen) >= idleMinutes * 60_000 { return .idle }
    return nil
  }
}

/// Why somebody has to sign in again.
///
/// Its name stands in the address of the sign-in page.
enum SessionEnd: String {
  case idle
  case tooLong = "too-long"
  case signedOut = "signed-out"

  func words(_ limits: SessionLimits) -> String {
    switch self {
    case .idle:
      "You were signed out because you had not used Kith for \(limits.idleMinutes) minutes."
    case .tooLong:
      "You were signed out because you had been signed in for \(limits.hours) hours."
    case .signedOut: "You have signed out."
    }
  }
}
