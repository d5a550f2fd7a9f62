/// The chance of leaving care in a month, by age, kind of home and length of care.
///
/// Where few were seen, a rate is drawn towards that of a larger group: first all with the same length
/// of care, then the same age too, then the same home. A group's own rate counts as much as the larger
/// group's once it has seen `weight` children leave.
struct LeavingRates: Sendable {
  /// By `RateCell.index`.
  let chances: [Double]
  /// Of those who leave, the share that goes home to parents, by band of age.
  let shareHome: [Double]

  private static let weight = 5.0

  init(_ flows: CareFlows, halfLife: Double) {
    var seen = [Double](repeating: 0, count: RateCell.count)
    var gone = [Double](repeating: 0, count: RateCell.count)
    for (place, month) in flows.months.enumerated() {
      let weight = Recency.weight(monthsAgo: flows.months.count - 1 - place, halfLife: halfLife)
      for cell in 0..<RateCell.count where month.atRisk[cell] > 0 {
        seen[cell] += weight * Double(month.atRisk[cell])
        gone[cell] += weight * Double(month.leavers[cell])
      }
    }
    func rate(from parent: Double, where isIn: (Int, Int, Int) -> Bool) -> Double {
      var (n, x) = (0.0, 0.0)
      for cell in 0..<RateCell.count {
        let (band, home, length) = RateCell.parts(cell)
        if isIn(band, home, length) {
          n += seen[cell]
          x += gone[cell]
        }
      }
      return (x + Self.weight) / (n + Self.weight / parent)
    }
    let everyone = max(1e-4, seen.reduce(0, +) > 0 ? gone.reduce(0, +) / seen.reduce(0, +) : 0.03)
    let byLength = (0..<Cell.lengths).map { length in rate(from: everyone) { $2 == length } }
    var chances = [Double](repeating: 0, count: RateCell.count)
    for band in 0..<AgeBand.allCases.count {
      for length in 0..<Cell.lengths {
        let group = rate(from: byLength[length]) { $0 == band && $2 == length }
        for home in 0..<Cell.homes {
          let index = (band * Cell.homes + home) * Cell.lengths + length
          chances[index] = min(
            0.9, (gone[index] + Self.weight) / (seen[index] + Self.weight / group))
        }
      }
    }
    self.chances = chances
    let all = flows.left.reduce(0, +)
    let home = all > 0 ? flows.wentHome.reduce(0, +) / all : 0
    shareHome = zip(flows.left, flows.wentHome).map {
      ($1 + Self.weight * home) / ($0 + Self.weight)
    }
  }
}

/// Where those who stay in care are a month later, by band of age and kind of home.
struct MovingRates: Sendable {
  /// [band][from][to]; each row adds up to 1.
  let chances: [Double]
  /// How many moves into each kind of home (and arrivals there) the rates rest on.
  let support: [Double]

  private static let weight = 20.0

  init(_ flows: CareFlows) {
    let homes = Cell.homes
    let bands = AgeBand.allCases.count
    var all = [Double](repeating: 0, count: homes * homes)
    var support = [Double](repeating: 0, count: homes)
    for band in 0..<bands {
      for from in 0..<homes {
        for to in 0..<homes {
          let moved = flows.moves[(band * homes + from) * homes + to]
          all[from * homes + to] += moved
          if from != to { support[to] += moved }
        }
      }
    }
    for year in 0..<18 { for home in 0..<homes { support[home] += flows.mix[year * homes + home] } }
    self.support = support
    var chances = [Double](repeating: 0, count: bands * homes * homes)
    for from in 0..<homes {
      let total = all[from * homes..<(from + 1) * homes].reduce(0, +)
      for band in 0..<bands {
        let row = (band * homes + from) * homes
        let seen = flows.moves[row..<row + homes].reduce(0, +)
        for to in 0..<homes {
          // Nobody was ever seen there: whoever is there in the end stays.
          let parent = total > 0 ? all[from * homes + to] / total : (from == to ? 1 : 0)
          chances[row + to] = (flows.moves[row + to] + Self.weight * parent) / (seen + Self.weight)
        }
      }
    }
    self.chances = chances
  }
}

/// Which age and home those who come into care have.
struct ArrivalMix: Sendable {
  /// By `Cell.index`, adding up to 1; all in the first months of care.
  let shares: [Double]

  private static let weight = 10.0

  init(_ flows: CareFlows) {
    let homes = Cell.homes
    var byYear = [Double](repeating: 0, count: 18)
    var byBand = [Double](repeating: 0, count: AgeBand.allCases.count * homes)
    var overall = [Double](repeating: 0, count: homes)
    for year in 0..<18 {
      for home in 0..<homes {
        let came = flows.mix[year * homes + home]
        byYear[year] += came
        byBand[AgeBand(months: year * 12).rawValue * homes + home] += came
        overall[home] += came
      }
    }
    let all = overall.reduce(0, +)
    var shares = [Double](repeating: 0, count: Cell.count)
    for year in 0..<18 {
      // A little of an even spread, so that no age is ruled out by a small past.
      let ofYear = (byYear[year] + Self.weight / 18) / (all + Self.weight)
      let band = AgeBand(months: year * 12).rawValue
      let ofBand = byBand[band * homes..<(band + 1) * homes].reduce(0, +)
      for home in HomeKind.allCases {
        let parent =
          all > 0 ? overall[home.rawValue] / all : (home == .fostering ? 1 : 0)
        let share =
          (byBand[band * homes + home.rawValue] + Self.weight * parent) / (ofBand + Self.weight)
        for month in 0..<12 {
          let cell = Cell(age: year * 12 + month, home: home, length: .underThreeMonths)
          shares[cell.index] = ofYear * share / 12
        }
      }
    }
    self.shares = shares
  }
}
