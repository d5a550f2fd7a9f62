import CivilTime
public import HTML
import Published
import Statistics

extension ComparePage {
  public var page: Page {
    Page("Compare", in: setting.frame, section: .compare, heading: .inContent, width: .full) {
      h1(class: "govuk-heading-l") {
        span(class: "govuk-caption-l") { "Compare authorities" }
        indicator.name
      }
      p(class: "govuk-body") { indicator.definition + " " + indicator.caveat }
      for problem in problems { WarningText(problem) }
      div(class: "kith-question") {
        Details("Change what is compared", open: rows.isEmpty || !problems.isEmpty) { form }
      }
      if rows.isEmpty {
        p(class: "govuk-body") { "Nobody is compared yet." }
      } else if let year {
        h2(class: "govuk-heading-m") { "\(amongWords), \(indicator.yearWords(year))" }
        for sentence in sentences { p(class: "govuk-body") { sentence } }
        // What was asked to be set against another comes before the long list.
        scatter(in: year)
        plot
        changedAreas
        multiples
        p(class: "govuk-body") {
          a(class: "govuk-link", .href(question.link(at: .compareAsCSV))) {
            "Download all years as CSV"
          }
          ". "
          a(class: "govuk-link", .href(question.link())) { "Link to this view" }
          ". "
          a(class: "govuk-link", .href(setting.keeping(.outcome(indicator.id)))) {
            "More about this indicator"
          }
          "."
        }
      }
      p(class: "govuk-body") {
        "Authorities differ for many reasons that are nobody’s merit or fault. This is no league table: it shows whom to ask, not who is better."
      }
    }
  }

  // MARK: - The question

  private var form: Form {
    let state = answers
    return Form(asking: .compare) {
      if let area = question.area { HiddenInput(AreaChooser.field, area) }
      if question.hasOwnScales { HiddenInput("scale", "own") }
      div(class: "kith-columns") {
        div {
          Select(state.field("indicator", "Indicator"), indicatorChoices, prompt: nil)
          Select(
            state.field("year", "Year"),
            years.reversed().map { Choice(String($0), indicator.yearWords($0)) }, prompt: "Newest")
          Select(
            state.field("against", "Set against", hint: "Another indicator, one against the other"),
            indicatorChoices, prompt: "Nothing")
          Select(
            state.field("order", "Order"),
            [
              Choice(CompareQuestion.Order.figure.rawValue, "By figure, highest first"),
              Choice(CompareQuestion.Order.name.rawValue, "By name"),
            ], prompt: nil)
        }
        div {
          Radios(state.field("among", "Among whom"), amongChoices, layout: .small)
          Select(state.field("region", "Region"), regionChoices, prompt: "Our own")
          Select(
            state.field("grade", "Ofsted’s judgement of leaders"),
            Judgement.Grade.allCases.map { Choice($0.rawValue, $0.words) }, prompt: "Good")
        }
      }
      Details("Choose authorities one by one", open: question.among == .chosen) {
        div(class: "kith-choices") {
          Checkboxes(
            state.field("authority", "Authorities"), setting.figures.authorityChoices, small: true)
        }
      }
      Button("Compare", preventsDoubleClick: false)
    }
  }

  private var answers: FormState {
    var state = FormState()
    state["indicator"] = indicator.id
    state["year"] = question.year.flatMap { years.contains($0) ? String($0) : nil }
    state["against"] = other?.id
    state["order"] = question.order.rawValue
    state["among"] = question.among.rawValue
    state["region"] = question.region
    state["grade"] = question.grade
    state.set("authority", to: question.chosen)
    return state
  }

  private var indicatorChoices: [Choice] {
    setting.figures.indicators.filter(\.isComparable).map { Choice($0.id, $0.name) }
  }

  private var amongChoices: [Choice] {
    CompareQuestion.Among.allCases.compactMap { among in
      let area = setting.area?.name
      return switch among {
      case .neighbours: area.map { Choice(among.rawValue, "\($0) and its statistical neighbours") }
      case .region: Choice(among.rawValue, "The authorities of a region")
      case .all: Choice(among.rawValue, "All authorities")
      case .judgement: Choice(among.rawValue, "Those with the same judgement of leaders")
      case .chosen: Choice(among.rawValue, "Those chosen one by one")
      }
    }
  }

