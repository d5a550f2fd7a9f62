import Foundation

/// The gamma distribution, by its shape and its rate; the mean is shape over rate.
public struct GammaDistribution: Hashable, Sendable {
  /// Above 0.
  public let shape: Double
  /// Above 0.
  public let rate: Double

  public init(shape: Double, rate: Double = 1) {
    self.shape = shape
    self.rate = rate
  }

  public func density(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 && shape < 1 ? .infinity : x == 0 && shape == 1 ? rate : 0 }
    return SpecialFunctions.poissonMass(shape, mean: x * rate) * shape / x
  }

  /// The chance of a value up to x.
  public func cumulative(_ x: Double) -> Double {
    x <= 0 ? 0 : SpecialFunctions.incompleteGamma(shape, x * rate).lower
  }

  /// The chance of a value above x.
  public func upper(_ x: Double) -> Double {
    x <= 0 ? 1 : SpecialFunctions.incompleteGamma(shape, x * rate).upper
  }

  /// The value that is not passed with this probability; NaN outside 0 to 1.
  public func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1, shape > 0, rate > 0 else {
      return probability == 0 ? 0 : probability == 1 ? .infinity : .nan
    }
    let unit = GammaDistribution(shape: shape)
    let isLower = probability <= 0.5
    let found = QuantileSearch.find(
      isLower ? probability : 1 - probability, from: start(probability), rising: isLower
    ) { logarithm in
      let x = exp(logarithm)
      return (isLower ? unit.cumulative(x) : unit.upper(x), unit.density(x) * x)
    }
    return exp(found) / rate
  }

  /// The logarithm of a first guess: Wilson and Hilferty's, or the leading term near 0.
  private func start(_ probability: Double) -> Double {
    let z = NormalDistribution.standard.quantile(probability)
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    if root > 0.1 { return log(shape) + 3 * log(root) }
    return (log(probability) + SpecialFunctions.logGamma(shape + 1)) / shape
  }
}

/// The chi-square distribution.
public struct ChiSquareDistribution: Hashable, Sendable {
  /// Above 0; need not be whole.
  public let degreesOfFreedom: Double

  public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  private var gamma: GammaDistribution { .init(shape: degreesOfFreedom / 2, rate: 0.5) }

  public func density(_ x: Double) -> Double { gamma.density(x) }
  /// The chance of a value up to x.
  public func cumulative(_ x: Double) -> Double { gamma.cumulative(x) }
  /// The chance of a value above x.
  public func upper(_ x: Double) -> Double { gamma.upper(x) }
  /// The value that is not passed with this probability; NaN outside 0 to 1.
  public func quantile(_ probability: Double) -> Double { gamma.quantile(probability) }
}
