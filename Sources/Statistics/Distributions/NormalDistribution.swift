import Foundation

/// The normal distribution.
public struct NormalDistribution: Hashable, Sendable {
  public let mean: Double
  /// Above 0.
  public let standardDeviation: Double

  public init(mean: Double = 0, standardDeviation: Double = 1) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  public static let standard = NormalDistribution()

  public func density(_ x: Double) -> Double {
    let z = (x - mean) / standardDeviation
    return exp(-z * z / 2) / (standardDeviation * (2 * Double.pi).squareRoot())
  }

  /// The chance of a value up to x.
  public func cumulative(_ x: Double) -> Double {
    erfc(-(x - mean) / (standardDeviation * 2.0.squareRoot())) / 2
  }

  /// The chance of a value above x, exact far out, where 1 − `cumulative` would be 0.
  public func upper(_ x: Double) -> Double {
    erfc((x - mean) / (standardDeviation * 2.0.squareRoot())) / 2
  }

  /// The value that is not passed with this probability; NaN outside 0 to 1.
  public func quantile(_ probability: Double) -> Double {
    mean + standardDeviation * Self.standardQuantile(probability)
  }

  private static func standardQuantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    if probability > 0.5 { return -standardQuantile(1 - probability) }
    if probability == 0.5 { return 0 }
    // A first guess good to 3 figures: Abramowitz and Stegun, 26.2.22.
    let t = (-2 * log(probability)).squareRoot()
    let guess = -(t - (2.30753 + 0.27061 * t) / (1 + (0.99229 + 0.04481 * t) * t))
    return QuantileSearch.find(probability, from: guess, rising: true) {
      (standard.cumulative($0), standard.density($0))
    }
  }
}
