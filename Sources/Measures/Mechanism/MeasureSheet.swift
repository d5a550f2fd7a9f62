import CivilTime

/// Where an indicator writes down when a child counts, and where that becomes spans.
struct MeasureSheet {
  private(set) var spans: [MeasuredSpan] = []
  private var edges: [Edge] = []

  /// By how much a child counts more from a day on.
  private struct Edge {
    let day: Day
    var numerator: Int
    var denominator: Int
  }

  /// The child counts in the numerator through these days.
  /// - Parameter amount: how much, for an average
  mutating func count(_ stretch: Stretch, amount: Int = 1) {
    add(stretch, numerator: amount, denominator: 0)
  }

  /// The child is one of those whom the indicator is about through these days.
  mutating func include(_ stretch: Stretch) {
    add(stretch, numerator: 0, denominator: 1)
  }

  mutating func count(_ stretches: [Stretch]) { for stretch in stretches { count(stretch) } }
  mutating func include(_ stretches: [Stretch]) { for stretch in stretches { include(stretch) } }

  private mutating func add(_ stretch: Stretch, numerator: Int, denominator: Int) {
    if stretch.isEmpty { return }
    edges.append(Edge(day: stretch.from, numerator: numerator, denominator: denominator))
    edges.append(Edge(day: stretch.until, numerator: -numerator, denominator: -denominator))
  }

  /// Everything written down since the last call belongs to this indicator.
  mutating func close(_ indicator: MeasuredIndicator) { close(indicator.id) }

  mutating func close(_ indicator: String) {
    if edges.isEmpty { return }
    // By insertion: they are few, and most often in order.
    for index in edges.indices.dropFirst() {
      var place = index
      while place > 0, edges[place].day < edges[place - 1].day {
        edges.swapAt(place, place - 1)
        place -= 1
      }
    }
    var (numerator, denominator, from) = (0, 0, edges[0].day)
    var (lastNumerator, lastDenominator) = (0, 0)
    var index = 0
    while index < edges.count {
      let day = edges[index].day
      while index < edges.count, edges[index].day == day {
        numerator += edges[index].numerator
        denominator += edges[index].denominator
        index += 1
      }
      if (numerator, denominator) == (lastNumerator, lastDenominator) { continue }
      if lastNumerator != 0 || lastDenominator != 0 {
        spans.append(
          MeasuredSpan(
            indicator: indicator, from: from, until: day, numerator: lastNumerator,
            denominator: lastDenominator))
      }
      (lastNumerator, lastDenominator, from) = (numerator, denominator, day)
    }
    edges.removeAll(keepingCapacity: true)
  }
}
