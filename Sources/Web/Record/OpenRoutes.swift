import Access
import CareRecord
import CaseworkPages
import HTML
import Hummingbird
import Store

/// Opening a record by a reason.
struct OpenRoutes {
  static let next = "next"

  let casework: Casework

  /// The page that asks for a reason and then leads on.
  static func link(to subject: Subject, next page: String) -> Link {
    .open(subject).setting(next, page)
  }

  func add(to routes: Routes) {
    routes.get("/children/:child/open") { request in
      try await ask(request, next: request.query[OpenRoutes.next])
    }
    routes.post("/children/:child/open") { [casework] request, form in
      let child = try request.child()
      let read = OpenWithReason.reason(in: form.state)
      guard let reason = read.reason else {
        return try await ask(request, next: form[OpenRoutes.next], read.form)
      }
      try await casework.records.open(
        child, because: reason, for: request.reading("open with a reason"))
      return .seeOther(OpenRoutes.page(form[OpenRoutes.next]) ?? .record(of: child))
    }
  }

  private func ask(
    _ request: PageRequest, next: String?, _ form: FormState? = nil
  ) async throws -> Response {
    let child = try request.child()
    let reading = request.reading("open with a reason")
    let next = OpenRoutes.page(next)
    let headline: ChildHeadline
    var unmasks = false
    do {
      let seen = try await casework.records.record(of: child, for: reading)
      guard seen.sight.masksNarrative else { return .seeOther(next ?? .record(of: child)) }
      guard let own = try await casework.records.headlines(of: [child], for: reading).first else {
        throw ReadRefused.unknown
      }
      headline = own
      unmasks = true
    } catch ReadRefused.needsReason(let minimum) {
      headline = minimum
    }
    return .page(
      OpenWithReasonPage(headline, form: form ?? FormState(), next: next, unmasks: unmasks)
        .page(in: casework.setting(of: request)), form == nil ? .ok : .unprocessableContent)
  }

  private static func page(_ text: String?) -> Link? {
    text.flatMap(Link.init(untrustedPath:))
  }
}
