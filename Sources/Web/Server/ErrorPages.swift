import HTML
import HTTPTypes
import Hummingbird
import Logging
import Operation
import Store

/// Turns every error into an honest page.
///
/// What went wrong inside is logged under a reference number by its type alone: values may hold
/// what people wrote.
struct ErrorPages: RouterMiddleware {
  let frames: PageFrames
  let logger: Logger
  let watch: StoreWatch
  let metrics: Metrics

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as FormNotTaken {
      return response(
        to: request, context, await failure(error.reason, context), form: error.form,
        maySendAgain: error.maySendAgain)
    } catch {
      return response(to: request, context, await failure(error, context), form: nil)
    }
  }

  private func failure(_ error: any Error, _ context: WebContext) async -> Failure {
    if let unavailable = error as? StoreUnavailable {
      // Of the database and its file, never of what is in it.
      logger.error(
        "The store is unavailable",
        metadata: ["why": "\(unavailable)", "request": "\(context.reference)"])
      metrics.add(to: Figure.unavailable)
      await watch.refused()
      if watch.isReadOnly, let failure = Failure(unavailable) { return failure.whileReadOnly }
    }
    if let known = Failure(error) { return known }
    if let error = error as? HTTPError {
      if error.status == .notFound { return .notFound }
      if error.status.kind == .clientError {
        return Failure(
          error.status, "This could not be read", "What your browser sent cannot be used.")
      }
    }
    let reference = context.reference
    logger.error(
      "A request failed",
      metadata: ["request": "\(reference)", "error": "\(ErrorPages.name(of: error))"])
    return Failure(
      .internalServerError, "Sorry, there is a problem with Kith",
      "What you asked for could not be done, and nothing was half done.",
      "Try again later. If it happens again, give whoever looks after Kith this reference:"
        + " \(reference).")
  }

  private func response(
    to request: Request, _ context: WebContext, _ failure: Failure, form: SubmittedForm?,
    maySendAgain: Bool = false
  ) -> Response {
    let isTemporary = failure.status == .serviceUnavailable && maySendAgain && !failure.isKept
    let again = form.flatMap { form in
      isTemporary && form.files.isEmpty && !form.fields.isEmpty
        ? SendAgain(to: request.uri.string, fields: form.fields) : nil
    }
    var response =
      request.isByScript
      ? Response.problem(failure.status, kept: failure.isKept)
      : Response.page(
        ErrorPage(
          failure: failure, unsaved: failure.isKept ? [] : form?.writing ?? [], again: again,
          reference: failure.status == .serviceUnavailable ? context.reference : nil
        ).page(in: frames.forAnyone), failure.status)
    for field in failure.headers { response.headers[field.name] = field.value }
    return response
  }

  /// The type of an error and the name of its case, without what it carries.
  static func name(of error: any Error) -> String {
    let type = String(reflecting: type(of: error))
    let mirror = Mirror(reflecting: error)
    guard mirror.displayStyle == .enum else { return type }
    return type + (mirror.children.first?.label.map { "." + $0 } ?? "")
  }
}

/// A number by which a page and a line of the log find each other.
enum Reference {
  static func next() -> String {
    // One number for all of it: each one asks the kernel.
    var bits = UInt64.random(in: 0...UInt64.max)
    return String(unsafeUninitializedCapacity: 9) { text in
      for place in 0..<9 {
        if place == 4 {
          text.initializeElement(at: place, to: UInt8(ascii: "-"))
        } else {
          text.initializeElement(at: place, to: alphabet[Int(bits & 31)])
          bits >>= 5
        }
      }
      return 9
    }
  }

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

/// A form whole, as it was sent: the page that says that it was not taken holds it, to be sent again.
struct SendAgain {
  let to: Link
  /// The one that the form came with, right or wrong: it is looked at when it is sent again.
  let token: FormToken
  let fields: [SubmittedForm.Field]

  init?(to path: String, fields: [SubmittedForm.Field]) {
    guard let link = Link(untrustedPath: path) else { return nil }
    to = link
    let name = FormToken.field
    token = FormToken(name: name, fields.first { $0.name == name }?.value ?? "")
    self.fields = fields.filter { $0.name != name }
  }
}

/// What went wrong, and what the person had written.
struct ErrorPage {
  let failure: Failure
  let unsaved: [SubmittedForm.Field]
  let again: SendAgain?
  /// Where the page is ours to explain and its words do not say it.
  let reference: String?

  func page(in frame: PageFrame) -> Page {
    Page(failure.title, in: frame) {
      for words in failure.words { p(class: "govuk-body") { words } }
      if let again {
        p(class: "govuk-body") {
          "This page holds everything that you filled in. Leave it open, and send it again when you"
            + " are ready."
        }
        Form(to: again.to, token: again.token) {
          for field in again.fields { HiddenInput(field.name, field.value) }
          Button("Send it again")
        }
      }
      if !unsaved.isEmpty {
        h2(class: "govuk-heading-m") { "What you wrote" }
        p(class: "govuk-body") { "It is not saved. Copy it before you leave this page." }
        for field in unsaved {
          InsetText { KeptText(field.value) }
        }
      }
      if let next = failure.next {
        p(class: "govuk-body") { a(class: "govuk-link", .href(next.link)) { next.title } }
      }
      if let reference {
        p(class: "govuk-body") { "Reference: \(reference)" }
      }
      p(class: "govuk-body") { a(class: "govuk-link", .href("/")) { "Go to the first page" } }
    }
  }
}
