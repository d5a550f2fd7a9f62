public import Statistics

/// A number of children foretold: a mixture of normal distributions, one for each draw of the rates.
public struct ForecastCount: Hashable, Sendable {
  let means: [Double]
  /// Of chance itself, once the rates are given.
  let variance: Double

  /// What is expected on average: the figure for money, which is paid for the many and the few.
  public var mean: Double {
    means.isEmpty ? 0 : means.reduce(0, +) / Double(means.count)
  }

  /// The number that is as likely passed as not: the figure for children.
  ///
  /// Numbers foretold are skew, as rates grow by multiplying, so the mean lies above it and is oftener
  /// too high than too low.
  public var middle: Double { quantile(0.5) }

  /// The value that is not passed with this probability; never below 0.
  public func quantile(_ probability: Double) -> Double {
    let deviation = max(variance, 1e-9).squareRoot()
    guard var low = means.min(), var high = means.max(), probability > 0, probability < 1
    else { return .nan }
    low -= 9 * deviation
    high += 9 * deviation
    for _ in 0..<60 where high - low > 1e-6 {
      let middle = (low + high) / 2
      if cumulative(middle, deviation) < probability { low = middle } else { high = middle }
    }
    return max(0, (low + high) / 2)
  }

  /// The interval that holds the number with this probability, half of the rest on either side; its value
  /// is the middle.
  public func interval(level: Double = 0.8) -> Estimate {
    Estimate(
      value: middle, lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2),
      level: level)
  }

  /// How likely more than this many are.
  public func chance(above number: Double) -> Double {
    1 - cumulative(number + 0.5, max(variance, 1e-9).squareRoot())
  }

  /// How far this lies from another foretold by the same draws of the rates, which take most of what is
  /// not known of either away; chance among children is not in it.
  func difference(from other: ForecastCount, value: Double, level: Double = 0.8) -> Estimate {
    let apart = zip(means, other.means).map { $0 - $1 }.sorted()
    func quantile(_ probability: Double) -> Double {
      guard let last = apart.indices.last else { return .nan }
      return apart[Int((Double(last) * probability).rounded())]
    }
    let tail = (1 - level) / 2
    return Estimate(
      value: value, lower: min(value, quantile(tail)), upper: max(value, quantile(1 - tail)),
      level: level)
  }

  private func cumulative(_ x: Double, _ deviation: Double) -> Double {
    means.reduce(0) {
      $0 + NormalDistribution(mean: $1, standardDeviation: deviation).cumulative(x)
    } / Double(max(1, means.count))
  }
}
