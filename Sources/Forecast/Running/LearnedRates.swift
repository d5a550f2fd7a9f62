import CivilTime
import Foundation

/// Everything a forecast takes from the past: the children there are, the rates, and draws of what the
/// rates may become.
struct LearnedRates: Sendable {
  let settings: ForecastSettings
  let last: Month
  let flows: CareFlows
  let stock: [Double]
  let propagation: Propagation
  let paths: [Propagation.Path]
  /// The variance of chance among children, for each month.
  let variances: [Variance]
  /// Children there in each month who are still to come, as expected: one draw.
  let comers: [MonthSums]
  let arrivals: WanderingLevel
  /// How fast children leave now, against the rates of all the months together.
  let pace: WanderingLevel

  struct Variance: Sendable {
    var total = 0.0
    var homes = [Double](repeating: 0, count: Cell.homes)
    var bands = [Double](repeating: 0, count: AgeBand.allCases.count)
  }

  /// Nil with fewer than twelve months.
  init?(_ history: CareHistory, settings: ForecastSettings) {
    guard history.monthCount >= 12 else { return nil }
    self.settings = settings
    last = history.last
    flows = CareFlows(history, halfLife: settings.halfLife)
    stock = flows.stock
    let leaving = LeavingRates(flows, halfLife: settings.halfLife)
    let moving = MovingRates(flows)
    let arrivals = Arrivals(flows)
    self.arrivals = arrivals.level
    pace = Self.pace(of: flows, leaving)
    propagation = Propagation(
      leaving: leaving.chances, shareHome: leaving.shareHome, moving: moving.chances,
      arrivals: ArrivalMix(flows).shares)
    let ahead = arrivals.expected(
      after: history.last, months: max(Self.monthsOfBalance, settings.months))
    let balance = Balance(
      stock: flows.stock, propagation, expected: Array(ahead.prefix(Self.monthsOfBalance)),
      arrivals: arrivals.level, pace: pace)
    let expected = ahead.prefix(settings.months).map { $0 * balance.factor }
    paths = Self.draw(settings, expected, arrivals.level, pace, balance, moving.support)
    comers = Self.comers(propagation, expected: expected, pace: pace)
    variances = Self.variances(
      stock: flows.stock, propagation, comers: comers, arrivals: arrivals.level, pace: pace)
  }

  /// The change over three years is what is drawn towards none.
  private static let monthsOfBalance = 36

  private static func pace(of flows: CareFlows, _ leaving: LeavingRates) -> WanderingLevel {
    let counts = flows.months.map { Double($0.leavers.reduce(0, +)) }
    let expected = flows.months.map { month in
      zip(month.atRisk, leaving.chances).reduce(0) { $0 + Double($1.0) * $1.1 }
    }
    return WanderingLevel.learn(counts: counts, exposures: expected, prior: (1, 20), paces: paces)
  }

  /// The share who leave in a year hardly wanders in the figures of England's authorities: beyond one
  /// and a half times Poisson's variance there is none.
  ///
  /// One in a hundred is left room to jump.
  private static let paces: [WanderingLevel.Pace] = [
    (0, 0.8), (0.0002, 0.15), (0.001, 0.04), (0.02, 0.01),
  ]

  private static func draw(
    _ settings: ForecastSettings, _ expected: [Double], _ arrivals: WanderingLevel,
    _ pace: WanderingLevel, _ balance: Balance, _ support: [Double]
  ) -> [Propagation.Path] {
    var normals = SeededNormals(seed: settings.seed)
    var paths: [Propagation.Path] = []
    for _ in 0..<settings.draws / 2 {
      let first = (0...settings.months).map { _ in normals.next() }
      let second = (0...settings.months).map { _ in normals.next() }
      let pulls = support.map { _ in normals.next() }
      for sign in [1.0, -1] {
        let come = factors(first, sign, arrivals, balance)
        let go = factors(second, sign, pace, balance)
        paths.append(
          Propagation.Path(
            arrivals: zip(expected, come).map { $0 * $1 }, leaving: go.map { $0 * pace.mean },
            pull: zip(support, pulls).map { factor(sign * $1, 1 / ($0 + 2)) }))
      }
    }
    return paths
  }

  /// Factors that wander from where they start, with mean 1.
  ///
  /// - Parameter normals: one for the start, and one for each month.
  private static func factors(
    _ normals: [Double], _ sign: Double, _ level: WanderingLevel, _ balance: Balance
  ) -> [Double] {
    let step = log1p(level.wandering)
    var variance = log1p(balance.varianceLeft / level.shape)
    var position = sign * normals[0] * variance.squareRoot()
    return normals.dropFirst().map { normal in
      variance += step
      position += sign * normal * step.squareRoot()
      return exp(position - variance / 2)
    }
  }

  private static func factor(_ normal: Double, _ relativeVariance: Double) -> Double {
    let variance = log1p(relativeVariance)
    return exp(normal * variance.squareRoot() - variance / 2)
  }

  private static func comers(
    _ propagation: Propagation, expected: [Double], pace: WanderingLevel
  ) -> [MonthSums] {
    let path = Propagation.Path(
      arrivals: expected, leaving: [Double](repeating: pace.mean, count: expected.count))
    let none = [Double](repeating: 0, count: Cell.count)
    var months = [MonthSums](repeating: MonthSums(), count: expected.count)
    propagation.run(from: none, path: path, scenario: .asNow) { month, children in
      months[month].add(children)
    }
    return months
  }

  /// Children there now are each somewhere by themselves, so their number in a place has the variance
  /// Σ u(1 − u); those still to come are Poisson, times their dispersion.
  private static func variances(
    stock: [Double], _ propagation: Propagation, comers: [MonthSums], arrivals: WanderingLevel,
    pace: WanderingLevel
  ) -> [Variance] {
    var variances = [Variance](repeating: Variance(), count: comers.count)
    let children = ByLength.all(stock)
    let filled = children.indices.filter { children[$0] != .zero }
    func add(_ isTarget: (Cell) -> Bool, _ put: (inout Variance, Double) -> Void) {
      propagation.chances(of: isTarget, months: comers.count, leavingFactor: pace.mean) {
        month, chances in
        let sum = filled.reduce(0) {
          $0 + (children[$1] * chances[$1] * (1 - chances[$1])).sum()
        }
        put(&variances[month], sum * pace.dispersion)
      }
    }
    add({ _ in true }) { $0.total = $1 }
    for home in HomeKind.allCases { add({ $0.home == home }) { $0.homes[home.rawValue] = $1 } }
    for band in AgeBand.allCases {
      add({ AgeBand(months: $0.age) == band }) { $0.bands[band.rawValue] = $1 }
    }
    for (month, sums) in comers.enumerated() {
      variances[month].total += (sums.totals.first ?? 0) * arrivals.dispersion
      for home in sums.homes.indices {
        variances[month].homes[home] += (sums.homes[home].first ?? 0) * arrivals.dispersion
      }
      for band in sums.bands.indices {
        variances[month].bands[band] += (sums.bands[band].first ?? 0) * arrivals.dispersion
      }
    }
    return variances
  }
}
