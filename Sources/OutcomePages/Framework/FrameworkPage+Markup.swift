import CivilTime
public import HTML
import Published
import Statistics

extension FrameworkPage {
  public var page: Page {
    Page("Outcomes", in: setting.frame, section: .outcomes, heading: .inContent, width: .wide) {
      h1(class: "govuk-heading-l") {
        span(class: "govuk-caption-l") { "Children’s social care National Framework" }
        setting.area.map { "Outcomes: \($0.name)" } ?? "Outcomes: England"
      }
      p(class: "govuk-body-l") {
        "What is published of every authority, and what our own record says today. These figures begin conversations. They are no league table and no judgement: none of them says by itself whether children are better off."
      }
      p(class: "govuk-body") {
        span(class: "kith-on-paper") {
          "From Kith, \(setting.today.spoken). Our own counts of 1 to 5 are not shown."
        }
      }
      AreaChooser(setting, on: .outcomes)
      SubNavigation(
        "Outcomes",
        [
          NavigationItem("National Framework", .outcomes), NavigationItem("Compare", .compare),
          NavigationItem("Who has fewer children in care", .fewer),
        ], current: .outcomes)
      if isWithheld { OwnFiguresWithheld() }
      opening
      contents
      p(class: "govuk-body") {
        "Beneath a figure stands the interval within which chance alone moves it, 95 times in 100."
      }
      for part in parts { section(part) }
      keeping
    }
  }

  // MARK: - Where to begin

  @MarkupBuilder private var opening: Markup {
    if let area = setting.area {
      h2(class: "govuk-heading-m") { "Where to begin" }
      if compared == 0 {
        p(class: "govuk-body") {
          "None of \(area.name)’s latest figures can be compared with those of other authorities."
        }
      } else if standingOut.isEmpty {
        p(class: "govuk-body") {
          "\(comparedWords), none of \(area.name)’s lies outside what authorities ordinarily differ by."
        }
      } else {
        p(class: "govuk-body") {
          "\(comparedWords), \(standingOut.count) \(standingOut.count == 1 ? "lies" : "lie") outside what authorities ordinarily differ by. Ask first what is behind each: how it is counted, who lives here, what is done."
        }
        ul(class: "govuk-list govuk-list--bullet") {
          for one in standingOut {
            li {
              a(class: "govuk-link", .href(setting.keeping(.outcome(one.line.indicator.id)))) {
                one.line.indicator.name
              }
              ": " + sentence(one)
            }
          }
        }
      }
    }
  }

  private var comparedWords: String {
    "Of \(counted(compared, "indicator", plural: "indicators")) with a figure that can be compared"
  }

  private func sentence(_ one: StandingOut) -> String {
    let comparison = one.line.comparison
    let year = comparison.year ?? 0
    let own = one.line.format.words(comparison.own?[year]?.value)
    let england = one.line.format.words(comparison.england?[year]?.value)
    return "\(own), \(one.isAbove ? "higher" : "lower") than most (England \(england), \(year))"
  }

  // MARK: - The outcomes and enablers

  private var contents: Markup {
    nav(class: "kith-contents", .aria("label", "Outcomes and enablers on this page")) {
      ul(class: "govuk-list kith-columns") {
        for part in parts {
          li {
            a(
              class: "govuk-link",
              .href(setting.keeping(.outcomes).at(part.outcome.rawValue))
            ) { part.outcome.title }
          }
        }
      }
    }
  }

  @MarkupBuilder private func section(_ part: Part) -> Markup {
    h2(class: "govuk-heading-m kith-outcome", .id(part.outcome.rawValue)) {
      span(class: "govuk-caption-m") { part.outcome.isEnabler ? "Enabler" : "Outcome" }
      part.outcome.title
    }
    if part.outcome == .multiAgencyWorking {
      p(class: "govuk-body") {
        "Nothing is published about this yet: the Department says that it will develop indicators together with the sector. It is shown here so that it is not forgotten."
      }
    }
    if let judgements = part.judgements { leaders(judgements) }
    if !part.lines.isEmpty { table(part.lines, title: part.outcome.title) }
    if !part.factors.isEmpty {
      h3(class: "govuk-heading-s") { "What assessments found" }
      table(part.factors, title: part.outcome.title + ": what assessments found")
    }
    if !part.notHeld.isEmpty { notHeld(part) }
  }

  private func table(_ lines: [Line], title: String) -> StackedTable {
    let area = setting.area
    var columns: [StackedColumn<Line>] = [
      StackedColumn("Indicator") { line in
        a(class: "govuk-link", .href(setting.keeping(.outcome(line.indicator.id)))) {
          line.indicator.name
        }
        span(class: "kith-unit") { unit(line) }
      }
    ]
    if let area {
      columns.append(StackedColumn(area.name) { own($0) })
      columns.append(StackedColumn("Region") { region($0) })
      columns.append(StackedColumn("Median of statistical neighbours") { neighbours($0) })
    }
    columns.append(
      StackedColumn("England") { line in
        line.comparison.year.flatMap { line.comparison.england?[$0]?.value }
          .map { line.format.words($0) } ?? "–"
      })
    columns.append(StackedColumn("Over the years") { sparkline($0) })
    if let measuredAt {
      columns.append(StackedColumn("Our record, \(measuredAt.spoken)") { measured($0) })
    }
    return StackedTable(lines, title: title, columns: columns)
  }

  private func unit(_ line: Line) -> String {
    let year = line.comparison.year.map { ", " + String($0) } ?? ""
    return line.indicator.unit == .percent
      ? String(year.dropFirst(2)) : line.indicator.unitWords.lowercasedFirst + year
  }

