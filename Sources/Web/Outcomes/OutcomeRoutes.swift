import Access
import CareRecord
import Checking
import CivilTime
import HTML
import Hummingbird
import Learning
import LearningPages
import Measures
import OutcomePages
import Published
import Returns
import Store

/// The National Framework page, each indicator, and authorities side by side.
///
/// Published figures are public, so everybody who is signed in may see them. Those of our own record are
/// for whoever may see figures.
struct OutcomeRoutes {
  let measures: MeasureDesk
  let learning: any LearningStore & AccountStore
  let figures: @Sendable () async throws -> PublishedFigures
  let shelf = StandingsShelf()

  func add(to routes: Routes) {
    routes.get("/outcomes") { request in
      .page(try await framework(request).page)
    }
    routes.get("/outcomes.csv") { request in
      let page = try await framework(request, asFile: true)
      return .csv(page.sheet, name: "outcomes-\(request.today.iso).csv")
    }
    routes.get("/outcomes.xlsx") { request in
      let page = try await framework(request, asFile: true)
      return try .workbook(
        [page.sheet], made: request.today, name: "outcomes-\(request.today.iso).xlsx")
    }
    routes.get("/outcomes/:indicator") { request in
      .page(try await indicator(request).page)
    }
    routes.get("/outcomes/:indicator/figures.csv") { request in
      let page = try await indicator(request, asFile: true)
      return .csv(page.sheet, name: "\(request.parameters.get("indicator") ?? "figures").csv")
    }
    routes.get("/outcomes/:indicator/figures.xlsx") { request in
      let page = try await indicator(request, asFile: true)
      return try .workbook(
        [page.sheet, page.recordSheet, page.decisionSheet].compactMap(\.self), made: request.today,
        name: "\(request.parameters.get("indicator") ?? "figures").xlsx")
    }
    routes.get("/outcomes/:indicator/record.csv") { request in
      guard let sheet = try await indicator(request, asFile: true).recordSheet else {
        throw Failure.notFound
      }
      return .csv(sheet, name: "\(request.parameters.get("indicator") ?? "record")-record.csv")
    }
    routes.get("/compare") { request in
      .page(try await comparison(request).page)
    }
    routes.get("/compare.csv") { request in
      let page = try await comparison(request, asFile: true)
      return .csv(page.sheet, name: "compare-\(request.today.iso).csv")
    }
  }

  private func framework(
    _ request: PageRequest, asFile: Bool = false
  ) async throws -> FrameworkPage {
    let setting = try await setting(for: request, asFile: asFile)
    let own = try await measured(request, setting, at: [request.today], of: nil)
    return FrameworkPage(setting, measured: own.figures, withheld: own.isWithheld)
  }

  private func indicator(
    _ request: PageRequest, asFile: Bool = false
  ) async throws -> IndicatorPage {
    let setting = try await setting(for: request, asFile: asFile)
    guard let id = request.parameters.get("indicator"),
      let indicator = setting.figures.indicator(id)
    else {
      var failure = Failure(
        .notFound, "There is no such indicator",
        "The address names an indicator that Kith does not know.",
        "Choose it from the page of outcomes.")
      failure.next = NavigationItem("Outcomes", .outcomes)
      throw failure
    }
    guard let months = OwnMonths(asked: request.query[OwnMonths.field]) else {
      var failure = Failure(
        .badRequest, "That many month ends cannot be shown",
        "The address asks for “\((request.query[OwnMonths.field] ?? "").prefix(20))” months. Month ends are shown for 24, 60, 120 or 240.",
        "Choose on the page of the indicator.")
      failure.next = NavigationItem(indicator.name, .outcome(id))
      throw failure
    }
    let days = request.today.monthEnds(back: months.rawValue) + [request.today]
    let own =
      MeasureRegister.indicator(id) == nil
      ? MeasureDesk.Answer() : try await measured(request, setting, at: days, of: [id])
    return IndicatorPage(
      indicator, setting, measured: own.figures, withheld: own.isWithheld,
      mayListChildren: Policy.mayListChildren(request.person),
      marks: try await marks(for: id, request, setting),
      decisions: try await decisions(about: id, request, setting),
      mayRecalculate: Policy.mayRecalculate(request.person), months: months)
  }

