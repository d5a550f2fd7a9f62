import Access
import CareRecord
import CaseworkPages
import HTML
import Hummingbird
import Store

/// The task "record a visit".
struct VisitRoutes {
  let casework: Casework

  func add(to routes: Routes) {
    let accounts = casework.accounts
    routes.getOfRecord("/visits/new", for: Policy.mayWrite) { request, child in
      try await VisitTask(casework, request, child).begin()
    }
    routes.postOfRecord("/visits/new", for: Policy.mayWrite, keeping: accounts) {
      request, form, child in
      try await VisitTask(casework, request, child).take(form)
    }
    routes.getOfRecord("/visits/:visit", for: Policy.mayWrite) { request, child in
      let visit: FactID = try request.identifier("visit")
      return try await VisitTask(casework, request, child, changing: visit).begin()
    }
    routes.postOfRecord("/visits/:visit", for: Policy.mayWrite, keeping: accounts) {
      request, form, child in
      let visit: FactID = try request.identifier("visit")
      return try await VisitTask(casework, request, child, changing: visit).take(form)
    }
    routes.getOfRecord("/visits/:visit/saved", for: Policy.mayWrite) { request, child in
      let visit: FactID = try request.identifier("visit")
      return try await VisitTask(casework, request, child, changing: visit, writes: false).saved()
    }
  }
}
