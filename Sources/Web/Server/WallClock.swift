public import CivilTime
import Foundation

/// Where the web takes the time from; everything below it is handed an instant and a day.
public struct WallClock: Sendable {
  private let read: @Sendable () -> Instant

  public init(_ read: @escaping @Sendable () -> Instant) { self.read = read }

  /// The machine's clock.
  public static let system = WallClock {
    Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  public var now: Instant { read() }
}
