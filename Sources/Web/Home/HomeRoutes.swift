import Access
import CaseworkPages
import Hummingbird
import Store

/// The first page.
struct HomeRoutes {
  static let mostChildren = 10

  let casework: Casework

  func add(to routes: Routes) {
    routes.get("/") { [casework] request in
      var list = ChildList()
      list.limit = HomeRoutes.mostChildren
      // What weighs most comes first; who is closed comes last.
      list.order = .status
      let children: ChildListPage?
      do {
        children = try await casework.records.children(list, for: request.reading("home"))
      } catch is StillPreparing {
        // The top of the page says so; drafts and everything else are there.
        children = nil
      }
      let drafts = try await casework.accounts.drafts(user: request.person.user)
      let setting = casework.setting(of: request)
      return .page(
        HomePage(
          children: children,
          drafts: drafts.map { draft in
            .init(
              title: draft.title, saved: draft.saved, link: draft.page ?? DraftPage.link(to: draft))
          }, in: setting
        ).page(in: setting))
    }
  }
}
