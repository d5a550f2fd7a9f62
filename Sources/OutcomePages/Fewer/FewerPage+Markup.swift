import CivilTime
public import HTML
import Published
import Statistics

extension FewerPage {
  public func page(in frame: PageFrame) -> Page {
    Page(
      "Who has fewer children in care, and what else changed there", in: frame,
      section: .outcomes, form: question.isRefused ? question.form : nil, width: .wide
    ) {
      if let found {
        verdict(found)
        form
        summary(found)
        caveats(found)
        if let opened { section(opened, found) }
        for group in Group.allCases { section(group, found) }
        leftOut(found)
        elsewhere(found)
      } else {
        form
      }
    }
  }

  // MARK: - In a sentence

  private func verdict(_ found: ChangeBetweenYears) -> Markup {
    let fell = found.changes(.fell).count
    let beyond = found.beyondChance(.fell).count
    return p(class: "govuk-body-l") {
      strong { "\(Spoken.number(fell)) of \(Spoken.number(found.changes.count))" }
      " authorities had fewer \(question.thing) in \(question.to) than in \(question.from)"
      question.comparing == .rates ? " for the children who live there, " : ", "
      question.edition == .latest
        ? "by the figures as revised since. " : "by the figures first published. "
      beyond == 0
        ? "None of these falls is clearly more than chance. "
        : "\(Spoken.number(beyond)) of these falls \(beyond == 1 ? "is" : "are") clearly more than chance. "
      "England as a whole: \(england(found))."
    }
  }

  /// What England came to, in what is compared.
  private func england(_ found: ChangeBetweenYears) -> String {
    let ends = [
      (question.from, found.englandBefore, found.englandPopulationBefore),
      (question.to, found.englandAfter, found.englandPopulationAfter),
    ]
    guard question.comparing == .rates else {
      return ends.map { "\(Spoken.figure($0.1)) in \($0.0)" }.joined(separator: ", ")
    }
    return ends.map { year, figure, population in
      let rate = figure.number.flatMap { AuthorityChange.rate($0, population) }
      return
        "\(rate.map { Spoken.number($0, decimals: 1) + " for every 10,000 children" } ?? "rate not known") in \(year)"
    }.joined(separator: ", ")
  }

  private func summary(_ found: ChangeBetweenYears) -> Markup {
    let rows =
      Group.allCases.map { ($0.title, changes($0).count) } + [
        ("Cannot be compared", found.leftOut.count)
      ]
    return Table(
      rows, title: "How many authorities", size: .small,
      columns: [
        Column("Group") { $0.0 },
        Column("Authorities", numeric: true) { Spoken.number($0.1) },
      ]
    ).markup
  }

  @MarkupBuilder private func caveats(_ found: ChangeBetweenYears) -> Markup {
    h2(class: "govuk-heading-m") { "What this cannot show" }
    ul(class: "govuk-list govuk-list--bullet") {
      for caveat in found.caveats { li { caveat.words } }
    }
  }

  // MARK: - The question

  private var form: Markup {
    let form = question.form
    let years = question.years.map { Choice(String($0), String($0)) }
    return HTML.section(class: "kith-filter", .aria("label", "What is compared")) {
      h2(class: "govuk-heading-m") { "What is compared" }
      Form(asking: .fewer) {
        div(class: "kith-fields") {
          Select(
            form.field(FewerQuestion.Name.measure, "What is counted"),
            FewerQuestion.measures.map {
              Choice($0.0, $0.1.prefix(1).uppercased() + $0.1.dropFirst())
            }, prompt: nil)
          Select(form.field(FewerQuestion.Name.from, "From"), years, prompt: nil)
          Select(form.field(FewerQuestion.Name.to, "To"), years, prompt: nil)
          Select(
            form.field(FewerQuestion.Name.comparing, "Compare"),
            [
              Choice("counts", "How many children"),
              Choice("rates", "How many of those who live there"),
            ], prompt: nil)
          Select(
            form.field(FewerQuestion.Name.edition, "Figures"),
            [Choice("first", "As first published"), Choice("revised", "As revised since")],
            prompt: nil)
          Select(
            form.field(FewerQuestion.Name.authority, "Open one authority"),
            authorities, prompt: "None")
        }
        Button("Compare", preventsDoubleClick: false)
      }
    }
  }

  // MARK: - Groups

  @MarkupBuilder private func section(_ group: Group, _ found: ChangeBetweenYears) -> Markup {
    let changes = changes(group)
    if !changes.isEmpty {
      h2(class: "govuk-heading-m") { "\(group.title): \(Spoken.number(changes.count))" }
      if group == .fell || group == .fellPerhaps {
        table(changes, title: group.title)
      } else {
        Details("Show these authorities") { table(changes, title: group.title) }
      }
    }
  }

