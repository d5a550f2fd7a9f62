import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Hummingbird
import Measures
import OutcomePages
import Published
import Returns
import Store

/// Who is in a figure that is made from our own record.
struct WhoIsInRoutes {
  let measures: any MeasureStore
  /// What is published, which names the indicators.
  let published: @Sendable () async throws -> PublishedFigures

  func add(to routes: Routes) {
    routes.get("/outcomes/:indicator/children", for: Policy.maySeeFigures) { request in
      let (indicator, title) = try await self.indicator(in: request)
      let question = WhoIsInQuestion(request.query.state, today: request.today)
      let found = try await measures.children(
        in: list(indicator, question), for: request.reading("who is in a figure"))
      let figures = try await measures.figures(
        at: [question.at], of: [indicator.id], for: request.reading("who is in a figure"))
      return .page(
        WhoIsInPage(
          title, indicator, figures.first, question,
          lines: found.lines.map(WhoIsInPage.Line.init), total: found.total,
          others: found.others, today: request.today
        ).page(in: request.context.frame))
    }
    routes.get("/outcomes/:indicator/children.csv", for: Policy.maySeeFigures) { request in
      let (indicator, _) = try await self.indicator(in: request)
      let question = WhoIsInQuestion(request.query.state, today: request.today)
      // A file of another day than was asked for would be taken for that day's.
      if let unusable = question.unusable {
        throw Failure(
          .badRequest, "There is no such day",
          "“\(unusable)” is no day that Kith can list, so no file was made.",
          "Choose a day on the page of the indicator.")
      }
      var list = self.list(indicator, question)
      list.offset = 0
      list.limit = WhoIsInSpreadsheet.mostChildren
      let found = try await measures.children(
        in: list, for: request.reading("export of who is in a figure"))
      let sheet = WhoIsInSpreadsheet(found, indicator, at: question.at)
      return .download(
        sheet.bytes, name: "\(indicator.id)-\(question.at.iso).csv",
        type: "text/csv; charset=utf-8")
    }
  }

  /// The indicator of the address, if it is made from the record, and what it is called.
  private func indicator(
    in request: PageRequest
  ) async throws -> (MeasuredIndicator, title: String) {
    let id = request.parameters.get("indicator") ?? ""
    let name = try await published().indicator(id)?.name
    if let indicator = MeasureRegister.indicator(id) { return (indicator, name ?? id) }
    guard name != nil || MeasureRegister.notMeasured[id] != nil else { throw Failure.notFound }
    throw Failure(
      .notFound, "Nobody can be listed for this indicator",
      MeasureRegister.notMeasured[id]
        ?? "Kith does not make it from children’s records, so it cannot say who is in it.")
  }

  private func list(_ indicator: MeasuredIndicator, _ question: WhoIsInQuestion) -> MeasureList {
    var list = MeasureList(indicator.id, at: question.at)
    list.members = question.listsAll ? .all : .counted
    list.offset = (question.page - 1) * WhoIsInQuestion.childrenPerPage
    list.limit = WhoIsInQuestion.childrenPerPage
    return list
  }
}

extension WhoIsInPage.Line {
  fileprivate init(_ line: MeasureListPage.Line) {
    self.init(
      name: line.child.nameWords, link: .record(of: line.child.subject),
      childNumber: line.child.laChildID, birthDate: line.child.birthDate,
      worker: line.child.worker, since: line.from, numerator: line.numerator)
  }
}

/// Who is in a figure as a file for a spreadsheet.
struct WhoIsInSpreadsheet {
  /// What the store hands out of a list at most.
  static let mostChildren = 10_000

  let bytes: [UInt8]

  init(_ found: MeasureListPage, _ indicator: MeasuredIndicator, at day: Day) {
    var sheet = SpreadsheetCSV()
    sheet.append([
      "Indicator", "Definition", "At", "Name", "Child number", "Date of birth", "Worker", "Team",
      "Counts so since", indicator.base == .averaged ? "What is averaged" : "Counted",
      "Among those counted",
    ])
    for line in found.lines {
      sheet.append([
        indicator.id, String(indicator.definition), day.iso, line.child.name,
        line.child.laChildID, line.child.birthDate?.iso, line.child.worker, line.child.team,
        line.from.iso, String(line.numerator),
        indicator.base == .population ? nil : String(line.denominator),
      ])
    }
    if found.total > found.lines.count {
      sheet.append([
        "Only the first \(found.lines.count) of \(found.total) children are in this file."
      ])
    }
    if found.others > 0 {
      sheet.append([
        "\(found.others) more in the figure are not in this file: you may not list them."
      ])
    }
    bytes = sheet.bytes
  }
}
