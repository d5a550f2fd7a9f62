import Foundation

/// Many authorities at one time, each against what all have together, with more room for small ones.
///
/// Counts are compared on the scale on which chance moves them alike whatever their size: the square
/// root of a rate, the arcsine of the root of a proportion. Where authorities differ more than
/// chance makes them (they always do, and few of the reasons are anybody's merit or fault), the limits
/// are widened by what most of them show.
///
/// Source: D. Spiegelhalter, Statistics in Medicine 24 (2005) 1185, and Quality and Safety in Health
/// Care 14 (2005) 347 for the additive model.
public struct FunnelPlot: Hashable, Sendable {
  public enum Measure: Hashable, Sendable {
    /// Of `exposure`, `count` have it.
    case proportion
    /// `count` events among `exposure`.
    case rate
  }

  public enum OverDispersion: Hashable, Sendable {
    /// Chance alone.
    case none
    /// Every standard deviation is √φ as wide.
    case multiplicative
    /// Authorities truly differ, with a standard deviation of τ on the scale of comparison.
    case additive
  }

  /// One authority on the plot.
  public struct Point: Hashable, Sendable {
    public let value: Double
    /// Standard deviations from the target by chance alone.
    public let naiveScore: Double
    /// Standard deviations from the target when over-dispersion is allowed for.
    public let score: Double

    /// How likely so large a score is where the authority is as the others are.
    public var pValue: Double { min(1, 2 * NormalDistribution.standard.upper(abs(score))) }
  }

  public let measure: Measure
  /// What all have together: all counts over all exposures.
  public let target: Double
  /// The mean square of the winsorised scores; about 1 where chance is all there is.
  public let phi: Double
  /// The variance between authorities on the scale of comparison; 0 unless the model is additive.
  public let tauSquared: Double
  /// What was allowed for in the end: none where the authorities differ no more than by chance.
  public let overDispersion: OverDispersion
  /// In the order given; nil for one without exposure or with a count that cannot be.
  public let points: [Point?]

  /// Nil where no point can be used.
  ///
  /// - Parameter winsorising: the share of the scores at each end drawn in to where the share begins,
  ///   so that what is truly different does not widen the limits.
  public init?(
    _ tallies: [ControlChart.Tally?], as measure: Measure,
    allowing wanted: OverDispersion = .additive, winsorising: Double = 0.1
  ) {
    let usable = tallies.map { tally in
      tally.flatMap { tally -> ControlChart.Tally? in
        guard tally.isUsable, measure == .rate || tally.count <= tally.exposure else { return nil }
        return tally
      }
    }
    let known = usable.compactMap { $0 }
    let all = known.reduce(0) { $0 + $1.exposure }
    guard all > 0 else { return nil }
    let target = known.reduce(0) { $0 + $1.count } / all
    let goal = Self.transformed(target, measure)
    let scores = known.map {
      (Self.transformed($0.value, measure) - goal) / Self.error($0.exposure)
    }
    let drawn = Quantiles.winsorised(scores, share: winsorising)
    let number = Double(drawn.count)
    let phi = drawn.reduce(0) { $0 + $1 * $1 } / number

    let weights = known.map { 1 / (Self.error($0.exposure) * Self.error($0.exposure)) }
    let sum = weights.reduce(0, +)
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    let room = sum - squares / sum
    let between = room > 0 ? max(0, (number * phi - (number - 1)) / room) : 0
    let isWider = wanted != .none && number > 1 && number * phi > number - 1 && phi > 0
    self.measure = measure
    self.target = target
    self.phi = phi
    overDispersion = isWider && (wanted == .multiplicative ? phi > 1 : between > 0) ? wanted : .none
    tauSquared = overDispersion == .additive ? between : 0
    var next = 0
    let spread = Self.spread(overDispersion, phi: phi, tauSquared: tauSquared)
    points = usable.map { tally in
      guard let tally else { return nil }
      defer { next += 1 }
      let naive = scores[next]
      let error = Self.error(tally.exposure)
      return Point(
        value: tally.value, naiveScore: naive, score: naive * error / spread(error))
    }
  }

  /// Between which values an authority of this size lies at this level, if it is as the others are.
  ///
  /// - Parameter level: 0.95 and 0.998 are the usual two.
  public func limits(exposure: Double, level: Double) -> Estimate? {
    guard exposure > 0, let z = Estimate.reach(level) else { return nil }
    let reach =
      z * Self.spread(overDispersion, phi: phi, tauSquared: tauSquared)(Self.error(exposure))
    let goal = Self.transformed(target, measure)
    return Estimate(
      value: target, lower: Self.turnedBack(goal - reach, measure),
      upper: Self.turnedBack(goal + reach, measure), level: level)
  }

  private static func spread(_ kind: OverDispersion, phi: Double, tauSquared: Double)
    -> (Double) -> Double
  {
    { error in
      switch kind {
      case .none: error
      case .multiplicative: error * phi.squareRoot()
      case .additive: (error * error + tauSquared).squareRoot()
      }
    }
  }

  private static func transformed(_ value: Double, _ measure: Measure) -> Double {
    measure == .rate ? value.squareRoot() : asin(min(1, value.squareRoot()))
  }

  private static func turnedBack(_ value: Double, _ measure: Measure) -> Double {
    switch measure {
    case .rate: return max(0, value) * max(0, value)
    case .proportion:
      let root = sin(min(max(value, 0), Double.pi / 2))
      return root * root
    }
  }

  /// The standard deviation on the scale of comparison: alike for both measures.
  private static func error(_ exposure: Double) -> Double { 0.5 / exposure.squareRoot() }
}
