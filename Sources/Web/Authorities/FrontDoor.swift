import CareRecord
import Hummingbird

/// Hands each request to the pages of one authority, before anything else of it is looked at.
///
/// Which one, the browser's cookie says, which is no secret: whoever changes it comes to the sign-in
/// page of another authority, where their session is none. With one authority there is no choice.
struct FrontDoor: HTTPResponder {
  typealias Context = WebContext

  private let parts: ServerParts
  private let cookie: SessionCookie
  private let pages: ServedPages
  private let porch: RouterResponder<WebContext>

  init(_ first: ServedAuthority, _ more: [ServedAuthority] = [], with parts: ServerParts) throws {
    self.parts = parts
    cookie = SessionCookie(behindTLS: parts.configuration.behindTLS)
    pages = ServedPages(
      try buildPages(of: first, with: parts), try more.map { try buildPages(of: $0, with: parts) })
    porch = Porch(parts, cookie: cookie, pages: pages).responder
  }

  /// What does the long work of all authorities while the server runs.
  var background: BackgroundWork { BackgroundWork(pages: pages, clock: parts.clock) }

  /// Serves an authority that came while the server runs.
  func add(_ served: ServedAuthority) throws {
    guard pages[served.authority] == nil else { return }
    pages.add(try buildPages(of: served, with: parts))
  }

  func respond(to request: Request, context: WebContext) async throws -> Response {
    if pages.isOne || FrontDoor.isOfProcess(request.uri.path) {
      return try await pages.first.responder.respond(to: request, context: context)
    }
    if !Porch.answers(request), let chosen = pages.chosen(by: request, cookie) {
      return try await chosen.responder.respond(to: request, context: context)
    }
    return try await porch.respond(to: request, context: context)
  }

  /// What is the same for all authorities.
  private static func isOfProcess(_ path: String) -> Bool {
    ["/health", "/ready", "/metrics"].contains(path) || path.hasPrefix("/assets/")
  }
}

extension ServedPages {
  /// Those that the browser has chosen.
  func chosen(by request: Request, _ cookie: SessionCookie) -> AuthorityPages? {
    cookie.authority(of: request).flatMap { self[$0] }
  }
}
