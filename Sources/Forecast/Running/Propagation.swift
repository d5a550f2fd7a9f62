/// Carries children from month to month: they leave, move, grow older, have been longer in care.
struct Propagation: Sendable {
  let leaving: [Double]
  let shareHome: [Double]
  /// [band][from][to], rows adding up to 1.
  let moving: [Double]
  let arrivals: [Double]

  /// Multipliers of one draw, month by month.
  struct Path: Sendable {
    var arrivals: [Double]
    var leaving: [Double]
    /// How much likelier than measured a move or arrival to each kind of home is.
    var pull = [Double](repeating: 1, count: Cell.homes)
  }

  /// Expected children in each cell at the end of each month.
  ///
  /// - Parameter each: is handed the months' children, at age × `Cell.homes` + home, the first month's
  ///   first.
  func run(
    from stock: [Double], path: Path, scenario: Scenario,
    each: (_ month: Int, _ children: [ByLength]) -> Void
  ) {
    var moving = self.moving
    var arrivals = self.arrivals
    weigh(&moving, &arrivals, path.pull)
    let comers = ByLength.all(arrivals)
    var now = ByLength.all(stock)
    var next = [ByLength](repeating: .zero, count: now.count)
    var bound = scenario.moreFosteringHomes > 0 ? next : []
    var diverted = 0.0
    for month in path.arrivals.indices {
      let isOn = month >= scenario.beginsAfterMonths
      let divertible = isOn ? Double(scenario.moreFosteringHomes) : 0
      for place in next.indices { next[place] = .zero }
      for place in bound.indices { bound[place] = .zero }
      let chances = ByLength.all(
        leavingChances(times: path.leaving[month], isOn ? scenario.reunificationFactor : 1))
      step(now, into: &next, chances: chances, moving: moving, bound: &bound)
      let coming = path.arrivals[month] * (isOn ? scenario.startsFactor : 1)
      for place in next.indices { next[place] += comers[place] * coming }
      for place in bound.indices { bound[place] += comers[place] * coming }
      if divertible > 0 { divert(&next, bound, &diverted, most: divertible, chances: chances) }
      each(month, next)
      swap(&now, &next)
    }
  }

  /// Chances of leaving, raised for going home where a scenario says so.
  func leavingChances(times factor: Double, _ reunification: Double) -> [Double] {
    leaving.indices.map { index in
      let home = shareHome[RateCell.parts(index).band]
      return min(0.95, leaving[index] * factor * (1 + home * (reunification - 1)))
    }
  }

  /// A month: some leave, the others grow older, have been longer in care, and stay or move.
  private func step(
    _ now: [ByLength], into next: inout [ByLength], chances: [ByLength], moving: [Double],
    bound: inout [ByLength]
  ) {
    let homes = Cell.homes
    let keepsBound = !bound.isEmpty
    for age in 0..<Cell.ages - 1 {
      let band = AgeBand(months: age).rawValue
      for home in 0..<homes {
        let children = now[age * homes + home]
        if children.sum() < 1e-9 { continue }
        let rate = band * homes + home
        let later = (children * (1 - chances[rate])).promoted
        for to in 0..<homes {
          let share = moving[rate * homes + to]
          if share == 0 { continue }
          let place = (age + 1) * homes + to
          next[place] += later * share
          if keepsBound, to != home { bound[place] += later * share }
        }
      }
    }
  }

  /// Children bound for a children's home go to the further fostering homes instead, while there is
  /// room there.
  private func divert(
    _ next: inout [ByLength], _ bound: [ByLength], _ diverted: inout Double, most: Double,
    chances: [ByLength]
  ) {
    let homes = Cell.homes
    let from = HomeKind.childrensHome.rawValue
    let to = HomeKind.fostering.rawValue
    // The room that those who were diverted earlier leave, at the mean chance of leaving fostering.
    var (fostered, leaving) = (0.0, 0.0)
    var flow = 0.0
    for age in 0..<Cell.ages {
      let children = next[age * homes + to]
      fostered += children.sum()
      leaving += (children * chances[AgeBand(months: age).rawValue * homes + to]).sum()
      flow += bound[age * homes + from].sum()
    }
    if fostered > 0 { diverted *= 1 - leaving / fostered }
    guard flow > 0 else { return }
    let share = min(1, max(0, most - diverted) / flow)
    for age in 0..<Cell.ages {
      let amount = bound[age * homes + from] * share
      next[age * homes + from] -= amount
      next[age * homes + to] += amount
    }
    diverted += flow * share
  }

