import CivilTime

/// What charts with lines over time have in common: which points a line joins, and its path.
enum LineDrawing {
  /// The points that a line joins, run by run: never over a gap, never over a break.
  static func runs(_ points: [LineChart.Point], brokenBy breaks: [Day]) -> [[LineChart.Point]] {
    var runs: [[LineChart.Point]] = []
    var run: [LineChart.Point] = []
    for point in points {
      if let last = run.last,
        point.value == nil || breaks.contains(where: { last.day < $0 && $0 <= point.day })
      {
        runs.append(run)
        run = []
      }
      if point.value != nil { run.append(point) }
    }
    return run.isEmpty ? runs : runs + [run]
  }

  static func path(
    _ points: [LineChart.Point], brokenBy breaks: [Day], _ x: ChartScale, _ y: ChartScale
  ) -> String {
    var path = ""
    for run in runs(points, brokenBy: breaks) {
      for (place, point) in run.enumerated() {
        path += place == 0 ? "M" : "L"
        path += Attribute.short(x.position(point.day))
        path += " "
        path += Attribute.short(y.position(point.value ?? 0))
      }
    }
    return path
  }

  /// The band about the line, run by run, as far as the points have intervals.
  static func band(
    _ points: [LineChart.Point], brokenBy breaks: [Day], _ x: ChartScale, _ y: ChartScale
  ) -> String {
    var path = ""
    for run in runs(points, brokenBy: breaks) {
      let known = run.compactMap { point in
        point.within.map { (x: x.position(point.day), within: $0) }
      }
      guard known.count > 1 else { continue }
      let upper = known.map { ($0.x, y.position($0.within.upperBound)) }
      let lower = known.reversed().map { ($0.x, y.position($0.within.lowerBound)) }
      path += "M" + Self.points(upper + lower).replacing(" ", with: "L") + "Z"
    }
    return path
  }

  static func points(_ points: [(x: Double, y: Double)]) -> String {
    points.map { Attribute.short($0.x) + "," + Attribute.short($0.y) }.joined(separator: " ")
  }

  /// Moves labels apart that would cover each other, as little as need be, within bounds.
  ///
  /// - Returns: where each goes, in the order given.
  static func apart(_ wanted: [Double], by least: Double, within bounds: ClosedRange<Double>)
    -> [Double]
  {
    let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
    var placed = wanted
    var floor = bounds.lowerBound
    for index in order {
      placed[index] = max(wanted[index], floor)
      floor = placed[index] + least
    }
    var ceiling = bounds.upperBound
    for index in order.reversed() where placed[index] > ceiling {
      placed[index] = ceiling
      ceiling -= least
    }
    // Those above a label that was moved up make room in their turn.
    for (earlier, later) in zip(order, order.dropFirst()).reversed()
    where placed[later] - placed[earlier] < least {
      placed[earlier] = placed[later] - least
    }
    return placed
  }
}