  private func table(_ changes: [AuthorityChange], title: String) -> Markup {
    Table(
      changes, title: title, hidesTitle: true,
      columns: [
        Column("Authority") { change in
          a(class: "govuk-link", .href(question.link(opening: change.code).at("authority"))) {
            change.name
          }
          for moved in change.boundaryChanges {
            span(class: "kith-aside") { " Boundary: \(moved.what)" }
          }
        },
        Column("\(question.from)", numeric: true) { Spoken.number($0.countBefore) },
        Column("\(question.to)", numeric: true) { Spoken.number($0.countAfter) },
        Column("Change", numeric: true) { change in
          Spoken.change(change.countAfter - change.countBefore)
          if let share = change.relativeChange { " (\(Spoken.percent(change: share)))" }
        },
        Column("Per 10,000 children", numeric: true) { change in
          change.rateBefore == nil && change.rateAfter == nil
            ? rate(nil) : ends(rate(change.rateBefore), rate(change.rateAfter))
        },
        Column("Every year") { change in
          Sparkline(
            FewerPage.points(change), format: FigureFormat(),
            label:
              "\(change.name): "
              + change.path.map { "\($0.year) \(Spoken.figure($0.figure))" }.joined(separator: ", ")
          )
        },
        Column("Came into care", numeric: true) { pair($0, "startedCare") },
        Column("Left care", numeric: true) { pair($0, "ceasedCare") },
        Column("In need", numeric: true) { pair($0, "inNeed") },
        Column("On plans", numeric: true) { pair($0, "onPlans") },
      ] + held(changes)
    ).markup
  }

  /// What is not held for every pair of years; a column without any figure is left out.
  private func held(_ changes: [AuthorityChange]) -> [Column<AuthorityChange>] {
    var columns: [Column<AuthorityChange>] = []
    if changes.contains(where: { $0.beside("vacancyRateAsPrinted") != nil }) {
      columns.append(
        Column("Social work vacancies", numeric: true) { change in
          pair(change, "vacancyRateAsPrinted", decimals: 1, unit: "%")
        })
    }
    if changes.contains(where: { $0.judgementAfter != nil }) {
      columns.append(
        Column("Judgement at the end") { change in
          change.judgementAfter.map { $0.overall?.words ?? "No overall grade" } ?? "not held"
        })
    }
    return columns
  }

  private func rate(_ value: Double?) -> String { value.map { Spoken.number($0) } ?? "not known" }

  private func pair(
    _ change: AuthorityChange, _ measure: String, decimals: Int = 0, unit: String = ""
  ) -> String {
    guard let beside = change.beside(measure) else { return "not held" }
    func word(_ figure: Figure) -> String {
      Spoken.figure(figure, decimals: decimals) + (figure.number == nil ? "" : unit)
    }
    if beside.before.number == nil, beside.before == beside.after { return word(beside.before) }
    return ends(word(beside.before), word(beside.after))
  }

  /// On one line, however narrow the column.
  private func ends(_ before: String, _ after: String) -> String {
    "\(before)\u{a0}to\u{a0}\(after)"
  }

  @MarkupBuilder private func leftOut(_ found: ChangeBetweenYears) -> Markup {
    if !found.leftOut.isEmpty {
      h2(class: "govuk-heading-m") { "Cannot be compared: \(Spoken.number(found.leftOut.count))" }
      Table(
        found.leftOut, title: "Authorities that cannot be compared", hidesTitle: true,
        columns: [
          Column("Authority") { $0.area.name },
          Column("Why") { $0.reason.words },
        ])
    }
  }

  @MarkupBuilder private func elsewhere(_ found: ChangeBetweenYears) -> Markup {
    h2(class: "govuk-heading-m") { "Take it with you" }
    p(class: "govuk-body") {
      a(class: "govuk-link", .href(question.link(at: .fewerAsCSV))) {
        "Download every authority as a spreadsheet (CSV)"
      }
    }
    p(class: "govuk-body") {
      a(class: "govuk-link", .href(question.link())) { "The address of this comparison" }
      " shows the same again, for whoever may sign in here."
    }
    p(class: "govuk-body") {
      "Source: Department for Education, Children looked after in England and Characteristics of children in need; Children’s social work workforce; Ofsted; Office for National Statistics. Open Government Licence v3.0. "
      "A change counts as more than chance where, of all that are called so, at most one in twenty is expected to be chance (false discovery rate of 5%). Social work figures are held from 2017, judgements from 2018."
    }
  }
}
