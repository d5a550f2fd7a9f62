import Access
import Hummingbird
import Store

/// The first page.
struct HomeRoutes {
  let records: any RecordStore
  let accounts: any AccountStore

  func add(to routes: Routes) {
    routes.get("/") { [records, accounts] request in
      var page = HomePage(context: request.context)
      page.drafts = try await accounts.drafts(user: request.person.user)
      if HomePage.listTitle(for: request.person) != nil {
        var list = ChildList()
        list.limit = HomePage.mostChildren
        let found = try await records.children(list, for: request.reading("home"))
        page.children = found.children
        page.total = found.total
      }
      return .page(page.page)
    }
  }
}
