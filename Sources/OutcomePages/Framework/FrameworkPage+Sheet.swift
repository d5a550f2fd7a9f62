import CivilTime
import HTML
import Published
import Statistics

extension FrameworkPage {
  /// Every indicator with its figures, a row each; nothing in it tells of five children or fewer of our
  /// own.
  public var sheet: OutcomeSheet {
    var columns: [(heading: String, width: Double)] = [
      ("Outcome or enabler", 36), ("Indicator", 44), ("What the figures are", 24), ("Year", 8),
    ]
    if let area = setting.area {
      columns += [
        (area.name, 14), ("\(area.name): counted", 14), ("\(area.name): among", 14),
        ("Interval from (95 in 100)", 14), ("Interval to", 14), ("Region", 12),
        ("Median of statistical neighbours", 16), ("Neighbours with a figure", 12),
      ]
    }
    columns += [("England", 12), ("Definition version", 10)]
    if measuredAt != nil {
      columns += [
        ("Our record", 14), ("Our record: counted", 14), ("Our record: among", 14),
        ("Our record: day", 14),
      ]
    }
    columns += [("Definition", 60), ("Caveat", 60), ("Source", 40), ("Not held because", 40)]
    var rows: [[OutcomeSheet.Cell]] = []
    for part in parts {
      for line in part.lines + part.factors + part.notHeld { rows.append(row(line, part.outcome)) }
    }
    return OutcomeSheet("National Framework", columns: columns, rows: rows)
  }

  private func row(_ line: Line, _ outcome: Indicator.Outcome) -> [OutcomeSheet.Cell] {
    let (indicator, comparison) = (line.indicator, line.comparison)
    let decimals = line.format.decimals + 1
    let year = comparison.year
    var row: [OutcomeSheet.Cell] = [
      .text(outcome.title), .text(indicator.name), .text(indicator.unitWords), .whole(year),
    ]
    if let area = setting.area {
      let point = year.flatMap { comparison.own?[$0] }
      let interval = point?.interval()
      let median = year.flatMap { comparison.median(in: $0) }
      let missing = year.map { setting.figures.missingWords(point, of: area, in: $0) }
      row += [
        .value(point?.value, decimals: decimals, missing: missing ?? "Not held"),
        .count(point?.numerator), .count(point?.denominator),
        .value(interval?.lower, decimals: decimals), .value(interval?.upper, decimals: decimals),
        .value(year.flatMap { comparison.region?[$0]?.value }, decimals: decimals),
        .value(median?.median, decimals: decimals), .whole(median?.count),
      ]
    }
    row += [
      .value(year.flatMap { comparison.england?[$0]?.value }, decimals: decimals),
      .whole(comparison.definitionVersion),
    ]
    if measuredAt != nil { row += own(line.measured, decimals: decimals) }
    return row + [
      .text(indicator.definition), .words(indicator.caveat), .text(indicator.source),
      .words(indicator.notHeld),
    ]
  }

  private func own(_ figure: OwnFigure?, decimals: Int) -> [OutcomeSheet.Cell] {
    guard let figure else { return [.empty, .empty, .empty, .empty] }
    guard figure.isSafe else {
      let hidden = OutcomeSheet.Cell.text(OwnFigure.hidden)
      return [hidden, hidden, hidden, .text(figure.at.iso)]
    }
    return [
      .value(figure.value, decimals: decimals), .whole(figure.numerator),
      .value(figure.denominator, decimals: 0), .text(figure.at.iso),
    ]
  }
}
