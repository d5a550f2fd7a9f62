import CivilTime
import Forecast
public import HTML
import Statistics

extension ForecastPage {
  public func page(in frame: PageFrame) -> Page {
    Page(
      "Children in care: forecast", in: frame, section: .forecast,
      form: isRefused ? question.form : nil, width: .full
    ) {
      if isRefused {
        form(open: true)
      } else if let nothing {
        p(class: "govuk-body-l") { nothing }
        begin
      } else if let first = forecasts.first {
        result(first)
      }
    }
  }

  /// How to begin with an empty record.
  @MarkupBuilder private var begin: Markup {
    p(class: "govuk-body") {
      "Forecasts learn from the record’s own history of placements and legal statuses. To begin, import the SSDA903 files of the last years, as many as there are: "
      a(class: "govuk-link", .href("/imports")) { "import files" }
      ". Somebody whose role is data officer can do that."
    }
    p(class: "govuk-body") {
      "Without a record, the command "
      code { "kith forecast" }
      " makes the same forecast from SSDA903 files alone and keeps nothing."
    }
  }

  @MarkupBuilder private func result(_ first: CareForecast) -> Markup {
    verdict(first)
    warnings
    if !small.total { chart(first) }
    looksBack
    numbers(first, group: "home", title: "Children in care by kind of home", "Kind of home")
    numbers(first, group: "age", title: "Children in care by age", "Age")
    p(class: "govuk-body") {
      "Each line is as likely to be passed as not. So the lines need not add up to the forecast of all children."
    }
    div(class: "kith-question") { form(open: forecasts.count == 1 && question.costs == nil) }
    scenarios
    costs(first)
    sufficiency
    byArea
    unknown
    takeAway
  }

  // MARK: - In a sentence

  @MarkupBuilder private func verdict(_ first: CareForecast) -> Markup {
    if let last = first.months.last {
      let interval = last.total.interval()
      p(class: "govuk-body-l") {
        strong {
          Self.known(first.inCareAtOrigin, isHidden: small.total)
          first.inCareAtOrigin == 1 ? " child" : " children"
        }
        " \(first.inCareAtOrigin == 1 ? "was" : "were") in care on \(first.origin.spoken). On \(last.end.spoken), if all goes on as it does, "
        strong { Spoken.number(interval.value) }
        " are expected, as likely more as fewer. Eight such forecasts in ten should hold what comes: between \(Spoken.number(interval.lower)) and \(Spoken.number(interval.upper))."
      }
    }
    if let years = past.years, let history = past.history {
      p(class: "govuk-body") {
        "Learned from \(Spoken.counted(past.episodeCount, "episode", "episodes")) of care, \(Spoken.counted(history.monthCount, "month", "months")) of \(years.first) to \(years.last). Series of short breaks are not counted as care, as in every published figure."
      }
    }
  }

  @MarkupBuilder private var warnings: Markup {
    if (forecasts.first?.inCareAtOrigin ?? 0) < 50 {
      WarningText(
        "Few children are in care here. Their coming and going is mostly chance, and so is a forecast of it."
      )
    }
    if !past.gaps.isEmpty {
      WarningText(
        "Next to no child is recorded as leaving care in \(Spoken.list(past.gaps)). If files of that time are missing, import them: until then the forecast learns from a gap."
      )
    }
    let left = CareHistory.Note.allCases.compactMap { note in
      past.history?.notes[note].map {
        "\(Spoken.counted($0, "episode", "episodes")) \(note.words)"
      }
    }
    if !left.isEmpty || past.futureCount > 0 {
      Details("What was left out or changed") {
        ul(class: "govuk-list govuk-list--bullet") {
          for line in left { li { line } }
          if past.futureCount > 0 {
            li {
              "\(Spoken.counted(past.futureCount, "episode", "episodes")) left out: not begun yet"
            }
          }
        }
      }
    }
  }

  private func chart(_ first: CareForecast) -> FanChart {
    let levels = [50, 80, 95]
    return FanChart(
      id: "fan", title: "Children in care, month by month", unit: "Children",
      past: (past.history?.totals ?? []).map { month in
        .init(month.day, (1...5).contains(month.children) ? nil : Double(month.children))
      },
      coming: first.months.map { month in
        .init(
          month.end, middle: month.total.middle,
          bands: levels.map { level in
            let interval = month.total.interval(level: Double(level) / 100)
            return interval.lower...max(interval.lower, interval.upper)
          })
      }, levels: levels, source: "our own record, as it is today.")
  }

  // MARK: - How sure

