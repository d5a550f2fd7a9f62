extension SeededRandom {
  /// A number from the normal distribution of mean 0 and deviation 1 (Marsaglia's polar method).
  public mutating func normal() -> Double {
    while true {
      let x = 2 * unit() - 1
      let y = 2 * unit() - 1
      let square = x * x + y * y
      if square > 0, square < 1 {
        return x * (-2 * PortableMath.logarithm(square) / square).squareRoot()
      }
    }
  }

  /// A length of time or another number above 0 of which the logarithm is normal.
  ///
  /// - Parameters:
  ///   - median: half of the draws are below it; above 0.
  ///   - spread: the deviation of the logarithm. About two thirds of the draws lie between the median
  ///     divided by and multiplied with e to the spread.
  public mutating func logNormal(median: Double, spread: Double) -> Double {
    median * PortableMath.exponential(spread * normal())
  }

  /// How often something happens that happens `mean` times on average, each time by itself (Poisson);
  /// 0 where the mean is not above 0.
  ///
  /// Work grows with the mean: for numbers up to some thousands.
  public mutating func poisson(mean: Double) -> Int {
    guard mean > 0, mean.isFinite else { return 0 }
    var count = 0
    var rest = mean
    // Sums of Poisson draws are Poisson: pieces keep the exponential far from underflow.
    while rest > 0 {
      let piece = min(rest, 16)
      let limit = PortableMath.exponential(-piece)
      var product = unit()
      while product > limit {
        count += 1
        product *= unit()
      }
      rest -= piece
    }
    return count
  }

  /// How many times something fails before it succeeds, at this chance each time (geometric), at
  /// most `limit`.
  ///
  /// Its mean is (1 − chance) / chance.
  public mutating func failures(beforeChance probability: Double, limit: Int = 1000) -> Int {
    var count = 0
    while count < limit, !chance(probability) { count += 1 }
    return count
  }
}
