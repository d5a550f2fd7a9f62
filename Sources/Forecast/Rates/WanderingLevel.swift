import Foundation
import Statistics

/// A rate of events that wanders: what it is now, how sure that is, and how far it may wander.
///
/// The level has a gamma distribution. Each month it is a little less sure, by as much as such a rate
/// wanders in a month, and learns from what happened. How far it wanders is not known either: each of a
/// few possibilities, as likely beforehand as England's authorities make it, counts by how well it
/// foretold the months of the past. One that was picked as the best would be believed too much.
/// Counts are first divided by their dispersion, so that children who come together do not look like
/// a rate that jumps.
///
/// Source of the filter: J. Q. Smith, Journal of the Royal Statistical Society B 41 (1979) 375; A.
/// Harvey and C. Fernandes, Journal of Business and Economic Statistics 7 (1989) 407. Of the averaging:
/// J. Hoeting and others, Statistical Science 14 (1999) 382.
struct WanderingLevel: Sendable {
  /// The level now: events over exposure.
  let mean: Double
  /// The shape of the gamma distribution: 1 over the squared relative error.
  let shape: Double
  /// Relative variance added by each month to come.
  let wandering: Double
  /// How many times as much the counts vary as separate events would.
  let dispersion: Double

  /// A relative variance that a month may add, and how likely it is before anything was seen.
  typealias Pace = (added: Double, chance: Double)

  /// - Parameters:
  ///   - prior: the level assumed before anything was seen, as so many events.
  static func learn(
    counts: [Double], exposures: [Double], prior: (level: Double, events: Double), paces: [Pace]
  ) -> WanderingLevel {
    let dispersion = Self.dispersion(counts, exposures)
    let scaled = counts.map { $0 / dispersion }
    let found = paces.map { pace in
      var a = prior.events
      var b = prior.events * dispersion / max(prior.level, 1e-9)
      var score = log(pace.chance)
      for (count, exposure) in zip(scaled, exposures) where exposure > 0 {
        // Never less sure than half an event: a long quiet time does not undo what is known.
        let kept = max(1 / (1 + pace.added * a), min(1, 0.5 / a))
        a *= kept
        b *= kept
        score += NegativeBinomial(shape: a, mean: a / b * exposure).logDensity(count)
        a += count
        b += exposure
      }
      return (score: score, mean: a / b, square: a * (a + 1) / (b * b), added: pace.added)
    }
    let best = found.map(\.score).max() ?? 0
    let weights = found.map { exp($0.score - best) }
    let all = weights.reduce(0, +)
    func average(_ value: ((score: Double, mean: Double, square: Double, added: Double)) -> Double)
      -> Double
    {
      zip(weights, found).reduce(0) { $0 + $1.0 * value($1.1) } / all
    }
    let mean = average(\.mean)
    return WanderingLevel(
      mean: mean * dispersion,
      shape: mean * mean / max(1e-9 * mean * mean, average(\.square) - mean * mean),
      wandering: average(\.added), dispersion: dispersion)
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
}
