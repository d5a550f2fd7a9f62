import Statistics

/// A rate of events that wanders: what it is now, how sure that is, and how far it may wander.
///
/// The level has a gamma distribution. Each month it is forgotten a little, by the discount, and learns
/// from what happened. The discount is the one that foretold each month of the past best; 1 is a rate
/// that never changes. Counts are first divided by their dispersion, so that children who come
/// together do not look like a rate that jumps.
///
/// Source: J. Q. Smith, Journal of the Royal Statistical Society B 41 (1979) 375; A. Harvey and
/// C. Fernandes, Journal of Business and Economic Statistics 7 (1989) 407.
struct WanderingLevel: Sendable {
  /// The level now: events over exposure.
  let mean: Double
  /// The shape of the gamma distribution: 1 over the squared relative error.
  let shape: Double
  let discount: Double
  /// How many times as much the counts vary as separate events would.
  let dispersion: Double

  /// - Parameters:
  ///   - prior: the level assumed before anything was seen, as so many events.
  static func learn(counts: [Double], exposures: [Double], prior: (level: Double, events: Double))
    -> WanderingLevel
  {
    let dispersion = Self.dispersion(counts, exposures)
    let scaled = counts.map { $0 / dispersion }
    let candidates = [0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 1]
    var best = (score: -Double.infinity, discount: 1.0, a: 0.0, b: 0.0)
    for discount in candidates {
      var a = prior.events
      var b = prior.events * dispersion / max(prior.level, 1e-9)
      var score = 0.0
      for (count, exposure) in zip(scaled, exposures) where exposure > 0 {
        // Never less sure than half an event: a long quiet time does not undo what is known.
        let kept = max(discount, min(1, 0.5 / a))
        a *= kept
        b *= kept
        score += NegativeBinomial(shape: a, mean: a / b * exposure).logDensity(count)
        a += count
        b += exposure
      }
      // A steadier level is believed unless a wandering one foretells clearly better.
      let penalty = discount < 1 ? 1.0 : 0
      if score - penalty > best.score { best = (score - penalty, discount, a, b) }
    }
    return WanderingLevel(
      mean: best.a / best.b * dispersion, shape: best.a, discount: best.discount,
      dispersion: dispersion)
  }

  /// From the steps between neighbouring months, which hardly hold any wandering.
  private static func dispersion(_ counts: [Double], _ exposures: [Double]) -> Double {
    var (squares, sums) = (0.0, 0.0)
    for place in counts.indices.dropFirst() where exposures[place] > 0 && exposures[place - 1] > 0 {
      let expected =
        (counts[place] + counts[place - 1]) / (exposures[place] + exposures[place - 1])
      let (one, two) = (expected * exposures[place - 1], expected * exposures[place])
      let miss = (counts[place] - two) - (counts[place - 1] - one)
      squares += miss * miss
      sums += one + two
    }
    guard sums > 0 else { return 1 }
    return min(4, max(1, squares / sums))
  }

  /// Relative variance added by each of the coming months' wandering.
  ///
  /// - Parameter usual: what such a level gains each month as a rule: a short calm past does not promise
  ///   a calm future.
  func wandering(months: Int, usual: Double) -> [Double] {
    var kept = shape
    return (0..<months).map { _ in
      let next = max(kept * discount, 0.5)
      defer { kept = next }
      // No further than to triple or to a third within the forecast, whatever a short past suggests.
      return min(max(1 / next - 1 / kept, usual), 0.03)
    }
  }
}
