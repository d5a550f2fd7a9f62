/// A distribution given by some of its percentiles, with straight lines between them.
///
/// Durations in social care have long tails that no textbook curve fits, and this draws them with
/// exact arithmetic.
public struct Percentiles: Sendable {
  /// Percentile (0 to 100) and value, both rising.
  public let points: [(percentile: Double, value: Double)]

  /// Nil unless percentiles rise from 0 to 100 and values never fall.
  public init?(_ points: [(percentile: Double, value: Double)]) {
    guard points.first?.percentile == 0, points.last?.percentile == 100,
      zip(points, points.dropFirst()).allSatisfy({
        $0.percentile < $1.percentile && $0.value <= $1.value
      })
    else { return nil }
    self.points = points
  }

  /// The value below which that percentage lies.
  public func value(at percentile: Double) -> Double {
    let percentile = min(max(percentile, 0), 100)
    let index = points.firstIndex { $0.percentile >= percentile } ?? points.count - 1
    guard index > 0 else { return points[0].value }
    let (low, high) = (points[index - 1], points[index])
    let part = (percentile - low.percentile) / (high.percentile - low.percentile)
    return low.value + part * (high.value - low.value)
  }

  /// The mean of what is drawn.
  public var mean: Double {
    zip(points, points.dropFirst()).reduce(0) { sum, pair in
      let width = (pair.1.percentile - pair.0.percentile) / 100
      return sum + width * (pair.0.value + pair.1.value) / 2
    }
  }

  public func draw(_ random: inout SeededRandom) -> Double { value(at: random.unit() * 100) }

  /// A draw rounded to whole days or working days.
  public func drawDays(_ random: inout SeededRandom) -> Int { Int(draw(&random).rounded()) }
}
