import Foundation

/// The negative binomial distribution: counts of events whose rate is itself known only as a gamma
/// distribution.
public struct NegativeBinomial: Hashable, Sendable {
  /// The shape of the rate's gamma distribution; above 0.
  public let shape: Double
  /// Above 0.
  public let mean: Double

  public init(shape: Double, mean: Double) {
    self.shape = shape
    self.mean = mean
  }

  /// The logarithm of the chance of this many; of the density where counts are scaled and not whole.
  public func logDensity(_ count: Double) -> Double {
    guard count >= 0, shape > 0, mean > 0 else { return -.infinity }
    let whole = shape + mean
    return SpecialFunctions.logGamma(count + shape) - SpecialFunctions.logGamma(shape)
      - SpecialFunctions.logGamma(count + 1) + shape * log(shape / whole)
      + count * log(mean / whole)
  }
}
