import Access
import CivilTime
import Hummingbird
import OutcomePages
import Returns

/// Children in care foretold from the record: for those who may have everyone counted.
struct ForecastRoutes {
  let casework: Casework
  private let desk: ForecastDesk

  init(casework: Casework, effort: ForecastEffort) {
    self.casework = casework
    desk = ForecastDesk(effort)
  }

  func add(to routes: Routes) {
    routes.get("/forecast", for: Policy.mayCountEveryone) { [casework, desk] request in
      let page = try await desk.page(
        ForecastQuestion(request.query.state), from: casework.records,
        for: request.reading("forecast"))
      return .page(page.page(in: request.context.frame), page.isRefused ? .badRequest : .ok)
    }
    routes.get("/forecast.csv", for: Policy.mayCountEveryone) { [casework, desk] request in
      let page = try await desk.page(
        ForecastQuestion(request.query.state), from: casework.records,
        for: request.reading("export of the forecast"))
      if page.isRefused { return .page(page.page(in: request.context.frame), .badRequest) }
      var sheet = SpreadsheetCSV()
      for row in page.rows { sheet.append(row) }
      return .download(
        sheet.bytes, name: "forecast-\(request.today.iso).csv", type: "text/csv; charset=utf-8")
    }
  }
}
