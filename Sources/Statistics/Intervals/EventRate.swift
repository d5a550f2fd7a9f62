/// So many events among so much: children who came into care, among the children who live there.
public struct EventRate: Hashable, Sendable {
  public let count: Int
  /// Children, or years of children, in which the events could happen.
  public let exposure: Double

  /// Nil unless the count is 0 or above and the exposure is finite and 0 or above.
  public init?(_ count: Int, among exposure: Double) {
    guard count >= 0, exposure >= 0, exposure.isFinite else { return nil }
    self.count = count
    self.exposure = exposure
  }

  /// For each one of `exposure`; nil where there is no exposure.
  public var value: Double? { exposure == 0 ? nil : Double(count) / exposure }

  /// The exact Poisson interval.
  ///
  /// Source: F. Garwood, Biometrika 28 (1936) 437, by way of the gamma distribution.
  public func exact(level: Double = 0.95) -> Estimate? {
    guard level > 0, level < 1 else { return nil }
    let tail = (1 - level) / 2
    let x = Double(count)
    return estimate(
      lower: count == 0 ? 0 : GammaDistribution(shape: x).quantile(tail),
      upper: GammaDistribution(shape: x + 1).quantile(1 - tail), level)
  }

  /// Byar's approximation of the same, good from ten events on.
  ///
  /// Source: N. Breslow and N. Day, "Statistical Methods in Cancer Research" II (1987) 69.
  public func byar(level: Double = 0.95) -> Estimate? {
    guard let z = Estimate.reach(level) else { return nil }
    let x = Double(count)
    func limit(_ count: Double, _ z: Double) -> Double {
      let root = 1 - 1 / (9 * count) + z / (3 * count.squareRoot())
      return count * root * root * root
    }
    return estimate(
      lower: count == 0 ? 0 : max(0, limit(x, -z)), upper: limit(x + 1, z), level)
  }

  private func estimate(lower: Double, upper: Double, _ level: Double) -> Estimate? {
    guard let value else { return nil }
    return Estimate(
      value: value, lower: lower / exposure, upper: upper / exposure, level: level)
  }
}
