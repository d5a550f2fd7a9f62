import CivilTime
public import HTML
import Published
import Statistics

extension IndicatorPage {
  public var page: Page {
    Page(
      indicator.name, in: setting.frame, section: .outcomes,
      wayBack: .trail([NavigationItem("Outcomes", setting.keeping(.outcomes))]),
      heading: .inContent, width: .full
    ) {
      h1(class: "govuk-heading-l") {
        span(class: "govuk-caption-l") { indicator.under.title }
        indicator.name
      }
      p(class: "govuk-body-l") { indicator.definition }
      AreaChooser(setting, on: .outcome(indicator.id))
      if let succession = setting.area.flatMap(setting.figures.succession) {
        InsetText {
          SuccessionNote(succession: succession, page: .outcome(indicator.id))
        }
      }
      if let judgements {
        grades(judgements)
      } else {
        headline
        ownRecord
        if comparison.years != nil { chart }
        control
        among
      }
      counts
      caveats
    }
  }

  // MARK: - In a sentence

  @MarkupBuilder private var headline: Markup {
    if !indicator.notHeld.isEmpty {
      InsetText { indicator.notHeld }
    }
    if let year = comparison.year {
      h2(class: "govuk-heading-m") { "In short" }
      if let area = setting.area {
        p(class: "govuk-body") {
          if let point = comparison.own?[year], let value = point.value {
            strong { "\(area.name): \(format.words(value))" }
            "\(unitInSentence) in the \(indicator.yearWords(year))"
            if let within = point.interval() {
              "; chance alone would move it between \(format.words(within.lower)) and \(format.words(within.upper))"
            }
            ". "
            if let joint = comparison.joint { "This is the figure of \(joint.name) together. " }
          } else {
            strong { "\(area.name): no figure for \(year)." }
            " \(setting.figures.missingWords(comparison.own?[year], of: area, in: year)). "
            if let last = comparison.own?.latest {
              "The last one is \(format.words(last.value)), of \(last.year). "
            }
          }
          others(year)
        }
        if let sentence = standing(area) { p(class: "govuk-body") { sentence } }
      } else {
        p(class: "govuk-body") { others(year) }
      }
    }
  }

  private func others(_ year: Int) -> String {
    var parts: [String] = []
    if let value = comparison.england?[year]?.value {
      parts.append("England \(format.words(value))")
    }
    if let region = comparison.region, let value = region[year]?.value {
      parts.append("\(region.area.name) \(format.words(value))")
    }
    if let median = comparison.median(in: year) {
      parts.append(
        "the median of \(median.count == 10 ? "the ten" : "\(median.count) of the ten") statistical neighbours \(format.words(median.median))"
      )
    }
    guard !parts.isEmpty else { return "" }
    return parts.listed + (setting.area == nil ? " in the \(indicator.yearWords(year))." : ".")
  }

  private var unitInSentence: String {
    switch indicator.unit {
    case .percent: ""
    case .average: " on average"
    case .per10000, .grade: " " + indicator.unitWords.lowercasedFirst
    }
  }

  private func standing(_ area: Area) -> String? {
    if let funnel, funnel.isTooSmall(area.code) {
      return
        "\(area.name) is too small to be held against the others: fewer than 10 would be expected there if it were as all together."
    }
    guard let funnel, let differs = funnel.differs(area.code) else { return nil }
    let side = funnel.standsOut(area.code)
    let start = "Among \(funnel.judgedCount) authorities in \(funnel.year), \(area.name)"
    if let side {
      return
        "\(start) is \(side == .above ? "higher" : "lower") than authorities ordinarily differ by. That begins a conversation; it does not say what is behind it."
    }
    return differs
      ? "\(start) differs from all together by more than chance, but by no more than authorities ordinarily do."
      : "\(start) could be the same as all together: what lies between is within chance."
  }

  var format: FigureFormat { comparison.format }

  // MARK: - The whole history