  /// Draws moves and arrivals towards some kinds of home; those who would not have moved still stay.
  private func weigh(_ moving: inout [Double], _ arrivals: inout [Double], _ pull: [Double]) {
    guard pull.contains(where: { $0 != 1 }) else { return }
    let homes = Cell.homes
    for row in 0..<AgeBand.allCases.count * homes {
      let from = row % homes
      var moved = 0.0
      for to in 0..<homes where to != from {
        moving[row * homes + to] *= pull[to]
        moved += moving[row * homes + to]
      }
      if moved > 0.9 {
        for to in 0..<homes where to != from { moving[row * homes + to] *= 0.9 / moved }
        moved = 0.9
      }
      moving[row * homes + from] = 1 - moved
    }
    var sum = 0.0
    for place in arrivals.indices where arrivals[place] > 0 {
      arrivals[place] *= pull[place / Cell.lengths % homes]
      sum += arrivals[place]
    }
    if sum > 0 { for place in arrivals.indices { arrivals[place] /= sum } }
  }

  /// For each cell, the chance that a child there now is in one of the target cells so many months
  /// later: the same steps, taken backwards.
  ///
  /// - Parameter each: is handed the chances after each month, laid out like children.
  func chances(
    of isTarget: (Cell) -> Bool, months: Int, leavingFactor: Double,
    each: (_ month: Int, _ chances: [ByLength]) -> Void
  ) {
    let homes = Cell.homes
    let chances = ByLength.all(leavingChances(times: leavingFactor, 1))
    var target = [Double](repeating: 0, count: Cell.count)
    for age in 0..<Cell.ages {
      for home in HomeKind.allCases {
        for length in LengthOfCare.allCases {
          let cell = Cell(age: age, home: home, length: length)
          if isTarget(cell) { target[cell.index] = 1 }
        }
      }
    }
    var later = ByLength.all(target)
    var now = later
    for month in 0..<months {
      for place in now.indices { now[place] = .zero }
      for age in 0..<Cell.ages - 1 {
        let band = AgeBand(months: age).rawValue
        let year = (0..<homes).map { later[(age + 1) * homes + $0].beforePromotion }
        for home in 0..<homes {
          let rate = band * homes + home
          var chance = ByLength.zero
          for to in 0..<homes where moving[rate * homes + to] > 0 {
            chance += year[to] * moving[rate * homes + to]
          }
          now[age * homes + home] = chance * (1 - chances[rate])
        }
      }
      each(month, now)
      swap(&now, &later)
    }
  }
}

/// A value for each `LengthOfCare`, reckoned with all at once.
typealias ByLength = SIMD4<Double>

extension ByLength {
  /// What is laid out by `Cell.index` or `RateCell.index`, in which length is what changes fastest.
  static func all(_ values: [Double]) -> [ByLength] {
    stride(from: 0, to: values.count, by: scalarCount).map {
      ByLength(values[$0], values[$0 + 1], values[$0 + 2], values[$0 + 3])
    }
  }

  /// The same children a month later: some have passed into the next length.
  var promoted: ByLength {
    let passing = self * LengthOfCare.promotions
    return self - passing + ByLength(0, passing[0], passing[1], passing[2])
  }

  /// What each is worth a month before, where this is what they are worth then.
  var beforePromotion: ByLength {
    let next = ByLength(self[1], self[2], self[3], 0)
    return self + (next - self) * LengthOfCare.promotions
  }
}

extension LengthOfCare {
  fileprivate static let promotions = ByLength(allCases.map(\.promotion))
}
