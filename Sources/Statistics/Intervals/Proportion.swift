/// So many of so many: children who moved three times, of the children in care.
public struct Proportion: Hashable, Sendable {
  public let count: Int
  public let total: Int

  /// Nil unless `count` is from 0 to `total`.
  public init?(_ count: Int, of total: Int) {
    guard count >= 0, count <= total else { return nil }
    self.count = count
    self.total = total
  }

  /// From 0 to 1; nil where there is nobody to count among.
  public var value: Double? { total == 0 ? nil : Double(count) / Double(total) }

  /// Wilson's score interval, the one for proportions on pages; nil where there is nobody.
  ///
  /// Source: E. B. Wilson, JASA 22 (1927) 209; recommended by R. Newcombe, Statistics in Medicine
  /// 17 (1998) 857, and used in public health in England.
  public func wilson(level: Double = 0.95) -> Estimate? {
    guard let value, let z = Estimate.reach(level) else { return nil }
    let n = Double(total)
    let square = z * z
    let middle = value + square / (2 * n)
    let reach = z * (value * (1 - value) / n + square / (4 * n * n)).squareRoot()
    return Estimate(
      value: value, lower: count == 0 ? 0 : (middle - reach) / (1 + square / n),
      upper: count == total ? 1 : (middle + reach) / (1 + square / n), level: level)
  }

  /// Clopper and Pearson's interval, which never holds the truth less often than it says.
  ///
  /// Source: C. Clopper and E. Pearson, Biometrika 26 (1934) 404.
  public func exact(level: Double = 0.95) -> Estimate? {
    guard let value, level > 0, level < 1 else { return nil }
    let tail = (1 - level) / 2
    let (x, n) = (Double(count), Double(total))
    return Estimate(
      value: value,
      lower: count == 0
        ? 0 : BetaDistribution(alpha: x, beta: n - x + 1).quantile(tail),
      upper: count == total
        ? 1 : BetaDistribution(alpha: n - x, beta: x + 1).quantiles(tail).complement,
      level: level)
  }
}
