import HTML
import Published
import Statistics

extension ComparePage {
  /// Every year of everybody compared, a row each.
  public var sheet: OutcomeSheet {
    let decimals = format.decimals + 1
    var rows: [[OutcomeSheet.Cell]] = []
    for row in self.rows {
      for year in years {
        let point = row.series[year]
        let interval = point?.interval()
        // Said of the year that is shown alone: it was reckoned among all authorities.
        let differs = year == self.year ? row.differs : nil
        rows.append([
          .text(row.area.name), .words(row.area.onsCode), .whole(year),
          .value(
            point?.value, decimals: decimals,
            missing: setting.figures.missingWords(point, of: row.area, in: year)),
          .value(interval?.lower, decimals: decimals), .value(interval?.upper, decimals: decimals),
          .count(point?.numerator), .count(point?.denominator),
          .words(differs.map { $0 ? "yes" : "could be chance" }),
          .whole(indicator.definitionVersion(inYear: year)),
        ])
      }
    }
    return OutcomeSheet(
      indicator.name,
      columns: [
        ("Authority", 36), ("Code", 12), ("Year", 8), (indicator.unitWords, 16),
        ("Interval from (95 in 100)", 14), ("Interval to", 14), ("Counted", 14), ("Among", 14),
        ("Differs from England by more than chance", 16), ("Definition version", 10),
      ], rows: rows)
  }
}
