import Access
import CaseworkPages
import CivilTime
import Hummingbird
import Store

/// Finding children: the list, the same list as a spreadsheet, and the search.
struct ChildrenRoutes {
  static let mostFound = 50

  let casework: Casework

  func add(to routes: Routes) {
    routes.get("/children", for: Policy.mayListChildren) { [casework] request in
      let question = ChildrenQuestion(request.query.state)
      let found = try await casework.records.children(
        question.list, for: request.reading("children"))
      let setting = casework.setting(of: request)
      return .page(
        ChildrenListPage(
          question, found,
          ownWorker: request.person.roles.contains(.socialWorker) ? request.person.worker : nil,
          in: setting
        ).page(in: setting))
    }
    routes.get("/children.csv", for: Policy.mayListChildren) { [casework] request in
      var list = ChildrenQuestion(request.query.state).list
      list.offset = 0
      list.limit = ChildrenSpreadsheet.mostChildren
      let found = try await casework.records.children(
        list, for: request.reading("export of the list of children"))
      let sheet = ChildrenSpreadsheet(found, in: casework.setting(of: request))
      return .download(
        sheet.bytes, name: "children-\(request.today.iso).csv", type: "text/csv; charset=utf-8")
    }
    routes.get("/search", for: Policy.maySearchEveryone) { [casework] request in
      let query = request.query["q"] ?? ""
      let hits =
        query.isEmpty
        ? []
        : try await casework.records.search(
          query, limit: ChildrenRoutes.mostFound, for: request.reading("search"))
      return .page(
        SearchPage(
          query: query, hits: hits, limit: ChildrenRoutes.mostFound, today: request.today
        ).page(in: casework.setting(of: request)))
    }
  }
}
