/// How children in care spread over areas by where they came from, and how surely that is known.
struct AreaMix: Sendable {
  /// A share of those in one kind of home, and the variance of what is believed of it.
  struct Share: Sendable {
    let value: Double
    let variance: Double
  }

  /// [home][place]; the shares of a kind of home add up to 1.
  private let shares: [[Double]]
  /// How many children each kind's shares rest on, as if each had been counted once.
  private let weight: [Double]

  /// As many children as the shares of all kinds of home together count for beside a kind's own.
  private static let pull = 20.0
  /// How far an area's share may wander, month by month, as a variance of its logarithm.
  ///
  /// Nobody publishes by district. An area is taken to wander as England's authorities do (`Arrivals`).
  private static let wandering = 0.0015

  /// Each child counts by the months in care, the latest most: who stays long fills a home for long.
  ///
  /// - Parameter halfLife: after how many months a month counts half as much.
  init(_ history: CareHistory, by areas: Areas, halfLife: Double) {
    let months = max(0, history.last - history.first)
    // What the months up to each one weigh together, so that a stay is one subtraction.
    var sums = [0.0]
    for month in 0...months {
      sums.append(sums[month] + Recency.weight(monthsAgo: months - month, halfLife: halfLife))
    }
    var seen = [[Double]](
      repeating: [Double](repeating: 0, count: areas.count), count: Cell.homes)
    var squares = [Double](repeating: 0, count: Cell.homes)
    for child in history.children {
      var ofChild = [Double](repeating: 0, count: Cell.homes)
      for stay in child.stays {
        // The month ends at which the child was there.
        let begin = max(0, Month(stay.from) - history.first)
        let end = min(months + 1, stay.to.map { Month($0) - history.first } ?? months + 1)
        guard begin < end else { continue }
        let time = sums[end] - sums[begin]
        seen[stay.home.rawValue][areas.place(of: stay.cameFrom)] += time
        ofChild[stay.home.rawValue] += time
      }
      for home in ofChild.indices { squares[home] += ofChild[home] * ofChild[home] }
    }
    let all = (0..<areas.count).map { place in seen.reduce(0) { $0 + $1[place] } }
    // Half a child in each area keeps what was not seen yet from being impossible.
    let children = Self.children(all.reduce(0, +), squares.reduce(0, +))
    let common = Self.shares(
      of: all, children: children,
      towards: [Double](repeating: 1 / Double(areas.count), count: areas.count),
      weight: Double(areas.count) / 2)
    var weight: [Double] = []
    shares = seen.enumerated().map { home, seen in
      let children = Self.children(seen.reduce(0, +), squares[home])
      weight.append(children + Self.pull)
      return Self.shares(of: seen, children: children, towards: common, weight: Self.pull)
    }
    self.weight = weight
  }

  /// The share of an area so many months ahead.
  func share(of home: HomeKind, in place: Int, monthsAhead: Int) -> Share {
    let value = shares[home.rawValue][place]
    let spread = value * (1 - value)
    // Those who will be there came all along the way, so on average half of it.
    let wandered = spread * spread * Self.wandering * Double(monthsAhead) / 2
    return Share(value: value, variance: spread / (weight[home.rawValue] + 1) + wandered)
  }

  /// How many children an even weight for each would make as sure.
  private static func children(_ sum: Double, _ squares: Double) -> Double {
    squares > 0 ? sum * sum / squares : 0
  }

  private static func shares(
    of seen: [Double], children: Double, towards common: [Double], weight: Double
  ) -> [Double] {
    let sum = seen.reduce(0, +)
    return zip(seen, common).map { seen, common in
      ((sum > 0 ? seen / sum * children : 0) + weight * common) / (children + weight)
    }
  }
}
