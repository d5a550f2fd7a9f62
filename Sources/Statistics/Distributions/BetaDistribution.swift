import Foundation

/// The beta distribution.
public struct BetaDistribution: Hashable, Sendable {
  /// Above 0.
  public let alpha: Double
  /// Above 0.
  public let beta: Double

  public init(alpha: Double, beta: Double) {
    self.alpha = alpha
    self.beta = beta
  }

  public func density(_ x: Double) -> Double {
    guard x > 0, x < 1 else { return 0 }
    return density(x, complement: 1 - x)
  }

  private func density(_ x: Double, complement y: Double) -> Double {
    SpecialFunctions.binomialMass(alpha, of: alpha + beta, p: x, q: y) * alpha * beta
      / ((alpha + beta) * x * y)
  }

  /// The chance of a value up to x.
  public func cumulative(_ x: Double) -> Double { tails(x, complement: 1 - x).lower }

  /// The chance of a value above x.
  public func upper(_ x: Double) -> Double { tails(x, complement: 1 - x).upper }

  private func tails(_ x: Double, complement y: Double) -> (lower: Double, upper: Double) {
    SpecialFunctions.incompleteBeta(alpha, beta, x: min(max(x, 0), 1), y: min(max(y, 0), 1))
  }

  /// The value that is not passed with this probability; NaN outside 0 to 1.
  public func quantile(_ probability: Double) -> Double { quantiles(probability).value }

  /// The quantile and its distance from 1, each to full precision.
  func quantiles(_ probability: Double) -> (value: Double, complement: Double) {
    guard probability > 0, probability < 1, alpha > 0, beta > 0 else {
      return probability == 0 ? (0, 1) : probability == 1 ? (1, 0) : (.nan, .nan)
    }
    let isLower = probability <= 0.5
    let found = QuantileSearch.find(
      isLower ? probability : 1 - probability, from: log(alpha / beta), rising: isLower
    ) { logit in
      let x = 1 / (1 + exp(-logit))
      let y = 1 / (1 + exp(logit))
      let (lower, upper) = tails(x, complement: y)
      return (isLower ? lower : upper, density(x, complement: y) * x * y)
    }
    return (1 / (1 + exp(-found)), 1 / (1 + exp(found)))
  }
}

/// Student's t distribution.
public struct StudentDistribution: Hashable, Sendable {
  /// Above 0; need not be whole.
  public let degreesOfFreedom: Double

  public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// The chance of a value up to t.
  public func cumulative(_ t: Double) -> Double { t <= 0 ? upperTail(-t) : 1 - upperTail(t) }

  /// The chance of a value above t.
  public func upper(_ t: Double) -> Double { cumulative(-t) }

  private func upperTail(_ t: Double) -> Double {
    let whole = degreesOfFreedom + t * t
    return SpecialFunctions.incompleteBeta(
      degreesOfFreedom / 2, 0.5, x: degreesOfFreedom / whole, y: t * t / whole
    ).lower / 2
  }

  /// The value that is not passed with this probability; NaN outside 0 to 1.
  public func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1, degreesOfFreedom > 0 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    if probability > 0.5 { return -quantile(1 - probability) }
    // Near the middle the mass between −t and t says more than the small part outside.
    let parts =
      probability < 0.25
      ? BetaDistribution(alpha: degreesOfFreedom / 2, beta: 0.5).quantiles(2 * probability)
      : BetaDistribution(alpha: 0.5, beta: degreesOfFreedom / 2).quantiles(1 - 2 * probability)
    let (inner, outer) =
      probability < 0.25 ? (parts.complement, parts.value) : (parts.value, parts.complement)
    return -(degreesOfFreedom * inner / outer).squareRoot()
  }
}