  /// By whose decision the control chart has new limits: the same for everybody who sees the chart.
  private func decisions(
    about indicator: String, _ request: PageRequest, _ setting: OutcomeSetting
  ) async throws -> [PhaseDecision] {
    guard setting.isOwn else { return [] }
    let phases = try await learning.chartPhases(of: indicator)
    guard !phases.isEmpty else { return [] }
    let isReader = Policy.mayUseLearning(request.person)
    let actions =
      isReader ? try await learning.learning(for: request.reading("outcomes")) : nil
    let names = Dictionary(
      try await learning.accounts().map { ($0.person.user, $0.person.name) },
      uniquingKeysWith: { first, _ in first })
    func name(_ user: String) -> String { names[user] ?? user }
    return phases.map { phase in
      let version = phase.version
      return PhaseDecision(
        from: phase.body.firstYear, because: phase.body.reason,
        by: version.author == version.startedBy
          ? name(version.author)
          : "\(name(version.startedBy)), changed by \(name(version.author))",
        on: version.at.inLondon.day,
        action: phase.body.action.flatMap { actions?.action($0) }
          .map { NavigationItem($0.body.title, .action($0.id)) },
        page: isReader ? .phase(phase.id) : nil)
    }
  }

  /// The actions that should move the indicator, for those who may see what was agreed.
  private func marks(
    for indicator: String, _ request: PageRequest, _ setting: OutcomeSetting
  ) async throws -> [LineChart.Mark] {
    guard setting.isOwn else { return [] }
    return try await learning.actionMarks(for: indicator, for: request.reading("outcomes"))
      .map { LineChart.Mark(on: $0.day, $0.label) }
  }

  /// What our own record says, where the page is about it and the reader may see it.
  private func measured(
    _ request: PageRequest, _ setting: OutcomeSetting, at days: [Day], of indicators: Set<String>?
  ) async throws -> MeasureDesk.Answer {
    guard setting.isOwn else { return MeasureDesk.Answer() }
    return try await measures.figures(
      at: days, of: indicators, for: request, purpose: "outcomes")
  }

  private func comparison(
    _ request: PageRequest, asFile: Bool = false
  ) async throws -> ComparePage {
    guard
      let page = ComparePage(
        CompareQuestion(request.query.state), try await setting(for: request, asFile: asFile))
    else { throw Failure.notFound }
    return page
  }

  /// What pages of the outcomes are told: the figures, and whose the reader looks at.
  ///
  /// - Parameter asFile: whether a file is made, which cannot say beside its figures that they are not of
  ///   the authority that was asked for.
  /// - Throws: `Failure` where a file is asked for of an authority that there is not.
  private func setting(for request: PageRequest, asFile: Bool) async throws -> OutcomeSetting {
    let figures = try await figures()
    let setting = OutcomeSetting(
      frame: request.context.frame, today: request.today, figures: figures,
      standings: await shelf.standings(of: figures), own: request.person.authority.description,
      chosen: request.query["area"])
    if asFile, let unknown = setting.unknownArea {
      var failure = Failure(
        .notFound, "There is no such authority",
        "“\(unknown.prefix(60))” is no authority that figures are published of, so no file was made.",
        "Choose the authority on the page of outcomes.")
      failure.next = NavigationItem("Outcomes", .outcomes)
      throw failure
    }
    return setting
  }
}

extension Day {
  /// The last days of so many months before this one, the oldest first.
  func monthEnds(back count: Int) -> [Day] {
    guard let first = Day(year: year, month: month, day: 1) else { return [] }
    return (0..<max(count, 0)).reversed().map { first.adding(months: -$0) - 1 }
  }
}

extension Response {
  /// A table for a spreadsheet.
  static func csv(_ sheet: OutcomeSheet, name: String) -> Response {
    var csv = SpreadsheetCSV()
    csv.append(sheet.columns.map(\.heading))
    for row in sheet.rows { csv.append(row.map(\.plain)) }
    return .download(csv.bytes, name: name, type: "text/csv; charset=utf-8")
  }

  /// Tables as a workbook, a sheet each.
  ///
  /// - Throws: `WorkbookError`
  static func workbook(_ sheets: [OutcomeSheet], made: Day, name: String) throws -> Response {
    let workbook = Workbook(
      sheets.map { sheet in
        let cells = sheet.rows.map { row in
          row.map { cell -> Workbook.Cell in
            switch cell {
            case .text(let text): .text(text)
            case .number(let number, let decimals): .number(number, decimals: decimals)
            case .empty: .empty
            }
          }
        }
        return Workbook.Sheet(sheet.name, columns: sheet.columns, rows: cells)
      }, made: made)
    return .download(
      try workbook.bytes(), name: name,
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  }
}
