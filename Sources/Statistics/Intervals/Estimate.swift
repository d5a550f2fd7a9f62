/// A value and the interval that a method gives it.
public struct Estimate: Hashable, Sendable {
  /// What was found.
  public let value: Double
  /// Where the interval begins.
  public let lower: Double
  /// Where it ends; infinite where nothing bounds it.
  public let upper: Double
  /// How often such an interval holds the true value, 0.95 for 95 in 100.
  public let level: Double

  public init(value: Double, lower: Double, upper: Double, level: Double) {
    self.value = value
    self.lower = lower
    self.upper = upper
    self.level = level
  }

  public func contains(_ other: Double) -> Bool { lower <= other && other <= upper }

  /// The same in other units: a rate for each child as a rate for each 10,000.
  public func scaled(by factor: Double) -> Estimate {
    Estimate(value: value * factor, lower: lower * factor, upper: upper * factor, level: level)
  }

  /// How many standard deviations a normal distribution's interval of this level reaches each way.
  static func reach(_ level: Double) -> Double? {
    guard level > 0, level < 1 else { return nil }
    return -NormalDistribution.standard.quantile((1 - level) / 2)
  }
}
