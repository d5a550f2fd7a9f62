import HTML
import Published
import Statistics

extension IndicatorPage {
  /// Every published figure of the indicator with its counts, interval and release, a row each.
  public var sheet: OutcomeSheet {
    let decimals = format.decimals + 1
    var rows: [[OutcomeSheet.Cell]] = []
    for series in [comparison.own, comparison.region, comparison.england].compactMap(\.self) {
      let counted = setting.figures.series(of: indicator.numerator, for: series.area.code)
      for point in series.points {
        let interval = point.interval()
        rows.append([
          .text(series.area.name), .words(series.area.onsCode), .whole(point.year),
          .value(
            point.value, decimals: decimals,
            missing: setting.figures.missingWords(point, of: series.area, in: point.year)),
          .value(interval?.lower, decimals: decimals), .value(interval?.upper, decimals: decimals),
          .count(point.numerator), .count(point.denominator), .whole(point.definitionVersion),
          .words(setting.figures.release(of: point.year, in: counted)?.name),
        ])
      }
    }
    for median in comparison.neighbours {
      rows.append([
        .text("Median of statistical neighbours"), .empty, .whole(median.year),
        .value(median.median, decimals: decimals), .empty, .empty, .empty, .whole(median.count),
        .whole(indicator.definitionVersion(inYear: median.year)), .empty,
      ])
    }
    return OutcomeSheet(
      indicator.name,
      columns: [
        ("Area", 36), ("Code", 12), ("Year", 8), (indicator.unitWords, 16),
        ("Interval from (95 in 100)", 14), ("Interval to", 14), ("Counted", 14),
        ("Among (of the median: authorities with a figure)", 20), ("Definition version", 10),
        ("Release", 18),
      ], rows: rows)
  }
}
