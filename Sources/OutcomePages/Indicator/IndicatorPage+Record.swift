import CivilTime
import HTML
import Measures
import Published
import Statistics

// What our own record says, what the indicator counts, and what must be said of it.
extension IndicatorPage {
  @MarkupBuilder var ownRecord: Markup {
    if isWithheld {
      h2(class: "govuk-heading-m") { "From our own record" }
      OwnFiguresWithheld()
    } else if let latest = measured.last {
      h2(class: "govuk-heading-m") { "From our own record" }
      p(class: "govuk-body") {
        "\(timeWords(latest.at)): "
        own(latest, count: latest.value != nil)
        if let interval = latest.interval {
          span(class: latest.isSafe ? nil : "kith-on-screen") {
            ", with an interval of \(format.words(interval.lower)) to \(format.words(interval.upper))"
          }
        }
        if let year = latest.populationYear {
          ", reckoned on the children who lived here in mid-\(year), the newest held"
        }
        ". It is counted from what Kith knows today, by the rules of the indicator, and is neither checked nor final as a return is."
      }
      if let reconciled { self.reconciled(reconciled) }
      if mayListChildren {
        p(class: "govuk-body") {
          a(class: "govuk-link", .href(.whoIsIn(indicator.id, at: latest.at))) {
            "See who is in it"
          }
        }
      }
      if measured.count > 2 { ownChart }
      monthEnds
      if let rules = MeasureRegister.indicator(indicator.id) { inclusion(rules) }
    } else if let why = MeasureRegister.whyNotMeasured(indicator.id), setting.isOwn {
      h2(class: "govuk-heading-m") { "From our own record" }
      p(class: "govuk-body") { "It cannot be counted from our record. \(why)" }
    }
  }

  /// A figure, and of how many; on paper, where neither may leave, that is said once.
  @MarkupBuilder private func own(_ figure: OwnFigure, count: Bool) -> Markup {
    OwnFigureWords(figure, figure.words(format))
    if count {
      span(class: figure.isSafe ? nil : "kith-on-screen") {
        " ("
        strong { figure.countWords }
        ")"
      }
    }
  }

