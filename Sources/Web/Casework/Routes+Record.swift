import Access
import CareRecord
import CaseworkPages
import HTML
import Hummingbird
import Store

extension Routes {
  /// A page under a child's record.
  ///
  /// Where a record opens only with a reason, it leads to the page that asks for one, and back.
  func getOfRecord(
    _ path: String, for permitted: @escaping @Sendable (Person) -> Bool = { _ in true },
    _ handle: @escaping @Sendable (PageRequest, Subject) async throws -> Response
  ) {
    get("/children/:child" + path, for: permitted) { request in
      let child = try request.child()
      do {
        return try await handle(request, child)
      } catch ReadRefused.needsReason(let headline) {
        return .seeOther(
          OpenRoutes.link(to: headline.subject, next: request.context.path))
      }
    }
  }

  /// A form under a child's record; what was typed is kept while a reason is asked for.
  func postOfRecord(
    _ path: String, for permitted: @escaping @Sendable (Person) -> Bool = { _ in true },
    keeping accounts: any AccountStore,
    _ handle: @escaping @Sendable (PageRequest, SubmittedForm, Subject) async throws -> Response
  ) {
    post("/children/:child" + path, for: permitted) { request, form in
      let child = try request.child()
      do {
        return try await handle(request, form, child)
      } catch ReadRefused.needsReason(let headline) {
        let writing = Writing(form)
        _ = try await writing?.save(for: request.person.user, in: accounts, at: request.at)
        return .seeOther(
          OpenRoutes.link(
            to: headline.subject, next: (writing?.page ?? .record(of: child)).text))
      }
    }
  }
}
