import HTTPTypes
import Hummingbird
import NIOCore

/// Lets so many requests in at a time, so that a crowd makes Kith slow for nobody and full for some.
///
/// Whoever comes when it is full is told so at once. A form is read all the same, so that the page
/// that says so holds what was written, ready to be sent again.
struct Crowd: RouterMiddleware {
  let places: Places
  /// For forms of more than `smallForm` bytes, from their first byte on: each may take megabytes, and
  /// anyone may send one to the sign-in page.
  let largeForms: Places
  let limits: WebLimits

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    if Crowd.alwaysAnswered.contains(request.uri.path) {
      return try await next(request, context)
    }
    let isForm = request.method == .post && !bringsFiles(request)
    guard isForm, (length(of: request) ?? .max) > Crowd.smallForm else {
      return try await admit(request, context, isForm: isForm, next)
    }
    return try await largeForms.hold(orElse: Crowd.full) {
      try await admit(request, context, isForm: true, next)
    }
  }

  private func admit(
    _ request: Request, _ context: WebContext, isForm: Bool,
    _ next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    // A form has a place once it is all there: one that drips in keeps nobody out.
    var request = request
    if isForm {
      request.body = RequestBody(
        buffer: ByteBuffer(bytes: try await reading(request).body(of: request)))
    }
    do {
      return try await places.hold(orElse: Crowd.full) { [request] in
        try await next(request, context)
      }
    } catch let failure as Failure where failure.isCrowded && isForm {
      // A password is not sent back.
      guard request.uri.path != "/sign-in",
        let form = try? await reading(request).form(of: request), form.files.isEmpty
      else { throw failure }
      throw FormNotTaken(reason: failure, form: form)
    }
  }

  private func reading(_ request: Request) -> FormReading {
    // The sign-in page may hold a form of somebody whose session ended, encoded once more.
    FormReading(
      bytes: request.uri.path == "/sign-in" ? 4 * limits.form : limits.form,
      seconds: limits.formSeconds, fields: limits.fields)
  }

  /// Whether it brings files, which are read only for those who may send them.
  private func bringsFiles(_ request: Request) -> Bool {
    request.headers[.contentType]?.lowercased().hasPrefix("multipart/") == true
      && (length(of: request) ?? 0) > limits.form
  }

  /// Nil where it is not said.
  private func length(of request: Request) -> Int? {
    request.headers[.contentLength].flatMap { Int($0) }
  }

  private static let smallForm = 64 << 10

  /// What watches the server must be answered when it is full.
  private static let alwaysAnswered: Set<String> = ["/health", "/ready", "/metrics"]

  private static var full: Failure {
    var failure = Failure(
      .serviceUnavailable, "Kith is busy",
      "More people are using Kith at this moment than it can answer.",
      "Nothing was changed. Wait a few seconds, then try again.")
    failure.headers[.retryAfter] = "5"
    failure.isCrowded = true
    return failure
  }
}