  private var regionChoices: [Choice] {
    setting.figures.areas.filter { $0.kind == .region }.map { Choice($0.code, $0.name) }
  }

  // MARK: - In words

  private var amongWords: String {
    switch question.among {
    case .neighbours: "\(setting.area?.name ?? "") and its statistical neighbours"
    case .region:
      setting.figures.area(question.region ?? setting.area?.within ?? "")?.name ?? "Region"
    case .all: "All authorities"
    case .judgement:
      "Leaders judged \((question.grade.flatMap(Judgement.Grade.init(rawValue:)) ?? .good).words.lowercasedFirst) at the latest inspection"
    case .chosen: "Chosen authorities"
    }
  }

  var sentences: [String] {
    var sentences: [String] = []
    let known = rows.filter { $0.point?.value != nil }
    if known.isEmpty { sentences.append("None of them has a figure of this year.") }
    if funnel != nil, !known.isEmpty {
      let different = known.count { $0.differs == true }
      let outside = known.filter { $0.standsOut != nil }
      sentences.append(
        "Of \(counted(known.count, "authority", plural: "authorities")) with a figure, \(different == 0 ? "none" : Spoken.number(different)) \(different == 1 ? "differs" : "differ") from England by more than chance. All \(lookedAt) authorities were looked at to say so, and of those called different at most 5 in 100 are chance."
      )
      let small = rows.filter { funnel?.isTooSmall($0.area.code) == true }
      if !small.isEmpty {
        sentences.append(
          "Too small for that to be said, as fewer than 10 would be expected there: \(small.map(\.area.name).listed)."
        )
      }
      sentences.append(
        outside.isEmpty
          ? "None of them lies outside what authorities ordinarily differ by."
          : "Outside what authorities ordinarily differ by: \(outside.map { "\($0.area.name) (\($0.standsOut == .above ? "higher" : "lower"))" }.listed)."
      )
    } else if !known.isEmpty {
      sentences.append(
        "Averages have no counts of children behind them, so nothing is said about chance.")
    }
    return sentences
  }

  private func differenceWords(_ row: Row) -> String {
    guard let funnel, let differs = row.differs, let value = row.point?.value else { return "–" }
    guard differs else { return "Could be chance" }
    return value > funnel.plot.target * indicator.unit.factor ? "Higher" : "Lower"
  }

  // MARK: - Drawings

  private var plot: DotPlot {
    var references: [DotPlot.Reference] = []
    if let value = year.flatMap({ england?[$0]?.value }) {
      references.append(.init("England", value, .chained))
    }
    return DotPlot(
      id: "plot", title: "\(indicator.name), \(year.map(String.init) ?? "")",
      unit: indicator.unitWords, format: format,
      rows: rows.map { row in
        DotPlot.Row(
          row.area.name, row.point?.value,
          within: row.point?.interval().map { $0.lower...$0.upper }, missing: row.missing,
          isOwn: row.isOwn, differs: row.differs == true)
      }, references: references,
      notes: (rows.contains { $0.point?.interval() != nil }
        ? ["The lines are where chance alone would put each figure in 95 of 100 cases."] : [])
        + missingNote, source: source, table: table)
  }

  /// Those compared that began or ended within the years, and where the rest of their past is.
  @MarkupBuilder private var changedAreas: Markup {
    let changed = rows.compactMap { setting.figures.succession(of: $0.area) }
    if !changed.isEmpty {
      Details("Authorities whose areas changed", open: changed.count <= 2) {
        for succession in changed {
          SuccessionNote(succession: succession, page: .outcome(indicator.id))
        }
      }
    }
  }

  private var missingNote: [String] {
    let missing = rows.filter { $0.missing != nil }
    return missing.isEmpty
      ? []
      : [
        "Not drawn: "
          + missing.map { "\($0.area.name) (\($0.missing ?? ""))" }.joined(separator: "; ") + "."
      ]
  }

