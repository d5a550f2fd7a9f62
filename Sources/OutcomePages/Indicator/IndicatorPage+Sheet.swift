import CivilTime
import HTML
import Published
import Statistics

extension IndicatorPage {
  /// Every published figure of the indicator with its counts, interval and release, a row each; beside
  /// the authority's own what its control chart says.
  public var sheet: OutcomeSheet {
    let decimals = format.decimals + 1
    var rows: [[OutcomeSheet.Cell]] = []
    for series in [comparison.own, comparison.region, comparison.england].compactMap(\.self) {
      let counted = setting.figures.series(of: indicator.numerator, for: series.area.code)
      for point in series.points {
        let interval = point.interval()
        rows.append(
          [
            .text(series.area.name), .words(series.area.onsCode), .whole(point.year),
            .value(
              point.value, decimals: decimals,
              missing: setting.figures.missingWords(point, of: series.area, in: point.year)),
            .value(interval?.lower, decimals: decimals),
            .value(interval?.upper, decimals: decimals),
            .count(point.numerator), .count(point.denominator), .whole(point.definitionVersion),
            .words(setting.figures.release(of: point.year, in: counted)?.name),
          ] + limits(in: point.year, of: series))
      }
    }
    for median in comparison.neighbours {
      rows.append(
        [
          .text("Median of statistical neighbours"), .empty, .whole(median.year),
          .value(median.median, decimals: decimals), .empty, .empty, .empty, .whole(median.count),
          .whole(indicator.definitionVersion(inYear: median.year)), .empty,
        ] + limits(in: median.year, of: nil))
    }
    return OutcomeSheet(
      indicator.name,
      columns: [
        ("Area", 36), ("Code", 12), ("Year", 8), (indicator.unitWords, 16),
        ("Interval from (95 in 100)", 14), ("Interval to", 14), ("Counted", 14),
        ("Among (of the median: authorities with a figure)", 20), ("Definition version", 10),
        ("Release", 18), ("Phase", 8), ("Average of the phase", 14), ("Lower limit", 14),
        ("Upper limit", 14), ("More than chance", 30), ("New limits from here, because", 60),
      ], rows: rows)
  }

  private func limits(in year: Int, of series: IndicatorSeries?) -> [OutcomeSheet.Cell] {
    guard let history, history.series == series, let phase = history.phase(in: year) else {
      return Array(repeating: .empty, count: 6)
    }
    let decimals = format.decimals + 1
    let limits = history.limits(in: year)
    let begins = year == phase.years.lowerBound ? phase.decision : nil
    return [
      .whole(history.phases.firstIndex { $0.years.contains(year) }.map { $0 + 1 }),
      .value(limits?.centre, decimals: decimals, missing: "too few figures"),
      .value(limits?.lower, decimals: decimals), .value(limits?.upper, decimals: decimals),
      .words(
        history.signals.first { $0.year == year }?.signals.map(\.words).joined(separator: ", ")),
      .words(begins.map { "\($0.reason) (\($0.by), \($0.on.spoken))" }),
    ]
  }

  /// Our own record at month ends, as far as it may leave the authority; nil where there is nothing of it.
  public var recordSheet: OutcomeSheet? {
    guard !measured.isEmpty else { return nil }
    let decimals = format.decimals + 1
    return OutcomeSheet(
      "Our own record",
      columns: [
        ("Day", 14), (indicator.unitWords, 16), ("Interval from (95 in 100)", 14),
        ("Interval to", 14), ("Counted", 14), ("Among", 14), ("Population of mid-year", 14),
        ("Definition of our record", 14),
      ],
      rows: measured.map { figure in
        let day = OutcomeSheet.Cell.text(figure.at.iso)
        let last: [OutcomeSheet.Cell] = [.whole(figure.populationYear), .whole(figure.definition)]
        guard figure.isSafe else {
          return [day] + Array(repeating: .text(OwnFigure.hidden), count: 5) + last
        }
        let interval = figure.interval
        return [
          day, .value(figure.value, decimals: decimals),
          .value(interval?.lower, decimals: decimals), .value(interval?.upper, decimals: decimals),
          .whole(figure.numerator), .value(figure.denominator, decimals: 0),
        ] + last
      })
  }

  /// Every decision about the limits, with who and why; nil where there is none.
  public var decisionSheet: OutcomeSheet? {
    guard !decisions.isEmpty else { return nil }
    return OutcomeSheet(
      "Decisions",
      columns: [
        ("New limits from", 14), ("Why", 60), ("Follows the action", 40), ("Who", 24),
        ("When", 14), ("Effect", 40),
      ],
      rows: decisions.map { decision in
        [
          .whole(decision.firstYear), .words(decision.reason), .words(decision.action?.title),
          .words(decision.by), .text(decision.on.iso),
          .words(withoutEffect(decision, history) ?? "New limits on the control chart"),
        ]
      })
  }
}
