public import Published
import Statistics

/// Where each authority's newest figure lies among all others', for every indicator.
///
/// Reckoned once for a set of figures: it takes some tens of milliseconds.
public struct Standings: Sendable {
  private let funnels: [String: IndicatorFunnel]

  public init(of figures: PublishedFigures) {
    var funnels: [String: IndicatorFunnel] = [:]
    for indicator in figures.indicators where !indicator.numerator.isEmpty {
      guard
        let year = figures.series(of: indicator, for: PublishedFigures.englandCode)?.latest?.year
      else { continue }
      funnels[indicator.id] = IndicatorFunnel(indicator, in: year, of: figures)
    }
    self.funnels = funnels
  }

  /// An indicator in England's newest year; nil where authorities have no counts to compare.
  func funnel(of id: String) -> IndicatorFunnel? { funnels[id] }
}

/// One indicator of all authorities in one year, against what all have together.
struct IndicatorFunnel: Sendable {
  let year: Int
  let areas: [Area]
  let tallies: [ControlChart.Tally]
  let plot: FunnelPlot
  private let places: [String: Int]
  /// How likely each is by chance where it is as all are together, allowing for so many looked at.
  let byChance: [Double?]
  /// How likely each is where authorities differ as they ordinarily do, allowing for so many.
  let amongOthers: [Double?]

  /// Nil for averages, which are not counted, and where fewer than five authorities have a figure.
  init?(_ indicator: Indicator, in year: Int, of figures: PublishedFigures) {
    guard indicator.unit == .percent || indicator.unit == .per10000 else { return nil }
    var areas: [Area] = []
    var tallies: [ControlChart.Tally] = []
    for area in figures.authorities(inYearEnding: year) {
      guard let point = figures.point(of: indicator, for: area, in: year),
        let count = point.numerator.number, let among = point.denominator.number, among > 0,
        count >= 0, indicator.unit == .per10000 || count <= among
      else { continue }
      areas.append(area)
      tallies.append(.init(count, among: among))
    }
    guard areas.count >= 5,
      let plot = FunnelPlot(tallies, as: indicator.unit == .percent ? .proportion : .rate)
    else { return nil }
    self.year = year
    self.areas = areas
    self.tallies = tallies
    self.plot = plot
    places = Dictionary(
      areas.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    let judged = zip(plot.points, tallies).map { point, tally in
      let expected = plot.target * tally.exposure
      let rest = indicator.unit == .percent ? tally.exposure - expected : .infinity
      return min(expected, rest) >= Self.fewestExpected ? point : nil
    }
    byChance = FalseDiscovery.adjusted(
      judged.map { point in
        point.map { min(1, 2 * NormalDistribution.standard.upper(abs($0.naiveScore))) }
      })
    amongOthers = FalseDiscovery.adjusted(judged.map { $0?.pValue })
  }

  /// With fewer to be expected, nothing is said of an authority.
  ///
  /// The scale on which chance is alike for small and large is not so there. It puts none of 32, where 7 are expected, at 5.6 standard
  /// deviations; by the exact chance it is 3.5.
  static let fewestExpected = 10.0

  /// How many authorities are large enough to be judged.
  var judgedCount: Int { byChance.count { $0 != nil } }

  /// Whether an authority has a figure, but is too small for anything to be said of it.
  func isTooSmall(_ code: String) -> Bool {
    places[code].map { byChance[$0] == nil } ?? false
  }

  /// At most this share of what is called different is chance, on average.
  static let falseDiscoveryRate = 0.05

  /// Whether an authority differs from all together by more than chance; nil where it has no figure or
  /// is too small.
  func differs(_ code: String) -> Bool? {
    places[code].flatMap { byChance[$0] }.map { $0 <= Self.falseDiscoveryRate }
  }

  /// Whether it differs by more than authorities ordinarily do, and to which side.
  func standsOut(_ code: String) -> Side? {
    guard let place = places[code], let chance = amongOthers[place],
      chance <= Self.falseDiscoveryRate, let point = plot.points[place]
    else { return nil }
    return point.value > plot.target ? .above : .below
  }

  enum Side: Hashable, Sendable { case above, below }
}

extension PublishedFigures {
  /// An indicator of an authority in one year, without reckoning the others.
  func point(of indicator: Indicator, for area: Area, in year: Int) -> IndicatorPoint? {
    series(of: indicator, for: area.code)?[year]
  }
}
