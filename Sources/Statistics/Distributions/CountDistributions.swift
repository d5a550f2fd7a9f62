import Foundation

/// The Poisson distribution: how many events there are where each is rare and by itself.
public struct PoissonDistribution: Hashable, Sendable {
  /// 0 or above.
  public let mean: Double

  public init(mean: Double) { self.mean = mean }

  /// The chance of exactly this many.
  public func mass(_ count: Int) -> Double {
    SpecialFunctions.poissonMass(Double(count), mean: mean)
  }

  /// The chance of this many or fewer.
  public func cumulative(_ count: Int) -> Double {
    guard count >= 0 else { return 0 }
    return mean == 0 ? 1 : SpecialFunctions.incompleteGamma(Double(count) + 1, mean).upper
  }

  /// The chance of more than this many.
  public func upper(_ count: Int) -> Double {
    guard count >= 0 else { return 1 }
    return mean == 0 ? 0 : SpecialFunctions.incompleteGamma(Double(count) + 1, mean).lower
  }

  /// The smallest count that is not passed with this probability or more.
  ///
  /// Nil where the mean is negative or the probability is not at least 0 and below 1.
  public func quantile(_ probability: Double) -> Int? {
    guard mean >= 0, mean < 1e15, probability >= 0, probability < 1 else { return nil }
    return CountSearch.smallest(near: mean, spread: mean.squareRoot()) {
      probability <= 0.5
        ? cumulative($0) >= probability * (1 - 1e-13)
        : upper($0) <= (1 - probability) * (1 + 1e-13)
    }
  }
}

/// The binomial distribution: of so many that may, how many do.
public struct BinomialDistribution: Hashable, Sendable {
  /// 0 or above.
  public let trials: Int
  /// From 0 to 1.
  public let probability: Double

  public init(trials: Int, probability: Double) {
    self.trials = trials
    self.probability = probability
  }

  /// The chance of exactly this many.
  public func mass(_ count: Int) -> Double {
    SpecialFunctions.binomialMass(
      Double(count), of: Double(trials), p: probability, q: 1 - probability)
  }

  /// The chance of this many or fewer.
  public func cumulative(_ count: Int) -> Double { tails(count).lower }

  /// The chance of more than this many.
  public func upper(_ count: Int) -> Double { tails(count).upper }

  private func tails(_ count: Int) -> (lower: Double, upper: Double) {
    if count < 0 { return (0, 1) }
    if count >= trials { return (1, 0) }
    return SpecialFunctions.incompleteBeta(
      Double(trials - count), Double(count) + 1, x: 1 - probability, y: probability)
  }
}

enum CountSearch {
  /// The smallest count of which the condition holds, where it holds of every larger one too.
  static func smallest(near middle: Double, spread: Double, where holds: (Int) -> Bool) -> Int {
    var step = max(1, Int(spread))
    var high = max(0, Int(middle))
    while !holds(high) {
      high += step
      step *= 2
    }
    step = max(1, Int(spread))
    var low = high - step
    while low >= 0, holds(low) {
      high = low
      step *= 2
      low -= step
    }
    low = max(low, -1)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