  @MarkupBuilder private var looksBack: Markup {
    h2(class: "govuk-heading-m") { "How forecasts like this did in your own past" }
    if looks.isEmpty {
      p(class: "govuk-body") {
        "There is too little past to say: the forecast would have to be made again from earlier months, each with a year to learn from."
      }
    } else {
      p(class: "govuk-body") {
        "The same forecast, made again from earlier months knowing nothing later, and held against what came. “Same” is as many as when it was made; “constant” is the last year’s arrivals and share of leavers, unchanged."
      }
      looked(looks.map { ($0.months, $0.summary) }, "How far forecasts were out, on average")
      p(class: "govuk-body") {
        "Forecasts from neighbouring months share most of their time, so these count for fewer than they are."
      }
    }
  }

  /// How forecasts did, with what must be said where something simpler did better.
  @MarkupBuilder func looked(
    _ looks: [(months: Int, summary: BacktestSummary)], _ title: String
  ) -> Markup {
    Table(
      looks, title: title, size: .small,
      columns: [
        Column("Ahead") { "\($0.months) months" },
        Column("Forecasts", numeric: true) { Spoken.number($0.summary.count) },
        Column("This forecast", numeric: true) { Spoken.percent($0.summary.error) },
        Column("Same", numeric: true) { Spoken.percent($0.summary.errorOfSameAsNow) },
        Column("Constant", numeric: true) { Spoken.percent($0.summary.errorOfConstantRate) },
        Column("Interval of 8 in 10 held what came", numeric: true) {
          "\($0.summary.held) of \($0.summary.count)"
        },
      ])
    for words in BacktestSummary.warnings(looks) { WarningText(words) }
  }

  @MarkupBuilder private var unknown: Markup {
    h2(class: "govuk-heading-m") { "What it does not know" }
    ul(class: "govuk-list govuk-list--bullet") {
      li {
        "Anything that the past does not show: a new law, a judgement, a new service, a change in who comes to this country alone."
      }
      li { "Why children come into care, and whether those who leave are safe." }
      li {
        "How to do what a scenario assumes. Scenarios reckon what would follow if it were done."
      }
      li {
        "A collapse or a wave. The intervals hold chance, rates learned from few children, and rates that wander as they have in England."
      }
    }
  }

  // MARK: - Tables

  @MarkupBuilder private func numbers(
    _ forecast: CareForecast, group: String, title: String, _ heading: String
  ) -> Markup {
    let months = shown.map { forecast.months[$0] }
    let numbers = (forecast.months.first?.numbers ?? []).enumerated()
      .filter { $0.element.group == group }
      .map { (place: $0.offset, number: $0.element) }
    Table(
      numbers, title: title,
      columns: [
        Column(heading) { $0.number.name },
        Column(forecast.origin.spoken, numeric: true) { row in
          Self.known(now(row.number.children), isHidden: row.number.isHidden(by: small))
        },
      ]
        + months.map { month in
          Column(month.end.spoken, numeric: true) { row in
            ForecastPage.words(month.numbers[row.place].count.interval())
          }
        })
  }

  /// How many there were on the last day known.
  private func now(_ children: ForecastMonth.Number.Children) -> Int {
    switch children {
    case .all: forecasts.first?.inCareAtOrigin ?? 0
    case .home(let home): now.values.reduce(0) { $0 + ($1[home] ?? 0) }
    case .age(let band): (now[band] ?? [:]).values.reduce(0, +)
    }
  }

  /// A count of the record: whole on the screen, on paper only where it may leave the authority.
  @MarkupBuilder static func known(_ count: Int, isHidden: Bool) -> Markup {
    if isHidden {
      span(class: "kith-on-screen") { Spoken.number(count) }
      span(class: "kith-on-paper") { OwnFigure.hidden }
    } else {
      Spoken.number(count)
    }
  }

  static func words(_ interval: Estimate) -> String {
    "\(Spoken.number(interval.value)) (\(Spoken.number(interval.lower)) to \(Spoken.number(interval.upper)))"
  }

  @MarkupBuilder private var takeAway: Markup {
    h2(class: "govuk-heading-m") { "Take it with you" }
    p(class: "govuk-body") {
      a(class: "govuk-link", .href(question.link(at: .forecastAsCSV))) {
        "Download every month as a spreadsheet (CSV)"
      }
      ". Counts of 1 to 5, and what they could be worked out from, are neither in it nor on paper; so it is with what is foretold from them for the first eleven months."
    }
    p(class: "govuk-body") {
      a(class: "govuk-link", .href(question.link())) { "The address of this forecast" }
      " asks the same again, of the record as it is then. Each reading is kept in the log of reads."
    }
  }
}
