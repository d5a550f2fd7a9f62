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
  /// - Parameter each: is handed the months' cells, the first month's first, valid during the call.
  func run(
    from stock: [Double], path: Path, scenario: Scenario,
    each: (_ month: Int, _ cells: UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    var moving = self.moving
    var arrivals = self.arrivals
    weigh(&moving, &arrivals, path.pull)
    var now = stock
    var next = [Double](repeating: 0, count: Cell.count)
    var bound = [Double](repeating: 0, count: scenario.moreFosteringHomes > 0 ? Cell.count : 0)
    var diverted = 0.0
    for month in path.arrivals.indices {
      let isOn = month >= scenario.beginsAfterMonths
      let divertible = isOn ? Double(scenario.moreFosteringHomes) : 0
      for place in next.indices { next[place] = 0 }
      for place in bound.indices { bound[place] = 0 }
      let chances = leavingChances(
        times: path.leaving[month], isOn ? scenario.reunificationFactor : 1)
      step(now, into: &next, chances: chances, moving: moving, bound: &bound)
      let coming = path.arrivals[month] * (isOn ? scenario.startsFactor : 1)
      for place in next.indices where arrivals[place] > 0 {
        next[place] += coming * arrivals[place]
        if !bound.isEmpty { bound[place] += coming * arrivals[place] }
      }
      if divertible > 0 { divert(&next, bound, &diverted, most: divertible, chances: chances) }
      next.withUnsafeMutableBufferPointer { each(month, $0) }
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

  private func step(
    _ now: [Double], into next: inout [Double], chances: [Double], moving: [Double],
    bound: inout [Double]
  ) {
    let homes = Cell.homes
    let lengths = Cell.lengths
    let keepsBound = !bound.isEmpty
    for age in 0..<Cell.ages - 1 {
      let band = AgeBand(months: age).rawValue
      for home in 0..<homes {
        for length in LengthOfCare.allCases {
          let mass = now[(age * homes + home) * lengths + length.rawValue]
          if mass < 1e-9 { continue }
          let stays = mass * (1 - chances[(band * homes + home) * lengths + length.rawValue])
          let promoted = length.promotion
          let row = (band * homes + home) * homes
          for to in 0..<homes {
            let amount = stays * moving[row + to]
            if amount == 0 { continue }
            let place = ((age + 1) * homes + to) * lengths + length.rawValue
            next[place] += amount * (1 - promoted)
            if promoted > 0 { next[place + 1] += amount * promoted }
            if keepsBound, to != home {
              bound[place] += amount * (1 - promoted)
              if promoted > 0 { bound[place + 1] += amount * promoted }
            }
          }
        }
      }
    }
  }

  /// Children bound for a children's home go to the further fostering homes instead, while there is
  /// room there.
  private func divert(
    _ next: inout [Double], _ bound: [Double], _ diverted: inout Double, most: Double,
    chances: [Double]
  ) {
    let homes = Cell.homes
    let lengths = Cell.lengths
    let from = HomeKind.childrensHome.rawValue
    let to = HomeKind.fostering.rawValue
    // The room that those who were diverted earlier leave, at the mean chance of leaving fostering.
    var (fostered, leaving) = (0.0, 0.0)
    var flow = 0.0
    for age in 0..<Cell.ages {
      let band = AgeBand(months: age).rawValue
      for length in 0..<lengths {
        let children = next[(age * homes + to) * lengths + length]
        fostered += children
        leaving += children * chances[(band * homes + to) * lengths + length]
        flow += bound[(age * homes + from) * lengths + length]
      }
    }
    if fostered > 0 { diverted *= 1 - leaving / fostered }
    guard flow > 0 else { return }
    let share = min(1, max(0, most - diverted) / flow)
    for age in 0..<Cell.ages {
      for length in 0..<lengths {
        let place = (age * homes + from) * lengths + length
        let amount = bound[place] * share
        next[place] -= amount
        next[(age * homes + to) * lengths + length] += amount
      }
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
  /// - Parameter each: is handed the chances after each month.
  func chances(
    of isTarget: (Cell) -> Bool, months: Int, leavingFactor: Double,
    each: (_ month: Int, _ chances: [Double]) -> Void
  ) {
    let homes = Cell.homes
    let lengths = Cell.lengths
    let chances = leavingChances(times: leavingFactor, 1)
    var later = [Double](repeating: 0, count: Cell.count)
    for age in 0..<Cell.ages {
      for home in HomeKind.allCases {
        for length in LengthOfCare.allCases {
          let cell = Cell(age: age, home: home, length: length)
          if isTarget(cell) { later[cell.index] = 1 }
        }
      }
    }
    var now = later
    for month in 0..<months {
      for place in now.indices { now[place] = 0 }
      for age in 0..<Cell.ages - 1 {
        let band = AgeBand(months: age).rawValue
        for home in 0..<homes {
          let row = (band * homes + home) * homes
          for length in LengthOfCare.allCases {
            let promoted = length.promotion
            var chance = 0.0
            for to in 0..<homes where moving[row + to] > 0 {
              let place = ((age + 1) * homes + to) * lengths + length.rawValue
              let kept = later[place] * (1 - promoted)
              chance +=
                moving[row + to] * (promoted > 0 ? kept + later[place + 1] * promoted : kept)
            }
            now[(age * homes + home) * lengths + length.rawValue] =
              chance * (1 - chances[(band * homes + home) * lengths + length.rawValue])
          }
        }
      }
      each(month, now)
      swap(&now, &later)
    }
  }
}
