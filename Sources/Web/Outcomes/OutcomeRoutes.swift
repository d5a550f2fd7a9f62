import Access
import CareRecord
import Checking
import CivilTime
import HTML
import Hummingbird
import Learning
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
  /// How many month ends the page of an indicator looks back.
  static let months = 24

  let measures: any MeasureStore
  let learning: any LearningStore
  let figures: @Sendable () async throws -> PublishedFigures
  let shelf = StandingsShelf()

  func add(to routes: Routes) {
    routes.get("/outcomes") { request in
      .page(try await framework(request).page)
    }
    routes.get("/outcomes.csv") { request in
      let page = try await framework(request)
      return .csv(page.sheet, name: "outcomes-\(request.today.iso).csv")
    }
    routes.get("/outcomes.xlsx") { request in
      let page = try await framework(request)
      return try .workbook(
        page.sheet, made: request.today, name: "outcomes-\(request.today.iso).xlsx")
    }
    routes.get("/outcomes/:indicator") { request in
      .page(try await indicator(request).page)
    }
    routes.get("/outcomes/:indicator/figures.csv") { request in
      let page = try await indicator(request)
      return .csv(page.sheet, name: "\(request.parameters.get("indicator") ?? "figures").csv")
    }
    routes.get("/compare") { request in
      .page(try await comparison(request).page)
    }
    routes.get("/compare.csv") { request in
      let page = try await comparison(request)
      return .csv(page.sheet, name: "compare-\(request.today.iso).csv")
    }
  }

  private func framework(_ request: PageRequest) async throws -> FrameworkPage {
    let setting = try await setting(for: request)
    return FrameworkPage(
      setting, measured: try await measured(request, setting, at: [request.today], of: nil))
  }

  private func indicator(_ request: PageRequest) async throws -> IndicatorPage {
    let setting = try await setting(for: request)
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
    let days = request.today.monthEnds(back: OutcomeRoutes.months) + [request.today]
    return IndicatorPage(
      indicator, setting,
      measured: MeasureRegister.indicator(id) == nil
        ? [] : try await measured(request, setting, at: days, of: [id]),
      mayListChildren: Policy.mayListChildren(request.person),
      marks: try await marks(for: id, request, setting))
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
  ) async throws -> [MeasuredFigure] {
    guard setting.isOwn, Policy.maySeeFigures(request.person) else { return [] }
    return try await measures.figures(
      at: days, of: indicators, for: request.reading("outcomes"))
  }

  private func comparison(_ request: PageRequest) async throws -> ComparePage {
    guard
      let page = ComparePage(
        CompareQuestion(request.query.state), try await setting(for: request))
    else { throw Failure.notFound }
    return page
  }

  /// What pages of the outcomes are told: the figures, and whose the reader looks at.
  private func setting(for request: PageRequest) async throws -> OutcomeSetting {
    let figures = try await figures()
    return OutcomeSetting(
      frame: request.context.frame, today: request.today, figures: figures,
      standings: await shelf.standings(of: figures), own: request.person.authority.description,
      chosen: request.query["area"])
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

  /// A table as a workbook of one sheet.
  ///
  /// - Throws: `WorkbookError`
  static func workbook(_ sheet: OutcomeSheet, made: Day, name: String) throws -> Response {
    let cells = sheet.rows.map { row in
      row.map { cell -> Workbook.Cell in
        switch cell {
        case .text(let text): .text(text)
        case .number(let number, let decimals): .number(number, decimals: decimals)
        case .empty: .empty
        }
      }
    }
    let workbook = Workbook(
      [Workbook.Sheet(sheet.name, columns: sheet.columns, rows: cells)], made: made)
    return .download(
      try workbook.bytes(), name: name,
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  }
}
