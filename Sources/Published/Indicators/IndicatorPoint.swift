public import Statistics

/// An indicator of an area in one year.
public struct IndicatorPoint: Hashable, Sendable {
  public let year: Int
  public let numerator: Figure
  public let denominator: Figure
  /// The denominator is a population drawn in between published years.
  public let isDenominatorDrawnIn: Bool
  /// In the indicator's unit; nil where either part is a code, not published or 0 below the line.
  public let value: Double?
  public let definitionVersion: Int
  let unit: Indicator.Unit

  init(
    _ indicator: Indicator, year: Int, numerator: Figure, denominator: Figure, isDrawnIn: Bool
  ) {
    self.year = year
    self.numerator = numerator
    self.denominator = denominator
    isDenominatorDrawnIn = isDrawnIn
    unit = indicator.unit
    definitionVersion = indicator.definitionVersion(inYear: year)
    if indicator.denominator.isEmpty {
      value = numerator.number
    } else if let above = numerator.number, let below = denominator.number, below > 0 {
      value = above / below * indicator.unit.factor
    } else {
      value = nil
    }
  }

  /// The code that stands in place of a value.
  public var missing: MissingCode? {
    for figure in [numerator, denominator] {
      if case .missing(let code) = figure { return code }
    }
    return nil
  }

  /// The interval within which chance moves it; none for what is not counted in whole numbers.
  public func interval(level: Double = 0.95) -> Estimate? {
    guard let above = numerator.number, let below = denominator.number,
      let count = Int(exactly: above)
    else { return nil }
    return unit.interval(of: count, among: below, level: level)
  }
}

extension Indicator.Unit {
  /// The interval within which chance moves a figure: Wilson's for shares; the exact one for rates, from a
  /// hundred events on Byar's, which is the same to four figures and quick enough for every authority
  /// and year at once; none for averages.
  public func interval(of count: Int, among below: Double, level: Double = 0.95) -> Estimate? {
    switch self {
    case .percent:
      guard let total = Int(exactly: below) else { return nil }
      return Proportion(count, of: total)?.wilson(level: level)?.scaled(by: factor)
    case .per10000:
      let rate = EventRate(count, among: below)
      let interval = count < 100 ? rate?.exact(level: level) : rate?.byar(level: level)
      return interval?.scaled(by: factor)
    case .average, .grade: return nil
    }
  }
}

/// An indicator of an area over the years.
public struct IndicatorSeries: Hashable, Sendable {
  public let indicator: Indicator
  public let area: Area
  public let points: [IndicatorPoint]

  public subscript(year: Int) -> IndicatorPoint? { points.first { $0.year == year } }

  /// The points since the last change of definition, which alone can be set against each other.
  public var comparable: ArraySlice<IndicatorPoint> {
    let first = indicator.breaks.last?.firstYear ?? .min
    return points.drop(while: { $0.year < first })
  }

  /// The newest one that has a value.
  public var latest: IndicatorPoint? { points.last { $0.value != nil } }
}

/// The middle value of a group of authorities in one year.
public struct GroupMedian: Hashable, Sendable {
  public let year: Int
  /// Nil where none of them has a value.
  public let median: Double?
  /// Of how many it is the middle; hidden and missing ones are not among them.
  public let count: Int
}
