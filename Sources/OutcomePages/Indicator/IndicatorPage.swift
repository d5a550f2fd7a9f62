import CivilTime
public import HTML
public import Measures
public import Published
import Statistics

/// One indicator: what it counts, its whole published history beside others, whether it moved by more
/// than chance, and what our own record says.
public struct IndicatorPage: Sendable {
  let setting: OutcomeSetting
  let indicator: Indicator
  let comparison: IndicatorComparison
  /// The authority's own history, against how it moves by chance; nil where it is too short.
  let history: OwnHistory?
  /// All authorities in the newest year.
  let funnel: IndicatorFunnel?
  let judgements: JudgementSummary?
  /// Our own figures, in the order of their days, those of one definition.
  let measured: [OwnFigure]
  /// Whether the reader may ask who is counted.
  let mayListChildren: Bool
  let marks: [LineChart.Mark]

  /// - Parameters:
  ///   - measured: our own figures of this indicator, of today and of past month ends, as far as the
  ///     reader may see them.
  ///   - marks: what was done that should move the indicator.
  public init(
    _ indicator: Indicator, _ setting: OutcomeSetting, measured: [MeasuredFigure] = [],
    mayListChildren: Bool = false, marks: [LineChart.Mark] = []
  ) {
    self.indicator = indicator
    self.setting = setting
    let comparison = IndicatorComparison(indicator, of: setting.area, in: setting.figures)
    self.comparison = comparison
    history = comparison.own.flatMap { OwnHistory(of: $0) }
    funnel = setting.standings.funnel(of: indicator.id)
    judgements =
      indicator.unit == .grade
      ? JudgementSummary(of: setting.area, on: setting.today, in: setting.figures) : nil
    let own =
      setting.isOwn
      ? measured.filter { $0.indicator == indicator.id && $0.at <= setting.today }
        .compactMap { OwnFigure($0, of: setting.own, in: setting.figures) }
        .sorted { $0.at < $1.at } : []
    // Figures of an earlier definition are not put beside those of a later one.
    self.measured = own.filter { $0.definition == own.last?.definition }
    self.mayListChildren = mayListChildren
    self.marks = setting.isOwn ? marks : []
  }
}

/// An authority's own figures since the last change of definition, on a control chart.
struct OwnHistory: Sendable {
  let series: IndicatorSeries
  let years: ClosedRange<Int>
  let chart: ControlChart

  /// Fewer points say nothing about how a figure moves by chance.
  static let fewestYears = 8

  /// Nil where there are fewer than eight years to reckon from.
  init?(of series: IndicatorSeries) {
    let indicator = series.indicator
    let begin = indicator.breaks.last?.firstYear ?? .min
    let comparable = series.points.filter { $0.year >= begin }
    let known = comparable.filter { $0.value != nil }
    guard known.count >= Self.fewestYears, let first = known.first?.year,
      let last = known.last?.year
    else { return nil }
    let byYear = Dictionary(
      comparable.map { ($0.year, $0) }, uniquingKeysWith: { first, _ in first })
    func tallies() -> [ControlChart.Tally?] {
      (first...last).map { year in
        guard let count = byYear[year]?.numerator.number,
          let among = byYear[year]?.denominator.number
        else { return nil }
        return .init(count, among: among)
      }
    }
    switch indicator.unit {
    case .percent: chart = .proportions(tallies(), spread: .laney)
    case .per10000: chart = .rates(tallies(), spread: .laney)
    case .average: chart = .individuals((first...last).map { byYear[$0]?.value }, lowest: 0)
    case .grade: return nil
    }
    guard chart.points.contains(where: { $0.limits != nil }) else { return nil }
    self.series = series
    years = first...last
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
      lines.centre.append(LineChart.Point(day, point.limits.map { $0.centre * factor }))
      lines.lower.append(LineChart.Point(day, point.limits.map { $0.lower * factor }))
      lines.upper.append(LineChart.Point(day, point.limits.map { $0.upper * factor }))
    }
    return lines
  }

  struct Lines {
    var own: [LineChart.Point] = []
    var centre: [LineChart.Point] = []
    var lower: [LineChart.Point] = []
    var upper: [LineChart.Point] = []
  }

  /// The years of which a rule says that they are more than chance.
  var signals: [(year: Int, signals: [ControlSignal])] {
    zip(years, chart.points).filter { !$0.1.signals.isEmpty }.map { ($0, $1.signals) }
  }

  /// Whether the limits rest on fewer than twelve years.
  var isProvisional: Bool {
    chart.warnings.contains { if case .fewPoints = $0 { true } else { false } }
  }

  /// Whether the counts are so small that limits mean little.
  var isOfFew: Bool {
    chart.warnings.contains { if case .fewEvents = $0 { true } else { false } }
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
    case (.shift, .above): "seventh or later year in a row above the average"
    case (.shift, .below): "seventh or later year in a row below the average"
    case (.trend, .above): "sixth or later year in a row that rises"
    case (.trend, .below): "sixth or later year in a row that falls"
    }
  }
}
