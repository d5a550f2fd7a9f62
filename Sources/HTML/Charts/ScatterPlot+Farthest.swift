extension ScatterPlot {
  /// The places of the points farthest from the middle, at most so many.
  ///
  /// The middle is the median of each figure, and each distance is measured in that figure's median
  /// distance, so that a few far points do not decide what is far.
  public static func farthest(_ count: Int, of points: [(x: Double, y: Double)]) -> Set<Int> {
    func median(_ values: [Double]) -> Double {
      let sorted = values.sorted()
      guard !sorted.isEmpty else { return 0 }
      return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
    func distances(_ values: [Double]) -> [Double] {
      let middle = median(values)
      let distances = values.map { ($0 - middle).magnitude }
      let usual = median(distances)
      return distances.map { usual > 0 ? $0 / usual : $0 == 0 ? 0 : 1 }
    }
    let far = zip(distances(points.map(\.x)), distances(points.map(\.y))).map { $0 * $0 + $1 * $1 }
    return Set(far.indices.sorted { (far[$0], $1) > (far[$1], $0) }.prefix(max(0, count)))
  }
}
