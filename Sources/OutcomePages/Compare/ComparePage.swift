import CivilTime
import HTML
import Published

/// One indicator of many authorities side by side.
public struct ComparePage: Sendable {
  let setting: OutcomeSetting
  let question: CompareQuestion
  let indicator: Indicator
  let format: FigureFormat
  /// The year that is shown; nil where nobody has a figure.
  let year: Int?
  let years: [Int]
  let england: IndicatorSeries?
  /// Those compared, in the order asked for; those without a figure last.
  let rows: [Row]
  let funnel: IndicatorFunnel?
  let other: Indicator?
  /// What was asked for and cannot be, in sentences.
  let problems: [String]

  struct Row: Sendable {
    let series: IndicatorSeries
    let point: IndicatorPoint?
    /// Why there is no value.
    let missing: String?
    let isOwn: Bool
    /// Whether it differs from all authorities together by more than chance; nil where that cannot be
    /// said.
    let differs: Bool?
    let standsOut: IndicatorFunnel.Side?

    var area: Area { series.area }
  }

  /// Nil where no indicator at all has figures of authorities.
  public init?(_ question: CompareQuestion, _ setting: OutcomeSetting) {
    self.setting = setting
    let figures = setting.figures
    var problems = question.misunderstood
    let comparable = figures.indicators.filter(\.isComparable)
    let asked = figures.indicator(question.indicator)
    guard
      let chosen = comparable.first(where: { $0.id == asked?.id })
        ?? comparable.first(where: { $0.id == "claRate" }) ?? comparable.first
    else { return nil }
    if asked == nil {
      problems.append(
        "“\(question.indicator)” is no indicator that is known here. \(chosen.name) is shown; choose another from the list."
      )
    } else if let asked, asked.id != chosen.id {
      problems.append(
        "\(asked.name) cannot be compared. \(asked.notHeld) \(chosen.name) is shown.")
    }
    indicator = chosen

    let england = figures.series(of: chosen, for: PublishedFigures.englandCode)
    self.england = england
    format = chosen.format(england: england)
    years = england?.points.filter { $0.value != nil }.map(\.year) ?? []
    var year = years.last
    if let wanted = question.year {
      if years.contains(wanted) {
        year = wanted
      } else if let year {
        problems.append(
          "There are no figures of \(wanted)\(wanted > year ? " yet" : ""): \(year), the newest year, is shown."
        )
      }
    } else if let typed = question.unreadableYear {
      problems.append("“\(typed)” is no year. The newest one is shown.")
    }
    self.year = year

    other = question.against.flatMap { figures.indicator($0) }.flatMap {
      $0.isComparable && $0.id != chosen.id ? $0 : nil
    }
    if let against = question.against, other == nil, against != chosen.id {
      problems.append("“\(against)” cannot be set against it: no figures of authorities are held.")
    }

    var answered = question
    if setting.area == nil, answered.among == .neighbours { answered.among = .all }
    self.question = answered
    let (areas, why) = Self.areas(answered, setting, in: year)
    problems += why
    self.problems = problems
    let funnel = year.flatMap { year in
      let ready = setting.standings.funnel(of: chosen.id)
      return ready?.year == year ? ready : IndicatorFunnel(chosen, in: year, of: figures)
    }
    self.funnel = funnel
    let rows = areas.compactMap { area -> Row? in
      guard let series = figures.series(of: chosen, for: area.code) else { return nil }
      let point = year.flatMap { series[$0] }
      return Row(
        series: series, point: point,
        missing: point?.value == nil
          ? figures.missingWords(point, of: area, in: year ?? setting.today.year, jointly: chosen)
          : nil,
        isOwn: area.code == setting.area?.code, differs: funnel?.differs(area.code),
        standsOut: funnel?.standsOut(area.code))
    }
    self.rows = Self.inOrder(rows, question.order)
  }

  private static func inOrder(_ rows: [Row], _ order: CompareQuestion.Order) -> [Row] {
    rows.sorted { one, two in
      switch (order, one.point?.value, two.point?.value) {
      case (.figure, let first?, let second?) where first != second: first > second
      case (.figure, nil, _?): false
      case (.figure, _?, nil): true
      default: (one.area.name, one.area.code) < (two.area.name, two.area.code)
      }
    }
  }

  /// Those who are compared, and what of the question could not be answered.
  private static func areas(_ question: CompareQuestion, _ setting: OutcomeSetting, in year: Int?)
    -> ([Area], [String])
  {
    let figures = setting.figures
    let there = figures.authorities(inYearEnding: year)
    switch question.among {
    case .all:
      return (there, [])
    case .neighbours:
      let neighbours = setting.area.map { figures.neighbours(of: $0.code) } ?? []
      let own = setting.area.map { [$0] } ?? []
      return (
        own + neighbours,
        neighbours.isEmpty
          ? ["No statistical neighbours of \(setting.area?.name ?? "this authority") are known."]
          : []
      )
    case .region:
      let code = question.region ?? setting.area?.within ?? ""
      let within = figures.authorities(within: code).filter { area in
        year.map { area.exists(inYearEnding: $0) } ?? true
      }
      return (
        within,
        within.isEmpty ? ["Choose a region: “\(code)” is none. "] : []
      )
    case .judgement:
      let grade = question.grade.flatMap(Judgement.Grade.init(rawValue:)) ?? .good
      let graded = there.filter {
        figures.judgement(of: $0.code, on: setting.today)?.leaders == grade
      }
      return (
        graded,
        graded.isEmpty
          ? ["No authority has “\(grade.words)” for leaders in its latest inspection."] : []
      )
    case .chosen:
      let found = question.chosen.map { code in (code, figures.area(code)) }
      let unknown = found.filter { $0.1?.kind != .authority }.map { "“\($0.0)”" }
      var seen = Set<String>()
      let areas = found.compactMap(\.1).filter {
        $0.kind == .authority && seen.insert($0.code).inserted
      }
      var problems =
        unknown.isEmpty
        ? [] : ["\(unknown.listed): no authority that figures are published of; left out."]
      if areas.isEmpty { problems.append("Choose at least one authority from the list.") }
      return (areas, problems)
    }
  }

  /// What all authorities have together, for every figure that is called different from it.
  var lookedAt: Int { funnel?.judgedCount ?? 0 }
}

extension Indicator {
  /// Whether authorities have figures of it that can be put side by side.
  var isComparable: Bool { unit != .grade && !numerator.isEmpty && notHeld.isEmpty }
}

extension PublishedFigures {
  /// The same as `missingWords`, with the figure of the pair where an authority reports in one.
  func missingWords(
    _ point: IndicatorPoint?, of area: Area, in year: Int, jointly indicator: Indicator
  )
    -> String
  {
    if let pair = jointArea(with: area.code),
      let joint = series(of: indicator, for: pair.code)?[year], joint.value != nil
    {
      let format = indicator.format(england: nil)
      return "\(format.words(joint.value)) for \(pair.name) together"
    }
    return missingWords(point, of: area, in: year)
  }
}
