import HTML
import Published
import Statistics

/// An authority's own figures since the last change of definition, on a control chart.
struct OwnHistory: Sendable {
  let series: IndicatorSeries
  let years: ClosedRange<Int>
  let chart: ControlChart
  /// In the order of their years; each but the first was begun by a decision.
  let phases: [Phase]

  /// Years with limits of their own.
  struct Phase: Sendable {
    let years: ClosedRange<Int>
    /// Nil for the first one.
    let decision: PhaseDecision?
    /// The years whose figures set the limits.
    let baseline: ClosedRange<Int>
    /// How many figures set them.
    let figures: Int
    let hasLimits: Bool
    let isOfFew: Bool

    /// Whether further years would move the limits.
    var isProvisional: Bool { figures < ControlWarning.fewestPoints }
  }

  /// Nil where there are fewer than eight years to reckon from.
  ///
  /// Limits come from the first twelve figures of a phase. Until there are twelve each further year
  /// moves them; from then on only a decision does.
  init?(of series: IndicatorSeries, decisions: [PhaseDecision] = []) {
    let indicator = series.indicator
    let known = series.comparable.filter { $0.value != nil }
    guard known.count >= PhaseStart.fewestFigures, let first = known.first?.year,
      let last = known.last?.year
    else { return nil }
    let points = (first...last).map { year in known.first { $0.year == year } }
    let tallies = points.map { point -> ControlChart.Tally? in
      guard let count = point?.numerator.number, let among = point?.denominator.number else {
        return nil
      }
      return .init(count, among: among)
    }
    let isKnown =
      indicator.unit == .average ? points.map { $0 != nil } : tallies.map { $0 != nil }
    let begun = decisions.filter { $0.firstYear > first && $0.firstYear <= last }
    let places = OwnHistory.places(of: begun, from: first, isKnown)
    let wanted = places.map { place in
      ControlPhase(
        start: place.range.lowerBound, baseline: place.baseline.count,
        fewest: PhaseStart.fewestFigures, decision: place.decision?.reason ?? "")
    }
    switch indicator.unit {
    case .percent: chart = .proportions(tallies, phases: wanted, spread: .laney)
    case .per10000: chart = .rates(tallies, phases: wanted, spread: .laney)
    case .average: chart = .individuals(points.map { $0?.value }, phases: wanted, lowest: 0)
    case .grade: return nil
    }
    let chart = chart
    guard !begun.isEmpty || chart.points.contains(where: { $0.limits != nil }) else { return nil }
    self.series = series
    years = first...last
    phases = places.enumerated().map { number, place in
      Phase(
        years: first + place.range.lowerBound...first + place.range.upperBound - 1,
        decision: place.decision,
        baseline: first + place.baseline.lowerBound...first + place.baseline.upperBound - 1,
        figures: place.baseline.count { isKnown[$0] },
        hasLimits: chart.points[place.range].contains { $0.limits != nil },
        isOfFew: chart.warnings.contains(.fewEvents(phase: number)))
    }
  }

  private typealias Place = (
    range: Range<Int>, baseline: Range<Int>, decision: PhaseDecision?
  )

  /// Where each phase lies among the years, and which of them set its limits.
  private static func places(
    of decisions: [PhaseDecision], from first: Int, _ isKnown: [Bool]
  ) -> [Place] {
    // Of two about the same year the later one counts.
    let begun = Dictionary(
      decisions.map { ($0.firstYear - first, $0) },
      uniquingKeysWith: { $0.on > $1.on ? $0 : $1 })
    let starts = [0] + begun.keys.sorted()
    return starts.enumerated().map { number, start in
      let end = number + 1 < starts.count ? starts[number + 1] : isKnown.count
      let known = (start..<end).filter { isKnown[$0] }
      let last = known.prefix(ControlWarning.fewestPoints).last ?? end - 1
      return (start..<end, start..<last + 1, begun[start])
    }
  }

  private var factor: Double {
    series.indicator.unit == .average ? 1 : series.indicator.unit.factor
  }

  /// The points in the indicator's unit, with the rules that they meet.
  var lines: Lines {
    var lines = Lines()
    for (year, point) in zip(years, chart.points) {
      let day = series.indicator.yearEnds.day(in: year)
      lines.own.append(
        LineChart.Point(
          day, point.value.map { $0 * factor }, missing: "no figure",
          signal: point.signals.isEmpty ? nil : point.signals.map(\.words).joined(separator: ", ")))
      let limits = limits(in: year)
      lines.centre.append(LineChart.Point(day, limits?.centre, missing: "none"))
      lines.lower.append(LineChart.Point(day, limits?.lower, missing: "none"))
      lines.upper.append(LineChart.Point(day, limits?.upper, missing: "none"))
    }
    return lines
  }

  struct Lines {
    var own: [LineChart.Point] = []
    var centre: [LineChart.Point] = []
    var lower: [LineChart.Point] = []
    var upper: [LineChart.Point] = []
  }

  /// Average and limits in a year, in the indicator's unit; nil where there are none.
  func limits(in year: Int) -> (centre: Double, lower: Double, upper: Double)? {
    guard years.contains(year), let limits = chart.points[year - years.lowerBound].limits else {
      return nil
    }
    return (limits.centre * factor, limits.lower * factor, limits.upper * factor)
  }

  func phase(in year: Int) -> Phase? { phases.first { $0.years.contains(year) } }

  /// The years of which a rule says that they are more than chance.
  var signals: [(year: Int, signals: [ControlSignal])] {
    zip(years, chart.points).filter { !$0.1.signals.isEmpty }.map { ($0, $1.signals) }
  }
}

extension ControlSignal {
  /// What was met, in words.
  var words: String {
    switch (rule, side) {
    case (.outside, .above): "above the upper limit"
    case (.outside, .below): "below the lower limit"
    case (.twoOfThree, .above): "near the upper limit, as another just before"
    case (.twoOfThree, .below): "near the lower limit, as another just before"
    case (.shift, .above): "the seventh or a later year in a row above the average"
    case (.shift, .below): "the seventh or a later year in a row below the average"
    case (.trend, .above): "sixth or later year in a row that rises"
    case (.trend, .below): "sixth or later year in a row that falls"
    }
  }
}