  /// Every month end with its count and interval, as far back as was asked for.
  @MarkupBuilder private var monthEnds: Markup {
    Details("Every month end of our own record, with counts and intervals") {
      Table(
        Array(measured.reversed()), title: "\(indicator.name): our own record at month ends",
        hidesTitle: true,
        columns: [
          Column("Day") { $0.at.spoken },
          Column(indicator.unitWords, numeric: true) { figure in
            figure.value.map { OwnFigureWords(figure, format.words($0), plain: true).markup }
              ?? Markup()
          },
          Column("Interval, 95 in 100", numeric: true) { figure in
            if let interval = figure.interval {
              OwnFigureWords(
                figure, "\(format.words(interval.lower)) to \(format.words(interval.upper))",
                plain: true)
            }
          },
          Column("Counted", numeric: true) { figure in
            OwnFigureWords(figure, FigureFormat().words(Double(figure.numerator)), plain: true)
          },
          Column("Among", numeric: true) { figure in
            if let among = figure.denominator {
              OwnFigureWords(figure, FigureFormat().words(among), plain: true)
            }
          },
        ])
      p(class: "govuk-body") {
        "It begins with the first month end at which anybody counted. On paper and in files stands “\(OwnFigure.hidden)” where a count, or what is left of it, is 1 to 5."
      }
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(.ownRecordAsCSV(indicator.id, months))) {
          "Download these month ends (CSV)"
        }
        "; they are in the Excel workbook of this page, too."
      }
    }
    div(class: "kith-question") {
      p(class: "govuk-body") {
        "Month ends of the last "
        for (place, choice) in OwnMonths.allCases.enumerated() {
          if place > 0 { ", " }
          if choice == months {
            strong { choice.words }
          } else {
            a(class: "govuk-link", .href(.outcome(indicator.id, months: choice))) { choice.words }
          }
        }
        "."
      }
    }
  }

  /// Says whether our record agrees with what was published of the same day, which is the first thing to
  /// know of a figure that nobody has checked.
  @MarkupBuilder private func reconciled(_ both: Reconciled) -> Markup {
    p(class: "govuk-body") {
      "Of the \(indicator.yearWords(both.year)) our record says "
      own(both.own, count: both.own.value != nil && both.hasCounts)
      "; \(format.words(both.published.value))"
      if both.hasCounts, let count = both.published.numerator.number {
        " (\(FigureFormat().words(count)))"
      }
      " was published. "
      both.agree
        ? "They agree to within 5 in 100."
        : "They are more than 5 in 100 apart. Find out why before you rely on our record’s figures: what is not in Kith, what was counted otherwise, or what was recorded since."
    }
  }

  /// Of which time the figure of a day tells.
  private func timeWords(_ day: Day) -> String {
    switch MeasureRegister.indicator(indicator.id)?.time {
    case .endOfDay, nil: "On \(day.spoken)"
    case .yearToDay: "In the year to \(day.spoken)"
    case .lastReportedYear: "As last reported before \(day.spoken), for a year to 31 March"
    }
  }

  private func inclusion(_ measured: MeasuredIndicator) -> Details {
    Details("How it is counted from our record") {
      ul(class: "govuk-list govuk-list--bullet") {
        for rule in measured.rules { li { rule } }
      }
      if !measured.unconfirmed.isEmpty {
        p(class: "govuk-body") { "No source confirms these readings of the definition:" }
        ul(class: "govuk-list govuk-list--bullet") {
          for rule in measured.unconfirmed { li { rule } }
        }
      }
      p(class: "govuk-body") { "Definition \(measured.definition)." }
    }
  }

  /// The chart leaves small counts out: charts are pasted into papers.
  @MarkupBuilder private var ownChart: Markup {
    if measured.contains(where: \.isSafe) {
      ownLine
    } else {
      p(class: "govuk-body") {
        "There is no chart of our own record: at each month end the count, or what is left of it, is 1 to 5, and charts are pasted into papers."
      }
    }
  }

  private var ownLine: LineChart {
    LineChart(
      id: "own", title: "\(indicator.name): our own record at month ends",
      unit: measured.contains { $0.value != nil } ? indicator.unitWords : "Counted",
      format: measured.contains { $0.value != nil } ? format : FigureFormat(), by: .days,
      series: [
        LineChart.Series(
          "Our own record", label: "Our record", .heavy,
          measured.map { figure in
            LineChart.Point(
              figure.at,
              figure.isSafe ? figure.value ?? Double(figure.numerator) : nil,
              missing: figure.isSafe ? "nobody to count among" : OwnFigure.hidden)
          })
      ], marks: marks,
      notes: [
        "Past days are as Kith knows them today: what was recorded late is in them. Counts of 1 to 5 are left out.",
        "No limits are drawn here: most of those counted at one month end are counted at the next, so limits made of the steps between them would call nearly every figure more than chance.",
      ], source: "Kith’s own record, definition \(measured.last?.definition ?? 1)")
  }

  // MARK: - What it counts

  @MarkupBuilder var counts: Markup {
    h2(class: "govuk-heading-m") { "What it counts" }
    SummaryList([
      SummaryRow("Counted", indicator.counted),
      SummaryRow("Among", indicator.among),
      SummaryRow("Source", indicator.source),
      SummaryRow("Years held", yearsHeld, missing: "None"),
      SummaryRow("Definition version", definitions),
      SummaryRow("Outcome or enabler", indicator.under.title),
    ])
  }

  private var yearsHeld: String? {
    if indicator.unit == .grade { return "Inspections published since 2018" }
    return comparison.years.map { years in
      years.count == 1
        ? "The \(indicator.yearWords(years.lowerBound))"
        : "Years ending \(indicator.yearEnds.day(in: years.lowerBound).spoken) to \(indicator.yearEnds.day(in: years.upperBound).spoken)"
    }
  }

  private var definitions: String {
    ([
      "\(comparison.definitionVersion)\(indicator.breaks.isEmpty ? ", the only one held" : "")"
    ] + indicator.breaks.map { "From \($0.firstYear): \($0.what)" }).joined(separator: ". ")
  }

  @MarkupBuilder var caveats: Markup {
    h2(class: "govuk-heading-m") { "What to keep in mind" }
    ul(class: "govuk-list govuk-list--bullet") {
      if !indicator.caveat.isEmpty { li { indicator.caveat } }
      li { "A figure begins a conversation. It is no rating of an authority or of anybody in it." }
      if indicator.unit != .grade {
        li {
          "The Department rounds figures of England and regions to 10, so they can differ a little from the sum of authorities."
        }
      }
    }
  }

  // MARK: - Grades

  @MarkupBuilder func grades(_ summary: JudgementSummary) -> Markup {
    if let area = setting.area {
      h2(class: "govuk-heading-m") { area.name }
      Table(
        summary.history, title: "Inspections of \(area.name)", hidesTitle: true,
        empty: "No inspection of \(area.name) is held.",
        columns: [
          Column("Published") { $0.published },
          Column("Leaders") { $0.leaders?.words ?? "Not graded" },
          Column("Help and protection") { $0.helpAndProtection?.words ?? "Not graded" },
          Column("Children in care") { $0.childrenInCare?.words ?? "Not graded" },
          Column("Care leavers") { $0.careLeavers?.words ?? "Not graded" },
          Column("Overall") { $0.overall?.words ?? "Not graded" },
          Column("Report") { judgement in
            if let link = Link(web: judgement.report) {
              a(class: "govuk-link", .href(link)) {
                "Report"
                span(class: "govuk-visually-hidden") { " published \(judgement.published.spoken)" }
              }
            } else {
              ReportElsewhere()
            }
            if judgement.isReadByMachine { " Read by machine: check it" }
            if let release = judgement.release {
              span(class: "kith-unit") { "From \(release), brought here" }
            }
          },
        ])
    }
    h2(class: "govuk-heading-m") { "All authorities" }
    BarChart(
      id: "grades", title: "Latest grade of leaders, \(summary.inspected) authorities",
      unit: "Authorities",
      bars: summary.counts.map { BarChart.Bar($0.grade.words, Double($0.count)) })
  }
}

extension MeasureRegister {
  /// Why an indicator is not made from the record; nil for one that is, or that is not about children.
  fileprivate static func whyNotMeasured(_ id: String) -> String? {
    notMeasured[id] ?? notMeasured[String(id.prefix { $0 != "." })]
  }
}
