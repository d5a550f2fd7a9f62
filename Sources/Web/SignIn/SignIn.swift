import Access
import CareRecord
import CivilTime
import HTML
import HTTPTypes
import Hummingbird
import Operation
import Secrets
import Store

/// Signing in and out.
struct SignIn: Sendable {
  let accounts: any AccountStore
  let passwords: PasswordCheck
  let sessions: Sessions
  let frames: PageFrames
  let configuration: WebConfiguration
  let clock: WallClock
  let state: ServerState

  func add(to routes: Routes) {
    routes.publicly(.get, "/sign-in") { request, _ in try await show(request) }
    routes.publicly(.post, "/sign-in") { request, context in
      try await signIn(request, context)
    }
    routes.publicly(.post, "/sign-out") { request, _ in try await signOut(request) }
  }

  // MARK: Showing the page

  private func show(_ request: Request) async throws -> Response {
    let query = Query(request.uri.query)
    let next = query["next"].flatMap(Link.init(untrustedPath:))
    if case .signedIn = try await sessions.visitor(of: request, at: clock.now) {
      return .seeOther(next ?? "/")
    }
    return response(to: request) { page in
      page.next = next
      page.because = query["because"].flatMap(SessionEnd.init(rawValue:))?
        .words(configuration.sessions)
      page.isKept = query["kept"] == "yes"
    }
  }

  /// The answer to a form of somebody who is no longer signed in: the page holds the form until
  /// they are.
  func page(
    for request: Request, keeping form: SubmittedForm, because end: SessionEnd? = nil
  ) throws -> Response {
    let because = end?.words(configuration.sessions) ?? "You are no longer signed in."
    if request.isByScript { return .problem(.unauthorized, kept: false) }
    return response(to: request, .unauthorized) { page in
      page.because = because
      if let writing = Writing(form) {
        page.held = form
        page.next = writing.page
      } else {
        page.next = request.referringPath.flatMap(Link.init(untrustedPath:))
      }
    }
  }

  private func response(
    to request: Request, _ status: HTTPResponse.Status = .ok, _ fill: (inout SignInPage) -> Void
  ) -> Response {
    let known = sessions.cookie.signInToken(of: request)
    let token = known ?? RandomBytes.token()
    var page = SignInPage(
      authority: sessions.authority, isOneOfSeveral: state.authorities > 1,
      token: FormToken(name: FormToken.field, token))
    fill(&page)
    var response = Response.page(page.page(in: frames.forAnyone), status)
    if known == nil { sessions.cookie.setSignInToken(token, on: &response) }
    return response
  }

  // MARK: Signing in

