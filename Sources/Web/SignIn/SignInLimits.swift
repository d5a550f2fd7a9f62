import CivilTime
import Store

/// How often a password may be tried: counted in the store, so that a restart forgives nothing.
///
/// Counting starts anew at every quarter of an hour of the clock, so that Kith can say when to
/// try again, and nobody is locked out for longer by whoever goes on guessing.
public struct SignInLimits: Sendable {
  /// Wrong passwords for one user name within a window.
  public var perUser = 5
  /// Failures from one address within a window: an office may share one.
  public var perAddress = 50
  public var windowMinutes: Int64 = 15

  public init() {}

  func window(at now: Instant) -> (start: Instant, end: Instant) {
    let length = windowMinutes * 60_000
    let start = now.milliseconds - now.milliseconds % length
    return (Instant(milliseconds: start), Instant(milliseconds: start + length))
  }
}