  private var table: Table {
    Table(
      rows, title: "\(indicator.name), \(year.map(String.init) ?? ""): figures", size: .small,
      columns: [
        Column("Authority") { row in
          a(
            class: "govuk-link",
            .href(
              row.area.code == setting.own?.code
                ? .outcome(indicator.id)
                : Link.outcome(indicator.id).setting(AreaChooser.field, row.area.code))
          ) { row.area.name }
        },
        Column(indicator.unitWords, numeric: true) { row in
          row.point?.value.map { format.words($0) } ?? row.missing ?? ""
        },
        Column("Interval (95 in 100)", numeric: true) { row in
          row.point?.interval().map {
            "\(format.words($0.lower)) to \(format.words($0.upper))"
          } ?? ""
        },
        Column("Counted", numeric: true) { row in
          row.point?.numerator.number.map { FigureFormat().words($0) } ?? ""
        },
        Column("Among", numeric: true) { row in
          row.point?.denominator.number.map { FigureFormat().words($0) } ?? ""
        },
        Column("From England") { differenceWords($0) },
      ])
  }

  private var source: String {
    let series = setting.figures.series(of: indicator.numerator, for: PublishedFigures.englandCode)
    let release = year.flatMap { setting.figures.release(of: $0, in: series)?.title }
    return (release ?? indicator.source) + ", Open Government Licence v3.0"
  }

  @MarkupBuilder private func scatter(in year: Int) -> Markup {
    if let other {
      let england = setting.figures.series(of: other, for: PublishedFigures.englandCode)
      let pairs = rows.compactMap { row -> (row: Row, x: Double, y: Double)? in
        guard let y = row.point?.value,
          let x = setting.figures.point(of: other, for: row.area, in: year)?.value
        else { return nil }
        return (row, x, y)
      }
      let named = ScatterPlot.farthest(
        question.among == .chosen ? 12 : 6, of: pairs.map { ($0.x, $0.y) })
      let points = pairs.enumerated().map { place, pair in
        ScatterPlot.Point(
          pair.row.area.name, x: pair.x, y: pair.y,
          pair.row.isOwn ? .own : named.contains(place) ? .standsOut : .plain)
      }
      h2(class: "govuk-heading-m") { "\(indicator.name) against \(other.name.lowercasedFirst)" }
      ScatterPlot(
        id: "against", title: "\(indicator.name) against \(other.name.lowercasedFirst), \(year)",
        across: .init(
          "\(other.name), \(other.unitWords.lowercasedFirst)", other.format(england: england)),
        up: .init("\(indicator.name), \(indicator.unitWords.lowercasedFirst)", format),
        points: points,
        notes: [
          "Two figures that go together do not show that one makes the other.",
          "Full marks are those farthest from the middle, named where there is room. Rest the pointer on any mark for its name and figures; the table has all of them.",
        ]
          + leftOut(rows.count - points.count), source: source)
    }
  }

  private func leftOut(_ count: Int) -> [String] {
    count == 0
      ? []
      : [
        "Left out, because one of the figures is missing: \(counted(count, "authority", plural: "authorities"))."
      ]
  }

  private var otherScale: CompareQuestion {
    var other = question
    other.hasOwnScales.toggle()
    return other
  }

  @MarkupBuilder private var multiples: Markup {
    if years.count > 1, let first = years.first, let last = years.last {
      h2(class: "govuk-heading-m", .id("over-the-years")) { "Over the years" }
      p(class: "govuk-body") {
        question.hasOwnScales
          ? "Each has a scale of its own, to see how it went there. "
          : "All have the same scale, to see who is high and who is low. "
        a(class: "govuk-link", .href(otherScale.link().at("over-the-years"))) {
          question.hasOwnScales ? "Draw all on one scale" : "Draw each on its own scale"
        }
      }
      SmallMultiples(
        id: "years", title: "\(indicator.name), \(first) to \(last)", unit: indicator.unitWords,
        format: format, by: indicator.calendar,
        panels: rows.map { row in
          SmallMultiples.Panel(
            row.area.name, setting.figures.chartPoints(of: row.series, years: first...last),
            isOwn: row.isOwn)
        },
        reference: england.map {
          LineChart.Series(
            "England", label: "England", .chained,
            setting.figures.chartPoints(of: $0, years: first...last))
        }, scale: question.hasOwnScales ? .own : .common, breaks: indicator.chartBreaks,
        notes: indicator.breaks.filter { $0.firstYear > first && $0.firstYear <= last }
          .map { "The lines are broken at \($0.firstYear): \($0.what)" }, source: source)
    }
  }
}
