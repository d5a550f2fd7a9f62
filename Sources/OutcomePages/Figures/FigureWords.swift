import CivilTime
import HTML
import Published
import Statistics

extension Indicator {
  /// What its figures are, above an axis: "For every 10,000 children".
  var unitWords: String {
    switch unit {
    case .per10000:
      id == "injuryAdmissions" ? "For every 10,000 children under 15" : "For every 10,000 children"
    case .percent: "Of each 100"
    case .average: "On average"
    case .grade: "Grade"
    }
  }

  /// How its figures are written: as the Department does, with a decimal more where England's rate is
  /// below 10, because most authorities would be alike without.
  func format(england: IndicatorSeries?) -> FigureFormat {
    let isSmall = unit == .per10000 && (england?.latest?.value ?? 10) < 10
    return FigureFormat(
      decimals: unit.decimals + (isSmall ? 1 : 0), suffix: unit == .percent ? "%" : "")
  }

  /// Which years are meant: "year ending 31 March 2025".
  func yearWords(_ year: Int) -> String { "year ending \(yearEnds.day(in: year).spoken)" }

  /// Where its definition changed, for a chart.
  var chartBreaks: [LineChart.Break] {
    breaks.map { LineChart.Break(from: yearEnds.day(in: $0.firstYear), $0.what) }
  }

  /// How the years of its charts are labelled.
  var calendar: ChartCalendar { .yearsEnding(month: yearEnds.month, day: yearEnds.day) }
}

extension PublishedFigures {
  /// Why there is no value, in words.
  func missingWords(_ point: IndicatorPoint?, of area: Area, in year: Int) -> String {
    if area.kind == .authority, !area.exists(inYearEnding: year) {
      return absenceWords(of: area, in: year)
    }
    guard let point else { return "Not published" }
    if let code = point.missing { return code.meaning }
    if point.denominator.number == 0 { return "Nobody to count among" }
    return point.numerator == .notPublished ? "Not published" : "Nothing published to reckon it on"
  }

  /// Why an authority has no figures of a year in which it was not there.
  private func absenceWords(of area: Area, in year: Int) -> String {
    if let began = area.began, year <= began {
      let before = succession(of: area)?.before.map(\.name) ?? []
      return "Not yet an authority in \(year)"
        + (before.isEmpty ? "" : ": part of \(before.listed) until April \(began)")
    }
    let after = succession(of: area)?.after.map(\.name) ?? []
    return "No longer an authority in \(year)"
      + (after.isEmpty ? "" : ": now \(after.listed)")
  }

  /// The points of a chart for every year from the first to the last, with words where there is no
  /// value.
  func chartPoints(of series: IndicatorSeries, years: ClosedRange<Int>, intervals: Bool = false)
    -> [LineChart.Point]
  {
    let known = Dictionary(
      series.points.map { ($0.year, $0) }, uniquingKeysWith: { first, _ in first })
    return years.map { year in
      let day = series.indicator.yearEnds.day(in: year)
      guard let point = known[year], let value = point.value else {
        return LineChart.Point(
          day, nil, missing: missingWords(known[year], of: series.area, in: year))
      }
      return LineChart.Point(
        day, value, within: intervals ? point.interval().map { $0.lower...$0.upper } : nil)
    }
  }

  /// What happened to an authority's area in these years, in sentences.
  func boundaryNotes(of area: Area, in years: ClosedRange<Int>?) -> [String] {
    guard let years else { return [] }
    return boundaryChanges.filter { change in
      (change.from + change.to).contains(area.code)
        && change.lies(between: years.lowerBound, and: years.upperBound)
    }
    .map { change in
      let words =
        switch change.children {
        case .same: "Figures before and after are of the same area."
        case .few: "Figures before and after can be compared."
        case .moved: "Figures before and after are of different areas and are not joined."
        }
      return "\(change.date.spoken): \(change.what) \(words)"
    }
  }
}

extension [String] {
  /// "Ada, Ben and Cy".
  var listed: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + (last ?? "")
  }
}

/// "1 authority", "2 authorities".
func counted(_ number: Int, _ noun: String, plural: String) -> String {
  number == 1 ? "1 \(noun)" : "\(FigureFormat().words(Double(number))) \(plural)"
}
