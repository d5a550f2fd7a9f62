import Foundation

/// Two counts, each among its own exposure: children in care then and now, and the children who
/// lived there then and now.
///
/// Takes the counts for Poisson counts, the variance of which is their mean, times `dispersion`.
/// Brothers and sisters who come into care together make it larger than 1; the same child in both
/// counts makes a difference between them smaller than two separate counts would have.
public struct CountComparison: Hashable, Sendable {
  public let before: EventRate
  public let after: EventRate

  /// Nil where either exposure is 0: nothing can be compared with nobody.
  public init?(from before: EventRate, to after: EventRate) {
    guard before.exposure > 0, after.exposure > 0 else { return nil }
    self.before = before
    self.after = after
  }

  /// The rate after over the rate before, with the exact conditional interval.
  ///
  /// Nil where both counts are 0; the upper end is infinite where the count before is 0.
  ///
  /// Source: J. Przyborowski and H. Wilenski, Biometrika 31 (1940) 313, as R's `poisson.test`.
  public func ratio(level: Double = 0.95) -> Estimate? {
    guard let share = Proportion(after.count, of: before.count + after.count),
      let interval = share.exact(level: level)
    else { return nil }
    let scale = before.exposure / after.exposure
    func odds(_ share: Double) -> Double { share == 1 ? .infinity : share / (1 - share) * scale }
    return Estimate(
      value: odds(interval.value), lower: odds(interval.lower), upper: odds(interval.upper),
      level: level)
  }

  /// The rate after less the rate before.
  ///
  /// Source: G. Zou and A. Donner, Statistics in Medicine 27 (2008) 1693, from the exact intervals.
  public func difference(level: Double = 0.95) -> Estimate? {
    guard let one = before.exact(level: level), let two = after.exact(level: level)
    else { return nil }
    let value = two.value - one.value
    func reach(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return Estimate(
      value: value, lower: value - reach(two.value - two.lower, one.upper - one.value),
      upper: value + reach(two.upper - two.value, one.value - one.lower), level: level)
  }

  /// How likely a change of this size or more is where nothing changed but by chance.
  ///
  /// Given both counts together, the count after is binomial where the rates are the same; this is
  /// twice the smaller tail, with half of the count seen itself (the mid-p value). A dispersion other
  /// than 1 divides both counts by it, as so many fewer separate events.
  ///
  /// Source: H. O. Lancaster, JASA 56 (1961) 223, for the mid-p value.
  public func pValue(dispersion: Double = 1) -> Double {
    let all = Double(before.count + after.count) / dispersion
    guard all > 0, dispersion > 0 else { return 1 }
    let x = Double(after.count) / dispersion
    let whole = before.exposure + after.exposure
    let (p, q) = (after.exposure / whole, before.exposure / whole)
    // The chance of x or fewer, and of fewer than x, for counts that need not be whole.
    let upTo =
      x >= all ? 1 : SpecialFunctions.incompleteBeta(all - x, x + 1, x: q, y: p).lower
    let below =
      x <= 0 ? 0 : SpecialFunctions.incompleteBeta(all - x + 1, x, x: q, y: p).lower
    let above = x >= all ? 0 : SpecialFunctions.incompleteBeta(all - x, x + 1, x: q, y: p).upper
    let from = x <= 0 ? 1 : SpecialFunctions.incompleteBeta(all - x + 1, x, x: q, y: p).upper
    return min(1, upTo + below, above + from)
  }

  /// The largest dispersion with which the p-value is still this or smaller.
  ///
  /// Nil where it is larger already with none; a thousand where it is smaller whatever one assumes.
  public func dispersionWithstood(at threshold: Double) -> Double? {
    guard pValue() <= threshold else { return nil }
    var (low, high) = (1.0, 1_000.0)
    guard pValue(dispersion: high) > threshold else { return high }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if pValue(dispersion: middle) <= threshold { low = middle } else { high = middle }
    }
    return low
  }
}
