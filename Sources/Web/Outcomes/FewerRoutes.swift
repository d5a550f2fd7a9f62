import Hummingbird
import OutcomePages
import Returns

/// Who has fewer children in care, from published figures: for everybody who may sign in.
struct FewerRoutes {
  let casework: Casework

  func add(to routes: Routes) {
    routes.get("/outcomes/fewer") { [casework] request in
      let page = try await FewerRoutes.page(casework, request)
      return .page(page.page(in: request.context.frame), page.isRefused ? .badRequest : .ok)
    }
    routes.get("/outcomes/fewer.csv") { [casework] request in
      let page = try await FewerRoutes.page(casework, request)
      if page.isRefused { return .page(page.page(in: request.context.frame), .badRequest) }
      var sheet = SpreadsheetCSV()
      for row in FewerSheet(page).rows { sheet.append(row) }
      return .download(
        sheet.bytes, name: page.fileName + ".csv", type: "text/csv; charset=utf-8")
    }
  }

  private static func page(_ casework: Casework, _ request: PageRequest) async throws -> FewerPage {
    let figures = try await casework.figures()
    return FewerPage(FewerQuestion(request.query.state, figures: figures), figures: figures)
  }
}