  private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
    guard SameOrigin(request) != .no else { throw Gate.foreign }
    let limits = configuration.limits
    // What is held is encoded once more, which can make it three times as long.
    let reading = FormReading(
      bytes: 4 * limits.form, seconds: limits.formSeconds, fields: limits.fields)
    let form = try await reading.form(of: request)
    // Who chose another authority meanwhile would not sign in where the page said.
    if let whose = form[SignInPage.authorityField].flatMap({ Authority($0) }),
      whose != sessions.authority
    {
      throw FormNotTaken(
        reason: Failure.ofAnotherAuthority, form: SignIn.held(in: form) ?? SubmittedForm(),
        maySendAgain: false)
    }
    guard let cookie = sessions.cookie.signInToken(of: request),
      let token = form[FormToken.field], isSameSecret(cookie, token)
    else {
      return response(to: request, .forbidden) { page in
        fill(&page, from: form)
        page.problem =
          "Your browser did not send this page's cookie. Allow cookies for Kith, then try again."
      }
    }
    do {
      return try await attempt(form, request, context)
    } catch {
      // The password is not put into a page.
      throw FormNotTaken(
        reason: error, form: SignIn.held(in: form) ?? SubmittedForm(), maySendAgain: false)
    }
  }

  private func attempt(
    _ form: SubmittedForm, _ request: Request, _ context: WebContext
  ) async throws -> Response {
    let now = clock.now
    let user = form.text("user").lowercased()
    let password = form["password"] ?? ""
    guard !user.isEmpty, !password.isEmpty, user.utf8.count <= 200, password.utf8.count <= 1_000
    else {
      return refused("Enter your user name and your password", form, request, .unprocessableContent)
    }

    let window = configuration.signIn.window(at: now)
    let userKey = SignIn.key("user", user)
    let addressKey = SignIn.key(
      "address", ClientAddress.of(request, context, trusting: configuration.trustedProxies))
    let fromAddress = try await accounts.signInFailures(key: addressKey, since: window.start)
    // Counted before the password is looked at, so that many guesses at once count too.
    try await accounts.recordSignInFailure(key: userKey, at: now)
    let forUser = try await accounts.signInFailures(key: userKey, since: window.start)
    guard forUser <= configuration.signIn.perUser, fromAddress < configuration.signIn.perAddress
    else { return tooMany(form, request, until: window.end, now) }

    let account = try await accounts.account(user: user)
    let usable = account.flatMap { $0.disabled ? nil : $0 }
    guard try await passwords.matches(password, usable?.passwordHash), let usable else {
      try await accounts.recordSignInFailure(key: addressKey, at: now)
      return refused(
        "The user name or the password is not right", form, request, .unprocessableContent)
    }
    try await accounts.clearSignInFailures(key: userKey)
    return try await welcome(usable.person.user, form, request, now)
  }

  private func welcome(
    _ user: String, _ form: SubmittedForm, _ request: Request, _ now: Instant
  ) async throws -> Response {
    var next = form["next"].flatMap(Link.init(untrustedPath:)) ?? "/"
    if let writing = SignIn.held(in: form).flatMap(Writing.init) {
      _ = try await writing.save(for: user, in: accounts, at: now)
      next = writing.page
    }
    var response = Response.seeOther(next)
    try await sessions.start(for: user, at: now, insteadOf: request, on: &response)
    return response
  }

  private func refused(
    _ problem: String, _ form: SubmittedForm, _ request: Request, _ status: HTTPResponse.Status
  ) -> Response {
    state.metrics.add(to: Figure.signInFailures)
    return response(to: request, status) { page in
      fill(&page, from: form)
      page.problem = problem
    }
  }

  private func tooMany(
    _ form: SubmittedForm, _ request: Request, until end: Instant, _ now: Instant
  ) -> Response {
    let time = end.inLondon.spoken
    var response = refused(
      "There were too many wrong passwords. Try again after \(time).", form, request,
      .tooManyRequests)
    response.headers[.retryAfter] = String(end.milliseconds(since: now) / 1000 + 1)
    return response
  }

  private func fill(_ page: inout SignInPage, from form: SubmittedForm) {
    page.user = form.text("user")
    page.next = form["next"].flatMap(Link.init(untrustedPath:))
    page.held = SignIn.held(in: form)
  }

  // MARK: Signing out

  private func signOut(_ request: Request) async throws -> Response {
    guard SameOrigin(request) != .no else { throw Gate.foreign }
    let reading = FormReading(
      bytes: configuration.limits.form, seconds: configuration.limits.formSeconds, fields: 10)
    let form = try await reading.form(of: request)
    if case .signedIn(let session, _) = try await sessions.visitor(of: request, at: clock.now) {
      guard let token = form[FormToken.field], isSameSecret(token, session.formToken) else {
        throw Gate.foreign
      }
    }
    var response = Response.seeOther(SignInPage.link(next: nil, because: .signedOut))
    try await sessions.end(request, on: &response)
    return response
  }

  // MARK: Small parts

  /// The form that the page held while its writer was not known.
  private static func held(in form: SubmittedForm) -> SubmittedForm? {
    form["held"].flatMap { text in
      try? SubmittedForm(URLEncoding.items(in: Array(text.utf8), atMost: 10_000))
    }
  }

  /// A hash, since people sometimes type their password where the user name belongs.
  private static func key(_ kind: String, _ value: String) -> String {
    kind + ":" + Hexadecimal.text(Hash.of(Array(value.utf8)))
  }

}

extension Request {
  /// Path and query of the page that this was sent from, if it is one of ours.
  fileprivate var referringPath: String? {
    guard let referer = headers[.referer], let authority = head.authority,
      let range = referer.firstRange(of: "://\(authority)/")
    else { return nil }
    return String(referer[referer.index(before: range.upperBound)...])
  }
}

extension HTTPField.Name {
  fileprivate static let referer = constant("Referer")
}
