import CivilTime
import HTML
import Published
import Statistics

// One authority of the comparison, opened.
extension FewerPage {
  @MarkupBuilder func section(_ opened: Opened, _ found: ChangeBetweenYears) -> Markup {
    h2(class: "govuk-heading-l", .id("authority")) { opened.change?.name ?? opened.area.name }
    if let change = opened.change {
      verdict(change)
      for moved in change.boundaryChanges {
        InsetText { "Its boundary changed on \(moved.date.spoken): \(moved.what)" }
      }
      chart(change)
      path(change, opened.populations)
      beside(change)
      judgements(change)
    } else {
      p(class: "govuk-body") {
        "It cannot be compared. "
        opened.leftOut?.reason.words ?? "It was there in neither year."
      }
    }
    p(class: "govuk-body") {
      a(class: "govuk-link", .href(question.link(opening: .some(nil)))) { "Close this authority" }
    }
  }

  /// What was asked first, with its own interval and verdict; then the other way of looking at it.
  @MarkupBuilder private func verdict(_ change: AuthorityChange) -> Markup {
    p(class: "govuk-body") {
      ends(change, question.comparing)
      moved(change, question.comparing)
      if change.isMoreThanChance, let withstood = change.dispersionWithstood {
        " It would be still if counts moved \(Spoken.number(withstood, decimals: 1)) times as much by chance as those of separate children do."
      }
      let between = change.yearsBelowStart
      if between.known > 0 {
        " In \(between.below) of the \(between.known) years between\(question.comparing == .rates ? " their number" : " it") was below \(question.from)."
      }
    }
    p(class: "govuk-body") {
      ends(change, question.comparing.other)
      moved(change, question.comparing.other)
    }
  }

  private func ends(
    _ change: AuthorityChange, _ comparing: ChangeQuestion.Comparing
  ) -> String {
    func ends(_ before: Double, _ after: Double, decimals: Int, _ lead: String) -> String {
      let way = after < before ? "fewer" : after > before ? "more" : "the same"
      return
        "\(lead)\(Spoken.number(before, decimals: decimals)) in \(question.from), \(Spoken.number(after, decimals: decimals)) in \(question.to): \(way). "
    }
    switch comparing {
    case .counts:
      return ends(
        change.countBefore, change.countAfter, decimals: 0, "How many children: ")
    case .rates:
      let lead = "For every 10,000 children who live there: "
      guard let before = change.rateBefore, let after = change.rateAfter else {
        return lead + "not known. "
      }
      return ends(before, after, decimals: 1, lead)
    }
  }

  /// How many times as many, and whether chance could explain it: both of the same comparison.
  private func moved(
    _ change: AuthorityChange, _ comparing: ChangeQuestion.Comparing
  ) -> String {
    guard let found else { return "" }
    let name = comparing == .counts ? "The number" : "The rate"
    var words = ""
    let ratio = change.ratio(comparing)
    if let ratio {
      let end = ratio.upper.isFinite ? " to \(Spoken.number(ratio.upper, decimals: 2))" : " or more"
      words +=
        ratio.value.isFinite
        ? "\(name) came to \(Spoken.number(ratio.value, decimals: 2)) times what it was (95% interval, of this authority by itself, \(Spoken.number(ratio.lower, decimals: 2))\(end)). "
        : ""
    }
    guard let verdict = change.verdict(comparing, asked: found.question) else { return words }
    let p = verdict.adjustedPValue
    let chance =
      "p \(p < 0.0001 ? "below 0.0001" : "= " + Spoken.number(p, decimals: 4)), adjusted for every authority looked at"
    guard !verdict.isMoreThanChance else { return words + "That is more than chance (\(chance))." }
    words += "It could be chance (\(chance))."
    if let ratio, ratio.upper < 1 || ratio.lower > 1 {
      words +=
        " By itself it would be unusual, but among so many authorities some move as far by chance."
    }
    return words
  }