  @MarkupBuilder private var chart: Markup {
    h2(class: "govuk-heading-m") { "Over the years" }
    LineChart(
      id: "history", title: "\(indicator.name): \(historyTitle)", unit: indicator.unitWords,
      format: format, by: indicator.calendar, series: historySeries,
      breaks: visibleBreaks, marks: marks, notes: historyNotes, source: source)
    p(class: "govuk-body") {
      a(class: "govuk-link", .href(setting.keeping(.outcomeAsCSV(indicator.id)))) {
        "Download every figure with its release (CSV)"
      }
      ", or "
      a(class: "govuk-link", .href(setting.keeping(.outcomeAsWorkbook(indicator.id)))) {
        "with the decisions about its control chart (Excel workbook)"
      }
      ". "
      a(class: "govuk-link", .href(setting.keeping(.compare.setting("indicator", indicator.id)))) {
        "Compare authorities"
      }
      "."
    }
  }

  private var historyTitle: String {
    guard let years = comparison.years else { return "" }
    return (setting.area?.name ?? "England") + ", "
      + (years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound) to \(years.upperBound)")
  }

  private var historySeries: [LineChart.Series] {
    guard let years = comparison.years else { return [] }
    let figures = setting.figures
    var series: [LineChart.Series] = []
    if let own = comparison.own, own.latest != nil {
      series.append(
        LineChart.Series(
          own.area.name, label: own.area.name, .heavy,
          figures.chartPoints(of: own, years: years, intervals: true)))
    }
    if let region = comparison.region {
      series.append(
        LineChart.Series(
          region.area.name, label: "Region", .dashed, figures.chartPoints(of: region, years: years))
      )
    }
    if comparison.neighbours.contains(where: { $0.median != nil }) {
      series.append(
        LineChart.Series(
          "Median of statistical neighbours", label: "Neighbours", .dotted,
          years.map { year in
            LineChart.Point(
              indicator.yearEnds.day(in: year), comparison.median(in: year)?.median,
              missing: "no figures")
          }))
    }
    if let england = comparison.england, england.latest != nil {
      series.append(
        LineChart.Series(
          "England", label: "England", series.isEmpty ? .heavy : .chained,
          figures.chartPoints(of: england, years: years)))
    }
    return series
  }

  private var visibleBreaks: [LineChart.Break] {
    guard let years = comparison.years else { return [] }
    return indicator.breaks
      .filter { $0.firstYear > years.lowerBound && $0.firstYear <= years.upperBound }
      .map { LineChart.Break(from: indicator.yearEnds.day(in: $0.firstYear), $0.what) }
  }

  private var historyNotes: [String] {
    var notes: [String] = []
    if comparison.own?.points.contains(where: { $0.interval() != nil }) == true {
      notes.append("The band is where chance alone would put the figure in 95 of 100 cases.")
    }
    if comparison.own?.points.contains(where: { $0.missing != nil }) == true {
      notes.append("× is a year without a figure; the table says why.")
    }
    if comparison.own?.points.contains(where: \.isDenominatorDrawnIn) == true {
      notes.append(
        "Populations of mid-2010 and mid-2011 are drawn in between the years beside them.")
    }
    if let area = setting.area {
      notes += setting.figures.boundaryNotes(of: area, in: comparison.years)
    }
    return notes
  }

  /// The releases that the figures are from.
  var source: String {
    let measures = [indicator.numerator] + indicator.denominator
    let code = comparison.own?.latest != nil ? comparison.own?.area.code : nil
    var names: [String] = []
    for measure in measures where !measure.isEmpty {
      let series = setting.figures.series(of: measure, for: code ?? PublishedFigures.englandCode)
      if let last = series.numbers.last,
        let release = setting.figures.release(of: last.year, in: series),
        !names.contains(release.title)
      {
        names.append(release.title)
      }
    }
    return names.isEmpty
      ? indicator.source
      : names.joined(separator: "; ")
        + " and earlier releases. Department for Education and Office for National Statistics, Open Government Licence v3.0."
  }
}
