public import CivilTime

/// A stretch of days through which one child counts the same in one indicator.
///
/// A child's spans in an indicator never overlap, so the figure of any day is the sum over all children
/// of the one span, if any, that holds it.
public struct MeasuredSpan: Hashable, Sendable {
  public let indicator: String
  public let from: Day
  /// The first day on which it is different; `noEnd` where that never comes.
  public let until: Day
  /// What the child adds to the numerator: mostly 1, for an average what is averaged.
  public let numerator: Int
  /// What the child adds to the denominator; 0 where that is the population.
  public let denominator: Int

  /// The end of what has none: 31 December 9999.
  public static let noEnd = Stretch.noEnd

  public init(indicator: String, from: Day, until: Day, numerator: Int, denominator: Int) {
    self.indicator = indicator
    self.from = from
    self.until = until
    self.numerator = numerator
    self.denominator = denominator
  }

  public func holds(on day: Day) -> Bool { from <= day && day < until }
}
