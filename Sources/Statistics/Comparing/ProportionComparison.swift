/// Two proportions of different children, side by side.
public struct ProportionComparison: Hashable, Sendable {
  public let first: Proportion
  public let second: Proportion

  public init(_ first: Proportion, with second: Proportion) {
    self.first = first
    self.second = second
  }

  /// The second less the first; nil where there is nobody in either.
  ///
  /// Source: R. Newcombe, Statistics in Medicine 17 (1998) 873, method 10, from Wilson's intervals.
  public func difference(level: Double = 0.95) -> Estimate? {
    guard let one = first.wilson(level: level), let two = second.wilson(level: level)
    else { return nil }
    let value = two.value - one.value
    func reach(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return Estimate(
      value: value, lower: value - reach(two.value - two.lower, one.upper - one.value),
      upper: value + reach(two.upper - two.value, one.value - one.lower), level: level)
  }

  /// The second over the first; nil where there is nobody in either, or nobody counted in both.
  ///
  /// The upper end is infinite where the first counts nobody.
  ///
  /// Source: P. Koopman, Biometrics 40 (1984) 513: every ratio that a score test would not refuse.
  public func ratio(level: Double = 0.95) -> Estimate? {
    guard let one = first.value, let two = second.value, one + two > 0, level > 0, level < 1
    else { return nil }
    let bound = ChiSquareDistribution(degreesOfFreedom: 1).quantile(level)
    let value = one == 0 ? Double.infinity : two / one
    return Estimate(
      value: value, lower: two == 0 ? 0 : limit(bound, from: value, isUpper: false),
      upper: one == 0 ? .infinity : limit(bound, from: value, isUpper: true), level: level)
  }

  /// Where the score reaches the bound, found by halving on the ratio's own scale.
  private func limit(_ bound: Double, from value: Double, isUpper: Bool) -> Double {
    let factor = isUpper ? 2.0 : 0.5
    // From an infinite or a zero ratio on, any ratio lies on the inner side that the score refuses.
    var inner = value.isFinite && value > 0 ? value : isUpper ? 1e-9 : 1e9
    var outer = inner * factor
    for _ in 0..<200 where score(outer) < bound { outer *= factor }
    for _ in 0..<200 {
      let middle = (inner * outer).squareRoot()
      if middle == inner || middle == outer { break }
      if score(middle) < bound { inner = middle } else { outer = middle }
    }
    return (inner * outer).squareRoot()
  }

  /// Pearson's chi-square of the two counts, where the second's chance is `ratio` times the first's.
  private func score(_ ratio: Double) -> Double {
    let (x1, n1) = (Double(first.count), Double(first.total))
    let (x2, n2) = (Double(second.count), Double(second.total))
    let whole = n1 + n2
    // The likeliest chances under that ratio: the smaller root of a quadratic equation.
    let half = ratio * (n2 + x1) + n1 + x2
    let inside = max(0, half * half - 4 * ratio * whole * (x1 + x2))
    let p2 = (half - inside.squareRoot()) / (2 * whole)
    let p1 = p2 / ratio
    func part(_ x: Double, _ n: Double, _ p: Double) -> Double {
      let miss = x - n * p
      return miss == 0 ? 0 : miss * miss / (n * p * (1 - p))
    }
    return part(x2, n2, p2) + part(x1, n1, p1)
  }
}
