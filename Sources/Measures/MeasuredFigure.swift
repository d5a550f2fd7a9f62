public import CivilTime

/// One indicator of one authority at the end of one day, made from its record.
public struct MeasuredFigure: Equatable, Sendable {
  /// The indicator's name in what is published, as `claRate`.
  public let indicator: String
  /// The day that the figure is of: who counts at its end, or who counted in the year that ends with it.
  public let at: Day
  /// How many count; for an average, the sum of what is averaged.
  public let numerator: Int
  /// Of how many; nil where the denominator is the population, which no record holds.
  public let denominator: Int?
  /// Which definition it was made by: figures of two definitions are never joined into one line.
  public let definition: Int

  public init(
    indicator: String, at: Day, numerator: Int, denominator: Int?, definition: Int
  ) {
    self.indicator = indicator
    self.at = at
    self.numerator = numerator
    self.denominator = denominator
    self.definition = definition
  }
}
