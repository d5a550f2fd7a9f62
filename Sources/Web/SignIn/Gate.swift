import Access
import CivilTime
import HTML
import HTTPTypes
import Hummingbird
import Secrets
import Store

/// Stands before every page of a signed-in person: finds out who asks, and lets a form in only
/// from our own page.
struct Gate: Sendable {
  let sessions: Sessions
  let signIn: SignIn
  let frames: PageFrames
  let limits: WebLimits
  let clock: WallClock
  let uploads: Places

  typealias Permitted = @Sendable (Person) -> Bool

  // MARK: Pages

  func page(
    _ request: Request, _ context: WebContext, _ permitted: Permitted,
    _ handle: (PageRequest) async throws -> Response
  ) async throws -> Response {
    let now = clock.now
    switch try await sessions.visitor(of: request, at: now) {
    case .signedIn(let session, let person):
      return try await handle(admit(person, session, request, context, now, permitted))
    case .timedOut(_, let end):
      return .seeOther(SignInPage.link(next: request.uri.string, because: end))
    case .unknown:
      return .seeOther(SignInPage.link(next: request.uri.string))
    }
  }

  // MARK: Forms

  func form(
    _ request: Request, _ context: WebContext, files: Bool, _ permitted: Permitted,
    _ handle: (PageRequest, SubmittedForm) async throws -> Response
  ) async throws -> Response {
    guard SameOrigin(request) != .no else { throw Gate.foreign }
    let now = clock.now
    let visitor: Visitor
    do {
      visitor = try await sessions.visitor(of: request, at: now)
    } catch {
      // The store cannot be asked who this is; what they wrote is shown back to them.
      throw FormNotTaken(reason: error, form: try await textAlone(of: request))
    }
    switch visitor {
    case .signedIn(let session, let person):
      let admitted = try admit(person, session, request, context, now, permitted)
      func take() async throws -> Response {
        let form = try await reading(files: files).form(of: request)
        do {
          try checkWhosePage(form)
          guard Gate.bears(session.formToken, form) else {
            return try await keptFromOlderPage(form, request, person, now)
          }
          return try await handle(admitted, form)
        } catch {
          throw FormNotTaken(reason: error, form: form)
        }
      }
      return files ? try await uploads.hold(orElse: Gate.uploadsTaken, take) : try await take()
    case .timedOut(let session, let end):
      let form = try await textOfOurPage(request)
      return try await keptFromEndedSession(form, session, end, request, now)
    case .unknown:
      let form = try await textOfOurPage(request)
      return try signIn.page(for: request, keeping: form)
    }
  }

  /// The session has run out while its owner was writing: the text becomes their draft, and
  /// signing in leads back to it.
  private func keptFromEndedSession(
    _ form: SubmittedForm, _ session: Session, _ end: SessionEnd, _ request: Request,
    _ now: Instant
  ) async throws -> Response {
    guard Gate.bears(session.formToken, form), let writing = Writing(form) else {
      return try signIn.page(for: request, keeping: form, because: end)
    }
    do {
      _ = try await writing.save(for: session.user, in: sessions.accounts, at: now)
    } catch {
      throw FormNotTaken(reason: error, form: form)
    }
    if request.isByScript {
      return .problem(.unauthorized, kept: true)
    }
    return .seeOther(SignInPage.link(next: writing.page.text, because: end, kept: true))
  }

  /// The form comes from a page of an earlier session of theirs, or from nowhere.
  ///
  /// If the browser vouches that it is our page, the text is kept; nothing else is done with it.
  private func keptFromOlderPage(
    _ form: SubmittedForm, _ request: Request, _ person: Person, _ now: Instant
  ) async throws -> Response {
    guard SameOrigin(request) == .yes, let writing = Writing(form) else { throw Gate.foreign }
    _ = try await writing.save(for: person.user, in: sessions.accounts, at: now)
    var failure = Failure(
      .forbidden, "This page was opened before you last signed in",
      "What you wrote is kept as a draft, but not yet saved to the record.")
    failure.isKept = true
    failure.next = NavigationItem("Go on with your draft", writing.page)
    throw failure
  }

  private func admit(
    _ person: Person, _ session: Session, _ request: Request, _ context: WebContext,
    _ now: Instant, _ permitted: Permitted
  ) throws -> PageRequest {
    guard permitted(person) else {
      throw Failure.forbidden("Your role does not include this page.")
    }
    let token = FormToken(name: FormToken.field, session.formToken)
    return PageRequest(
      context: PageContext(
        person: person, formToken: token, path: request.uri.string,
        frame: frames.frame(for: person, token: token), at: now),
      parameters: context.parameters, query: Query(request.uri.query), request: request)
  }

  /// The form of somebody who is not signed in; files too large for that are not taken.
  private func textAlone(of request: Request) async throws -> SubmittedForm {
    do {
      return try await reading(files: false).form(of: request)
    } catch FormError.tooLarge {
      return SubmittedForm()
    }
  }

  /// The same, of a page of this authority.
  private func textOfOurPage(_ request: Request) async throws -> SubmittedForm {
    let form = try await textAlone(of: request)
    do {
      try checkWhosePage(form)
    } catch {
      throw FormNotTaken(reason: error, form: form, maySendAgain: false)
    }
    return form
  }

  /// What was written on a page of another authority is kept nowhere here: it is shown back.
  private func checkWhosePage(_ form: SubmittedForm) throws {
    guard let whose = form.authority, whose != sessions.authority else { return }
    throw Failure.ofAnotherAuthority
  }

  private func reading(files: Bool) -> FormReading {
    FormReading(
      bytes: files ? limits.upload : limits.form,
      seconds: files ? limits.uploadSeconds : limits.formSeconds, fields: limits.fields,
      text: limits.form, folder: limits.uploadFolder)
  }

  private static func bears(_ token: String, _ form: SubmittedForm) -> Bool {
    form[FormToken.field].map { isSameSecret($0, token) } ?? false
  }

  private static var uploadsTaken: Failure {
    var failure = Failure(
      .serviceUnavailable, "Others are sending files at the moment",
      "Kith takes in a few sets of files at a time. Yours were not received.",
      "Wait half a minute, then go back and send them again.")
    failure.headers[.retryAfter] = "30"
    return failure
  }

  static var foreign: Failure {
    Failure(
      .forbidden, "This was not sent from a page of Kith",
      "To keep records safe, Kith takes forms only from its own pages, and only from those opened"
        + " since you last signed in.",
      "Go back, open the page again and send it from there.")
  }
}
