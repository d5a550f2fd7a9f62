import Foundation
import Statistics

/// How many children come into care, month by month: level, season and trend as far as the past
/// carries them.
struct Arrivals: Sendable {
  let level: WanderingLevel
  /// For January to December, around 1; all 1 where no season can be told from chance.
  let season: [Double]
  /// The logarithm of next month's growth, which fades by `fading` each month.
  ///
  /// 0 where the last year does not differ from the one before by more than chance.
  let growth: Double

  static let fading = 0.9
  /// How far the numbers who come into care may wander, month by month.
  ///
  /// From the yearly starts of England's authorities, 2010 to 2025: the variance of their logarithm's
  /// change, beyond one and a half times Poisson's, is 0.021 over one year, 0.040 over two, 0.061 over
  /// four, so 0.0012 to 0.0017 a month on average; in some authorities next to none, in some much more,
  /// and in a few it jumps.
  private static let paces: [WanderingLevel.Pace] = [
    (0, 0.4), (0.0005, 0.25), (0.0015, 0.25), (0.004, 0.08), (0.02, 0.02),
  ]

  init(_ flows: CareFlows) {
    let counts = flows.months.map { Double($0.entrants) }
    let season = Self.season(flows.months)
    self.season = season
    let exposures = flows.months.map { season[$0.month.ofYear] }
    let mean = counts.reduce(0, +) / max(1, Double(counts.count))
    let level = WanderingLevel.learn(
      counts: counts, exposures: exposures, prior: (max(mean, 0.05), 2), paces: Self.paces)
    self.level = level
    growth = Self.growth(flows.months.map(\.entrants), dispersion: level.dispersion)
  }

  /// How many are expected in each of the coming months.
  func expected(after last: Month, months: Int) -> [Double] {
    var trend = 0.0
    var step = growth
    return (1...max(1, months)).map { ahead in
      trend += step
      step *= Self.fading
      return level.mean * season[(last + ahead).ofYear] * exp(trend)
    }
  }

  /// Months' shares of their year, where three whole years at least show a season beyond chance.
  private static func season(_ months: [CareFlows.MonthFlow]) -> [Double] {
    let even = [Double](repeating: 1, count: 12)
    let years = months.count / 12
    guard years >= 3 else { return even }
    let whole = months.suffix(years * 12)
    var seen = [Double](repeating: 0, count: 12)
    var expected = [Double](repeating: 0, count: 12)
    let list = Array(whole)
    for year in 0..<years {
      let part = list[year * 12..<(year + 1) * 12]
      let mean = Double(part.reduce(0) { $0 + $1.entrants }) / 12
      for month in part {
        seen[month.month.ofYear] += Double(month.entrants)
        expected[month.month.ofYear] += mean
      }
    }
    guard expected[0] >= 5 else { return even }
    var chi = 0.0
    for (seen, expected) in zip(seen, expected) {
      chi += (seen - expected) * (seen - expected) / expected
    }
    // Brothers and sisters who come together look like a season more easily than separate children.
    guard ChiSquareDistribution(degreesOfFreedom: 11).upper(chi / 1.5) < 0.01 else { return even }
    let drawn = zip(seen, expected).map { ($0 + 20) / ($1 + 20) }
    let mean = drawn.reduce(0, +) / 12
    return drawn.map { $0 / mean }
  }

  private static func growth(_ counts: [Int], dispersion: Double) -> Double {
    guard counts.count >= 24 else { return 0 }
    let last = counts.suffix(12).reduce(0, +)
    let before = counts.suffix(24).prefix(12).reduce(0, +)
    guard last > 0, before > 0, let one = EventRate(before, among: 1),
      let two = EventRate(last, among: 1),
      let comparison = CountComparison(from: one, to: two),
      comparison.pValue(dispersion: dispersion) < 0.05
    else { return 0 }
    // A year's growth, spread over its months; a half of it is taken for lasting.
    return 0.5 * log(Double(last) / Double(before)) / 12
  }
}