  @MarkupBuilder private func own(_ line: Line) -> Markup {
    if let area = setting.area, let year = line.comparison.year {
      let point = line.comparison.own?[year]
      if let point, point.value != nil {
        strong { line.format.words(point.value) }
        if let interval = point.interval() {
          span(class: "kith-unit") { words(interval, line) }
        }
        if let joint = line.comparison.joint {
          span(class: "kith-unit") { "together with \(others(in: joint, than: area))" }
        }
      } else {
        setting.figures.missingWords(point, of: area, in: year)
        if let last = line.comparison.own?.latest {
          span(class: "kith-unit") { "\(line.format.words(last.value)) in \(last.year)" }
        }
      }
    } else {
      "–"
    }
  }

  /// The interval within which chance moves a figure.
  private func words(_ interval: Estimate, _ line: Line) -> String {
    "\(line.format.words(interval.lower)) to \(line.format.words(interval.upper))"
  }

  private func others(in joint: Area, than area: Area) -> String {
    joint.code.split(separator: "/").filter { $0 != area.code }
      .compactMap { setting.figures.area(String($0))?.name }.listed
  }

  private func region(_ line: Line) -> String {
    guard let region = line.comparison.region, let year = line.comparison.year else { return "–" }
    return region[year]?.value.map { line.format.words($0) } ?? "–"
  }

  @MarkupBuilder private func neighbours(_ line: Line) -> Markup {
    if let median = line.comparison.year.flatMap({ line.comparison.median(in: $0) }) {
      line.format.words(median.median)
      if median.count < 10 { span(class: "kith-unit") { "of \(median.count)" } }
    } else {
      "–"
    }
  }

  @MarkupBuilder private func sparkline(_ line: Line) -> Markup {
    let series = line.comparison.own?.latest != nil ? line.comparison.own : line.comparison.england
    let known = series?.points.filter { $0.value != nil } ?? []
    if let series, let first = known.first, let last = known.last, first.year < last.year {
      Sparkline(
        setting.figures.chartPoints(of: series, years: first.year...last.year),
        breaks: line.indicator.chartBreaks, format: line.format,
        label:
          "\(series.area.name): \(line.format.words(first.value)) in \(first.year), \(line.format.words(last.value)) in \(last.year)"
      )
      span(class: "kith-unit") {
        // Beside an authority's figures nobody would take a line for England's.
        setting.area != nil && series.area.code == PublishedFigures.englandCode ? "England, " : ""
        "\(first.year) to \(last.year)"
      }
    } else {
      span(class: "kith-unit") { known.isEmpty ? "No figures held" : "One year only" }
    }
  }

  @MarkupBuilder private func measured(_ line: Line) -> Markup {
    if let figure = line.measured {
      OwnFigureWords(figure, figure.words(line.format))
      if let interval = figure.interval {
        span(class: figure.isSafe ? "kith-unit" : "kith-unit kith-on-screen") {
          words(interval, line)
        }
      }
      if figure.at != measuredAt { span(class: "kith-unit") { figure.at.spoken } }
    } else {
      "–"
    }
  }

  // MARK: - What is not held

  private func notHeld(_ part: Part) -> Details {
    Details(
      "\(counted(part.notHeld.count, "more indicator", plural: "more indicators")) that Kith holds no figures of, and why"
    ) {
      Table(
        part.notHeld, title: part.outcome.title + ": not held", hidesTitle: true,
        columns: [
          Column("Indicator") { line in
            a(class: "govuk-link", .href(setting.keeping(.outcome(line.indicator.id)))) {
              line.indicator.name
            }
          },
          Column("England") { line in
            line.comparison.england?.latest.map {
              "\(line.format.words($0.value)) (\($0.year))"
            } ?? "Not held"
          },
          Column("Why") { $0.indicator.notHeld },
        ])
    }
  }

  // MARK: - Leaders

  @MarkupBuilder private func leaders(_ summary: JudgementSummary) -> Markup {
    h3(class: "govuk-heading-s") {
      a(class: "govuk-link", .href(setting.keeping(.outcome("ofstedLeadership")))) {
        "Ofsted’s judgement of leaders"
      }
    }
    p(class: "govuk-body") {
      if let area = setting.area {
        if let own = summary.own {
          "\(area.name): \(own.leaders?.words ?? "no grade given"), published \(own.published.spoken). "
        } else {
          "\(area.name): no inspection is held. "
        }
      }
      "Of \(summary.inspected) authorities, "
      summary.counts.map { "\($0.count) \($0.grade.words.lowercased())" }.listed + "."
    }
  }

  // MARK: - To take along

  @MarkupBuilder private var keeping: Markup {
    h2(class: "govuk-heading-m") { "Take it along" }
    p(class: "govuk-body") {
      "Print this page for a board paper, or keep the figures: "
      a(class: "govuk-link", .href(setting.keeping(.outcomesAsWorkbook))) { "Excel workbook" }
      ", "
      a(class: "govuk-link", .href(setting.keeping(.outcomesAsCSV))) { "CSV" }
      "."
      if measuredAt != nil {
        " Counts of 1 to 5 from our own record are left out of both, and of what is printed, with what they could be worked out from."
      }
    }
    if measuredAt != nil {
      p(class: "govuk-body") {
        "“Our record” is counted from what Kith knows today, by the rules of the indicator. It is neither checked nor final as a return is."
      }
    }
    p(class: "govuk-body") {
      "Published figures: Department for Education, Ofsted and Office for National Statistics, Open Government Licence v3.0."
    }
  }
}

extension String {
  /// For the middle of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
