import CivilTime

/// Children who come and go by rates that are known, so that a forecast can be held against them.
///
/// They are nobody, and plainer than children are: two kinds of home, one chance of leaving for all ages.
/// The same seed gives the same children on every machine.
public struct MadeUpCare: Hashable, Sendable {
  public var seed: UInt64
  public var years: Int
  /// Children who come in a month, at first and at last.
  public var arrivals: Double
  public var arrivalsAtLast: Double
  /// How far the arrivals wander each month, as a share; 0.039 is what England's authorities' do
  /// (`Arrivals.wandering` is its square).
  public var wandering: Double
  /// The chance of leaving in a month, in the first half year and later.
  private let leavingSoon = 0.08
  private let leavingLater = 0.025
  private let moving = 0.02

  public init(
    seed: UInt64 = 1, years: Int = 10, arrivals: Double = 12, arrivalsAtLast: Double? = nil,
    wandering: Double = 0
  ) {
    self.seed = seed
    self.years = years
    self.arrivals = arrivals
    self.arrivalsAtLast = arrivalsAtLast ?? arrivals
    self.wandering = wandering
  }

  /// One of many unlike authorities: small, middling or large, shrinking, growing or steady.
  ///
  /// - Parameter number: from 0; also the seed.
  public static func authority(_ number: UInt64, years: Int = 8, wandering: Double = 0)
    -> MadeUpCare
  {
    let arrivals: Double = [3, 8, 14][Int(number % 3)]
    let growth: Double = [0.7, 1, 1.4, 1][Int(number % 4)]
    return MadeUpCare(
      seed: number, years: years, arrivals: arrivals, arrivalsAtLast: arrivals * growth,
      wandering: wandering)
  }

  /// What is known begins on it.
  static let firstDay = Day(year: 2014, month: 4, day: 1) ?? .unset

  /// Spans since long before `firstDay`, so that the stock is what the rates make it.
  func spans() -> [CareSpan] {
    var random = Random(state: seed)
    var spans: [CareSpan] = []
    let begin = Self.firstDay.adding(years: -12)
    let end = Self.firstDay.adding(years: years)
    var child = 0
    var month = begin
    var wandered = 1.0
    while month < end {
      let part = max(0, Double(month - Self.firstDay) / Double(end - Self.firstDay))
      let rate = arrivals + part * (arrivalsAtLast - arrivals)
      if wandering > 0, month >= Self.firstDay {
        // The sum of twelve even draws, less six, is near enough to a normal one.
        wandered *= 1 + wandering * (0..<12).reduce(-6.0) { sum, _ in sum + random.next() }
      }
      for _ in 0..<random.poisson(rate * wandered) {
        child += 1
        spans += stay(of: child, from: month + Int(random.next() * 28), &random)
      }
      month = month.adding(months: 1)
    }
    return spans
  }

  public func history() -> CareHistory {
    CareHistory(
      spans(), observed: DaySpan(from: Self.firstDay, to: Self.firstDay.adding(years: years)))
  }

  /// Where a child came from: one of six districts, some with more children than others.
  ///
  /// Drawn apart from all else, so that the same seed gave the same children before there were districts.
  private func district(of child: Int) -> District {
    var random = Random(state: seed &* 1_000_003 &+ UInt64(child))
    _ = random.next()
    let sums = [0.35, 0.6, 0.75, 0.85, 0.95, 1]
    let drawn = random.next()
    return District(of: "MU\(1 + (sums.firstIndex { drawn < $0 } ?? 0))")
  }

  private func stay(of child: Int, from start: Day, _ random: inout Random) -> [CareSpan] {
    let cameFrom = district(of: child)
    let child = "child-\(child)"
    let born = start - Int(random.next() * 17.9 * 365)
    var spans: [CareSpan] = []
    var home: HomeKind = random.next() < 0.7 ? .fostering : .childrensHome
    var from = start
    var day = start
    for month in 0..<240 {
      day = day + 30
      if day >= born.adding(years: 18) { day = born.adding(years: 18) }
      let leaves = random.next() < (month < 6 ? leavingSoon : leavingLater)
      if leaves || day == born.adding(years: 18) {
        spans.append(
          CareSpan(
            child: child, born: born, home: home, legalStatus: "C2", start: from, end: day,
            reasonEnded: leaves && random.next() < 0.4 ? "E4A" : "E11", cameFrom: cameFrom))
        return spans
      }
      if random.next() < moving {
        spans.append(
          CareSpan(
            child: child, born: born, home: home, legalStatus: "C2", start: from, end: day,
            reasonEnded: "X1", cameFrom: cameFrom))
        home = random.next() < 0.6 ? .fostering : .childrensHome
        from = day
      }
    }
    return spans
  }

  private struct Random {
    var state: UInt64

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var mixed = state ^ (state >> 33)
      mixed = mixed &* 0xff51_afd7_ed55_8ccd
      mixed ^= mixed >> 33
      return Double(mixed >> 11) / 9_007_199_254_740_992
    }

    mutating func poisson(_ mean: Double) -> Int {
      var left = mean
      var count = 0
      while true {
        left -= waiting()
        if left < 0 { return count }
        count += 1
      }
    }

    /// Von Neumann's comparison method for an exponential wait of mean 1, without a logarithm.
    private mutating func waiting() -> Double {
      var whole = 0.0
      while true {
        let first = next()
        var last = first
        var run = 1
        while true {
          let other = next()
          if other > last { break }
          last = other
          run += 1
        }
        if run % 2 == 1 { return whole + first }
        whole += 1
      }
    }
  }
}
