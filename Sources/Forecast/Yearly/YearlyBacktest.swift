import Statistics

/// `PooledTrend` held against what came, area by area and year by year.
public struct YearlyBacktest: Sendable {
  /// By area.
  public let trials: [String: [BacktestTrial]]

  /// - Parameters:
  ///   - series: for each area, children in care in each year.
  ///   - started: who came into care in each year, and `ceased`: who left, for the plain stock and
  ///     flow; a trial of an area and year without them is left out.
  ///   - origins: the years to forecast from.
  public init(
    _ series: [String: [Int: Double]], started: [String: [Int: Double]],
    ceased: [String: [Int: Double]], origins: ClosedRange<Int>, ahead: Int, level: Double = 0.8
  ) {
    var trials: [String: [BacktestTrial]] = [:]
    for origin in origins {
      let forecast = PooledTrend(series, origin: origin, years: ahead, level: level)
      for (area, counts) in series {
        let foretold = forecast.forecast(of: area)
        guard foretold.count >= ahead, let actual = counts[origin + ahead],
          let now = counts[origin], let before = counts[origin - 1],
          let came = started[area]?[origin], let left = ceased[area]?[origin]
        else { continue }
        let share = before + came > 0 ? left / (before + came) : 0
        let plain = (0..<ahead).reduce(now) { children, _ in (children + came) * (1 - share) }
        trials[area, default: []].append(
          BacktestTrial(
            name: "\(area) \(origin)", horizon: ahead, actual: actual,
            forecast: foretold[ahead - 1], sameAsNow: now, constantRate: plain))
      }
    }
    self.trials = trials
  }

  /// All trials together.
  public var summary: BacktestSummary? { BacktestSummary(trials.values.flatMap { $0 }) }

  /// In how many areas the mean error was smaller than another forecast's, of how many.
  public func areasBetter(than other: (BacktestTrial) -> Double) -> (better: Int, of: Int) {
    let better = trials.values.count { trials in
      trials.reduce(0) { $0 + abs($1.forecast.value - $1.actual) }
        < trials.reduce(0) { $0 + abs(other($1) - $1.actual) }
    }
    return (better, trials.count)
  }
}
