import Foundation

/// Turns a distribution function round: Newton's steps on the logarithm of the smaller tail, kept
/// within what is known to hold the answer.
enum QuantileSearch {
  /// Where the tail has this probability.
  ///
  /// - Parameters:
  ///   - target: the probability of the tail, above 0 and below 1.
  ///   - start: the first guess, on any scale on which the logarithm of the tail is nearly straight.
  ///   - rising: whether the tail grows with the argument (a lower tail) or shrinks.
  ///   - tail: the tail's probability and the slope of the distribution function there.
  static func find(
    _ target: Double, from start: Double, rising: Bool,
    tail: (Double) -> (probability: Double, density: Double)
  ) -> Double {
    var place = start
    var low = -Double.infinity
    var high = Double.infinity
    var reach = 1.0
    let goal = log(target)
    for _ in 0..<500 {
      let (probability, density) = tail(place)
      let miss = log(probability) - goal
      if miss == 0 { return place }
      if (miss < 0) == rising { low = place } else { high = place }
      var step = -miss * probability / density * (rising ? 1 : -1)
      if !step.isFinite || abs(step) > 4 * reach {
        step = (miss < 0) == rising ? reach : -reach
        reach *= 2
      }
      var next = place + step
      if next <= low || next >= high {
        next = low.isFinite && high.isFinite ? (low + high) / 2 : next
      }
      if next == place || abs(next - place) <= 2e-16 * abs(place) { return next }
      if abs(next - place) < 1e-13 * max(1, abs(place)), abs(miss) < 1e-13 { return next }
      place = next
    }
    return place
  }
}
