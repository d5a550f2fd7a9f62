import CareRecord
import HTML
import Hummingbird
import Store

/// What is answered before it is known whose pages somebody wants: the choice of an authority.
struct Porch: Sendable {
  private let parts: ServerParts
  private let cookie: SessionCookie
  private let pages: ServedPages
  private let frames: PageFrames

  init(_ parts: ServerParts, cookie: SessionCookie, pages: ServedPages) {
    self.parts = parts
    self.cookie = cookie
    self.pages = pages
    frames = PageFrames(
      configuration: parts.configuration, assets: parts.assets, watch: pages.first.frames.watch)
  }

  /// Whether a request chooses, whatever was chosen before.
  static func answers(_ request: Request) -> Bool {
    let path = request.uri.path
    return path == AuthorityChoicePage.path
      || path == "/" && Query(request.uri.query)[AuthorityChoicePage.field] != nil
  }

  var responder: RouterResponder<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLog(logger: parts.logger, state: parts.state))
    router.add(middleware: SecurityHeaders(behindTLS: parts.configuration.behindTLS))
    router.add(
      middleware: ErrorPages(
        frames: frames, logger: parts.logger, watch: frames.watch, metrics: parts.state.metrics))
    router.add(
      middleware: Crowd(
        places: parts.state.requests, largeForms: parts.state.largeForms,
        limits: parts.configuration.limits))
    router.get("/") { request, _ in try await choose(request) }
    router.get(RouterPath(AuthorityChoicePage.path)) { request, _ in show(request) }
    router.get("**") { request, _ in
      Response.seeOther(AuthorityChoicePage.link(next: Link(untrustedPath: request.uri.string)))
    }
    router.post("**") { request, _ -> Response in throw await unchosen(request) }
    return router.buildResponder()
  }

  private func show(_ request: Request) -> Response {
    let next = Query(request.uri.query)["next"].flatMap(Link.init(untrustedPath:))
    return .page(
      AuthorityChoicePage(
        authorities: pages.all.map { ($0.authority, $0.name) }, next: next
      ).page(in: frames.forAnyone))
  }

  private func choose(_ request: Request) async throws -> Response {
    let query = Query(request.uri.query)
    let next = query["next"].flatMap(Link.init(untrustedPath:))
    guard let asked = query[AuthorityChoicePage.field] else {
      return .seeOther(AuthorityChoicePage.link(next: nil))
    }
    guard let wanted = Authority(asked).flatMap({ pages[$0] }) else {
      var failure = Failure(
        .notFound, "There is no such authority here",
        "This Kith does not serve the authority that the address names.")
      failure.next = NavigationItem("Choose an authority", AuthorityChoicePage.link(next: nil))
      throw failure
    }
    if let current = pages.chosen(by: request, cookie), current.authority != wanted.authority,
      case .signedIn(let session, let person) = try await current.sessions.visitor(
        of: request, at: parts.clock.now)
    {
      let token = FormToken(name: FormToken.field, session.formToken)
      return .page(
        SignedInElsewherePage(present: current.name, wanted: wanted.name, token: token)
          .page(in: current.frames.frame(for: person, token: token)))
    }
    var response = Response.seeOther(next ?? "/")
    cookie.setAuthority(wanted.authority, on: &response)
    return response
  }

  /// A form of somebody whose browser no longer says whose page it was; it is shown back.
  private func unchosen(_ request: Request) async -> any Error {
    var failure = Failure(
      .conflict, "Choose your authority first",
      "Your browser did not say which authority’s page this was. Nothing was saved.",
      "Choose the authority, sign in, and enter it there.")
    failure.next = NavigationItem("Choose an authority", AuthorityChoicePage.link(next: nil))
    let limits = parts.configuration.limits
    let reading = FormReading(
      bytes: limits.form, seconds: limits.formSeconds, fields: limits.fields)
    // A password is not sent back.
    guard request.uri.path != "/sign-in", let form = try? await reading.form(of: request) else {
      return failure
    }
    return FormNotTaken(reason: failure, form: form, maySendAgain: false)
  }
}
