public import CareRecord
public import CivilTime

/// The figures of some days, added up from children's records.
public struct MeasuredTotals: Sendable {
  public let days: [Day]
  /// By indicator: numerator and denominator of each day.
  private var sums: [String: [Sum]] = [:]

  private struct Sum: Sendable {
    var numerator = 0
    var denominator = 0

    mutating func add(_ numerator: Int, _ denominator: Int) {
      self.numerator += numerator
      self.denominator += denominator
    }
  }

  public init(at days: [Day]) { self.days = days }

  public mutating func add(_ record: ChildRecord) { add(record.measuredSpans()) }

  public mutating func add(_ spans: [MeasuredSpan]) {
    for span in spans {
      for (index, day) in days.enumerated() where span.holds(on: day) {
        sums[span.indicator, default: Array(repeating: Sum(), count: days.count)][index]
          .add(span.numerator, span.denominator)
      }
    }
  }

  /// Takes in what was added up elsewhere, at the same days.
  public mutating func add(_ others: MeasuredTotals) {
    for (indicator, values) in others.sums {
      var mine = sums[indicator] ?? Array(repeating: Sum(), count: days.count)
      for (index, value) in values.enumerated() where index < mine.count {
        mine[index].add(value.numerator, value.denominator)
      }
      sums[indicator] = mine
    }
  }

  /// Every indicator at every day, in the order of the register; zeros where nobody counts.
  public var figures: [MeasuredFigure] {
    MeasureRegister.indicators.flatMap { indicator in
      days.enumerated().map { index, day in
        let sum = sums[indicator.id]?[index] ?? Sum()
        return MeasuredFigure(
          of: indicator, at: day, numerator: sum.numerator, denominator: sum.denominator)
      }
    }
  }
}

extension MeasuredFigure {
  /// - Parameter denominator: what was counted; left out where the indicator is of the population
  public init(of indicator: MeasuredIndicator, at day: Day, numerator: Int, denominator: Int) {
    self.init(
      indicator: indicator.id, at: day, numerator: numerator,
      denominator: indicator.base == .population ? nil : denominator,
      definition: indicator.definition)
  }
}
