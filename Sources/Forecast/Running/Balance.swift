import Foundation

/// How far an authority is out of balance, by what was measured and by what is likely beforehand.
///
/// Arrivals and leavers that were each measured a little wrong seem to be out of balance, and three years
/// carry a small error far. So the change that they would make is drawn towards none, by how sure it is:
/// of an authority with few children little of it is kept, of a large one most.
///
/// Beforehand an authority is about in balance. Arrivals wander, by a relative variance each month, and
/// the number in care follows within the time that children stay; what is between the two is then a
/// first-order autoregression of variance wandering × stay / 2, and chance adds one over the children in
/// care. One authority in ten is taken for one that is turning and may be four times as far out, so that
/// a change much larger than its own uncertainty is believed.
///
/// Source of the shrinking: B. Efron and C. Morris, Journal of the American Statistical Association 70
/// (1975) 311.
struct Balance: Sendable {
  /// What arrivals are multiplied by.
  let factor: Double
  /// The share of the rates' variance that is left: what is likely beforehand makes them surer too.
  let varianceLeft: Double

  static let none = Balance(factor: 1, varianceLeft: 1)

  private static let scales = [(variance: 1.0, chance: 0.9), (variance: 16, chance: 0.1)]

  private init(factor: Double, varianceLeft: Double) {
    self.factor = factor
    self.varianceLeft = varianceLeft
  }

  /// - Parameter expected: arrivals of the coming months over which the change is measured.
  init(
    stock: [Double], _ propagation: Propagation, expected: [Double], arrivals: WanderingLevel,
    pace: WanderingLevel
  ) {
    let leaving = [Double](repeating: pace.mean, count: expected.count)
    func last(_ stock: [Double], _ coming: [Double]) -> Double {
      var children = 0.0
      propagation.run(
        from: stock, path: Propagation.Path(arrivals: coming, leaving: leaving), scenario: .asNow
      ) { _, cells in children = cells.reduce(0) { $0 + $1.sum() } }
      return children
    }
    let stays = last(stock, expected.map { _ in 0 })
    let comes = last(stock.map { _ in 0 }, expected)
    let now = stock.reduce(0, +)
    let coming = expected.reduce(0, +) / Double(max(1, expected.count))
    guard now > 0, comes > 0, coming > 0 else {
      self = .none
      return
    }
    let change = stays + comes - now
    let beforehand =
      arrivals.wandering * now / coming / 2 + arrivals.dispersion / now
    let measured = 1 / arrivals.shape + 1 / pace.shape
    let kept = Self.kept(change / comes, beforehand: beforehand, measured: measured)
    factor = min(2, max(0.5, (now + kept * change - stays) / comes))
    varianceLeft = kept
  }

  /// The share of what was measured that is believed.
  ///
  /// - Parameters:
  ///   - imbalance: what was measured, as a share.
  ///   - beforehand: the variance of the imbalance itself.
  ///   - measured: the variance of measuring.
  static func kept(_ imbalance: Double, beforehand: Double, measured: Double) -> Double {
    var (all, kept) = (0.0, 0.0)
    for scale in scales {
      let own = scale.variance * beforehand
      let variance = own + measured
      let weight =
        scale.chance * exp(-imbalance * imbalance / variance / 2) / variance.squareRoot()
      all += weight
      kept += weight * own / variance
    }
    // So far out that both weights are nothing.
    return all > 0 ? kept / all : 1
  }
}