  private func chart(_ change: AuthorityChange) -> LineChart {
    LineChart(
      id: "path", title: "\(change.name), year by year", unit: "Children",
      by: .yearsEnding(month: 3, day: 31),
      series: [
        LineChart.Series(
          change.name, label: "", .heavy, FewerPage.points(change))
      ], source: "Department for Education")
  }

  /// The whole path for a chart.
  static func points(_ change: AuthorityChange) -> [LineChart.Point] {
    change.path.compactMap { point in
      Day(year: point.year, month: 3, day: 31).map {
        LineChart.Point($0, point.figure.number, missing: Spoken.figure(point.figure))
      }
    }
  }

  private func path(_ change: AuthorityChange, _ populations: [Int: Population]) -> Markup {
    Table(
      change.path, title: "Every year", size: .small,
      columns: [
        Column("31 March") { String($0.year) },
        Column("Children", numeric: true) { Spoken.figure($0.figure) },
        Column("Per 10,000 children", numeric: true) { point in
          let population = populations[point.year]
          let rate = point.figure.number.flatMap { AuthorityChange.rate($0, population) }
          rate.map { Spoken.number($0, decimals: 1) } ?? "not known"
          if population?.isDrawnIn == true { " (population drawn in)" }
        },
      ]
    ).markup
  }

  @MarkupBuilder private func beside(_ change: AuthorityChange) -> Markup {
    if change.beside.isEmpty {
      p(class: "govuk-body") { "Nothing else is held for both years." }
    } else {
      Table(
        change.beside, title: "What else changed there", size: .small,
        columns: [
          Column("What") { MeasureWords.name($0.measure) },
          Column("\(question.from)", numeric: true) {
            Spoken.figure($0.before, decimals: MeasureWords.decimals($0.measure))
          },
          Column("\(question.to)", numeric: true) {
            Spoken.figure($0.after, decimals: MeasureWords.decimals($0.measure))
          },
          Column("Change", numeric: true) { beside in
            if let before = beside.before.number, let after = beside.after.number, before > 0 {
              Spoken.percent(change: after / before - 1)
            } else {
              "not known"
            }
          },
        ])
    }
  }

  @MarkupBuilder private func judgements(_ change: AuthorityChange) -> Markup {
    h3(class: "govuk-heading-s") { "Inspection judgements" }
    ul(class: "govuk-list govuk-list--bullet") {
      if let before = change.judgementBefore {
        li { "In force on 31 March \(question.from): \(before.words)" }
      }
      for judgement in change.judgementsBetween {
        li {
          judgement.words
          if let report = Link(web: judgement.report) {
            " "
            a(class: "govuk-link", .href(report)) { "Report of \(judgement.published.spoken)" }
          } else {
            ". "
            ReportElsewhere()
          }
        }
      }
      if change.judgementBefore == nil, change.judgementsBetween.isEmpty {
        li { "None is held: judgements are held from 2018." }
      }
    }
  }
}

/// What measures are called beside others.
enum MeasureWords {
  static func name(_ measure: String) -> String { names[measure] ?? measure }

  /// Shares and averages are printed with one decimal.
  static func decimals(_ measure: String) -> Int { measure.hasSuffix("AsPrinted") ? 1 : 0 }

  private static let names = [
    "lookedAfter": "Children in care on 31 March",
    "startedCare": "Came into care in the year",
    "ceasedCare": "Left care in the year",
    "referrals": "Referrals in the year",
    "inNeed": "Children in need on 31 March",
    "startedPlans": "Protection plans begun in the year",
    "onPlans": "Children on protection plans on 31 March",
    "workersInPost": "Social workers in post (full-time equivalent)",
    "agencyWorkers": "Agency social workers (full-time equivalent)",
    "vacancies": "Social work vacancies (full-time equivalent)",
    "vacancyRateAsPrinted": "Vacancy rate, %",
    "agencyRateAsPrinted": "Agency rate, %",
    "turnoverAsPrinted": "Turnover, %",
    "caseloadAsPrinted": "Cases for each social worker",
  ]
}
