import CivilTime
public import Statistics

/// How a forecast would have done in the past: made again from earlier months, knowing nothing later,
/// and held against what came.
public struct CareBacktest: Sendable {
  public let trials: [BacktestTrial]
  /// The same for each kind of home to be found in each area from which anybody was expected; empty where
  /// no areas were asked for.
  public let areaTrials: [BacktestTrial]

  /// - Parameters:
  ///   - horizon: how many months ahead.
  ///   - step: months between one origin and the next.
  ///   - learning: the fewest months to learn from.
  public init(
    _ history: CareHistory, horizon: Int = 12, step: Int = 3, learning: Int = 12,
    level: Double = 0.8, areas: Areas? = nil, settings: ForecastSettings = ForecastSettings()
  ) {
    var settings = settings
    settings.months = max(1, horizon)
    var trials: [BacktestTrial] = []
    var areaTrials: [[BacktestTrial]] = []
    var before = settings.months
    while history.monthCount - before >= max(12, learning) {
      let known = history.asKnown(monthsBeforeLast: before)
      let origin = known.lastDay
      let target = Month(origin) + settings.months
      if let actual = history.total(at: target.end), let now = known.total(at: origin),
        let learned = LearnedRates(known, settings: settings)
      {
        let forecast = CareForecast(
          learned, shares: areas.map { AreaShares(known, learned, by: $0) })
        guard let month = forecast.months.last else { break }
        let constant = Self.constantRate(learned.flows, months: settings.months)
        trials.append(
          BacktestTrial(
            name: origin.iso, horizon: settings.months, actual: Double(actual),
            forecast: month.total.interval(level: level), sameAsNow: Double(now),
            constantRate: constant))
        if let areas {
          let then = known.counts(at: Month(origin), by: areas)
          let came = history.counts(at: target, by: areas)
          func count(_ counts: [HomeKind: [AreaCount]], _ need: AreaNeed) -> Double {
            Double(counts[need.home]?[need.place].children ?? 0)
          }
          areaTrials.append(
            // Where next to nobody is expected, that nobody came says nothing of the forecast.
            forecast.needs(month: settings.months - 1).filter { $0.count.mean >= 0.5 }.map { need in
              BacktestTrial(
                name: "\(origin.iso), \(need.area), \(need.home.words)", horizon: settings.months,
                actual: count(came, need), forecast: need.count.interval(level: level),
                sameAsNow: count(then, need),
                constantRate: now == 0 ? 0 : count(then, need) * constant / Double(now))
            })
        }
      }
      before += max(1, step)
    }
    self.trials = trials.reversed()
    self.areaTrials = areaTrials.reversed().flatMap { $0 }
  }

  public var summary: BacktestSummary? { BacktestSummary(trials) }

  /// Stock and flow in its plainest form: as many come each month, and the same share leaves, as in
  /// the last twelve months.
  static func constantRate(_ flows: CareFlows, months: Int) -> Double {
    let year = flows.months.suffix(12)
    let coming = Double(year.reduce(0) { $0 + $1.entrants }) / Double(max(1, year.count))
    let exposed = Double(year.reduce(0) { $0 + $1.total })
    let leaving = exposed > 0 ? Double(year.reduce(0) { $0 + $1.gone }) / exposed : 0
    var children = flows.stock.reduce(0, +)
    for _ in 0..<months { children = children * (1 - leaving) + coming }
    return children
  }
}

/// One forecast of the past, and what came.
public struct BacktestTrial: Hashable, Sendable {
  /// What was forecast: the day it was made on, or an authority and a year.
  public let name: String
  /// Months or years ahead.
  public let horizon: Int
  public let actual: Double
  public let forecast: Estimate
  /// As many as when the forecast was made.
  public let sameAsNow: Double
  /// The plainest stock and flow.
  public let constantRate: Double
}

/// How forecasts did, together.
public struct BacktestSummary: Hashable, Sendable {
  public let count: Int
  /// In how many the interval held what came.
  public let held: Int
  /// Mean error, over the mean of what came: 0.05 for 5 in 100.
  public let error: Double
  public let errorOfSameAsNow: Double
  public let errorOfConstantRate: Double
  /// In how many of the forecasts the interval held what came, as a share with its own interval.
  public let coverage: Estimate
  /// The level that the intervals promised.
  public let level: Double

  /// Nil where there is nothing to sum up.
  public init?(_ trials: [BacktestTrial]) {
    let all = trials.reduce(0) { $0 + $1.actual }
    let held = trials.count { $0.forecast.contains($0.actual) }
    guard let level = trials.first?.forecast.level, all > 0,
      let coverage = Proportion(held, of: trials.count)?.wilson()
    else { return nil }
    func error(_ forecast: (BacktestTrial) -> Double) -> Double {
      trials.reduce(0) { $0 + abs(forecast($1) - $1.actual) } / all
    }
    count = trials.count
    self.held = held
    self.error = error { $0.forecast.value }
    errorOfSameAsNow = error { $0.sameAsNow }
    errorOfConstantRate = error { $0.constantRate }
    self.coverage = coverage
    self.level = level
  }
}

extension BacktestSummary {
  /// What must be said where something simpler did better, or the intervals were too sure of themselves;
  /// nil where nothing must.
  private var shortcoming: String? {
    var said: [String] = []
    if errorOfSameAsNow < error {
      said.append("“the same as now” would have been nearer")
    } else if errorOfConstantRate < error {
      said.append("constant rates would have been nearer")
    }
    if coverage.upper < level { said.append("the intervals were too sure") }
    return said.isEmpty ? nil : said.joined(separator: " and ")
  }

  /// The shortcomings of forecasts so many months ahead, each a sentence; those of which the same is to
  /// be said together.
  public static func warnings(_ looks: [(months: Int, summary: BacktestSummary)]) -> [String] {
    var months: [String: [String]] = [:]
    var order: [String] = []
    for look in looks {
      guard let said = look.summary.shortcoming else { continue }
      if months[said] == nil { order.append(said) }
      months[said, default: []].append("\(look.months)")
    }
    return order.map { said in
      let ahead = months[said] ?? []
      let list =
        ahead.count > 1
        ? ahead.dropLast().joined(separator: ", ") + " and " + (ahead.last ?? "") : ahead.joined()
      return "\(list) months ahead, \(said) in your own past."
    }
  }
}
