/// How the children foretold spread over areas, by where they come from.
///
/// Those in care now each have an area of their own; who of them is still there is reckoned from age, home
/// and length of care. Those still to come spread as those of the past did (`AreaMix`).
public struct AreaShares: Sendable {
  public let areas: Areas
  /// [month][home], of the homes that an authority has to find.
  private let months: [[Spread]]

  /// The children of one kind of home in one month.
  private struct Spread: Sendable {
    /// All areas together, if all goes on as it does.
    var expected = 0.0
    /// For each place, how many of them.
    var means: [Double]
    /// For each place, the variance of chance and of not knowing the shares.
    var variances: [Double]
  }

  init(_ history: CareHistory, _ learned: LearnedRates, by areas: Areas) {
    self.areas = areas
    let count = learned.settings.months
    let mix = AreaMix(history, by: areas, halfLife: learned.settings.halfLife)
    var now = [[Int: Double]](repeating: [:], count: areas.count)
    for child in history.children {
      guard let stay = child.stay(at: history.last), let cell = child.cell(stay, history.last)
      else { continue }
      now[areas.place(of: stay.cameFrom)][cell.index, default: 0] += 1
    }
    let none = [Double](repeating: 0, count: areas.count)
    var months = [[Spread]](
      repeating: [Spread](
        repeating: Spread(means: none, variances: none), count: Cell.homes), count: count)
    for home in HomeKind.found {
      learned.propagation.chances(
        of: { $0.home == home }, months: count, leavingFactor: learned.pace.mean
      ) { month, chances in
        let comers = learned.comers[month].homes[home.rawValue].first ?? 0
        var spread = Spread(means: none, variances: none)
        for place in now.indices {
          for (cell, children) in now[place] {
            let (row, length) = cell.quotientAndRemainder(dividingBy: Cell.lengths)
            let chance = chances[row][length]
            spread.means[place] += children * chance
            spread.variances[place] += children * chance * (1 - chance) * learned.pace.dispersion
          }
          let share = mix.share(of: home, in: place, monthsAhead: month + 1)
          spread.means[place] += comers * share.value
          spread.variances[place] +=
            comers * share.value * learned.arrivals.dispersion + comers * comers * share.variance
        }
        spread.expected = spread.means.reduce(0, +)
        months[month][home.rawValue] = spread
      }
    }
    self.months = months
  }

  /// The part of a number of children who come from one area.
  ///
  /// - Parameter whole: all in that kind of home in that month, under whatever scenario.
  func part(of whole: ForecastCount, in place: Int, home: HomeKind, month: Int) -> ForecastCount {
    let spread = months[month][home.rawValue]
    guard spread.expected > 0 else { return ForecastCount(means: [0], variance: 0) }
    let share = spread.means[place] / spread.expected
    return ForecastCount(
      means: whole.means.map { $0 * share },
      variance: spread.variances[place] * whole.mean / spread.expected)
  }
}
