import Access
import HTTPTypes
import Hummingbird

/// Where a feature says which addresses it answers.
///
/// `get` and `post` are for those who are signed in; what anyone may ask for is said with
/// `publicly`. A form reaches its handler only with the right token from our own page.
///
/// ```swift
/// struct NoteRoutes {
///   let records: any RecordStore
///
///   func add(to routes: Routes) {
///     routes.get("/children/:child/notes") { [records] request in
///       let seen = try await records.record(
///         of: request.child(), for: request.reading("notes"))
///       return .page(NotesPage(context: request.context, record: seen.record).page)
///     }
///     routes.post("/children/:child/notes") { request, form in
///       …
///       return .seeOther(Link("children", try request.child().id.text))
///     }
///   }
/// }
/// ```
final class Routes {
  typealias Handler = @Sendable (Request, WebContext) async throws -> Response

  private let gate: Gate
  private var handlers: [String: [HTTPRequest.Method: Handler]] = [:]

  init(gate: Gate) { self.gate = gate }

  /// - Parameter permitted: who may ask at all; the store decides about single records.
  func get(
    _ path: String, for permitted: @escaping @Sendable (Person) -> Bool = { _ in true },
    _ handle: @escaping @Sendable (PageRequest) async throws -> Response
  ) {
    publicly(.get, path) { [gate] request, context in
      try await gate.page(request, context, permitted, handle)
    }
  }

  /// - Parameter files: whether the form brings files, and so may be large.
  func post(
    _ path: String, files: Bool = false,
    for permitted: @escaping @Sendable (Person) -> Bool = { _ in true },
    _ handle: @escaping @Sendable (PageRequest, SubmittedForm) async throws -> Response
  ) {
    publicly(.post, path) { [gate] request, context in
      try await gate.form(request, context, files: files, permitted, handle)
    }
  }

  /// For those who are not signed in too.
  func publicly(_ method: HTTPRequest.Method, _ path: String, _ handle: @escaping Handler) {
    precondition(handlers[path]?[method] == nil, "\(method) \(path) is answered twice")
    handlers[path, default: [:]][method] = handle
  }

  /// What is answered: a method and the pattern of a path each, in the order of the paths.
  var addresses: [(method: HTTPRequest.Method, path: String)] {
    handlers.sorted { $0.key < $1.key }.flatMap { path, known in
      known.keys.sorted { $0.rawValue < $1.rawValue }.map { ($0, path) }
    }
  }

  /// Hands all routes to the router, with an answer for methods that a path does not take.
  func install(on router: Router<WebContext>) {
    let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
    for (path, known) in handlers.sorted(by: { $0.key < $1.key }) {
      for (method, handle) in known {
        router.on(RouterPath(path), method: method, use: handle)
      }
      let allowed =
        (known[.get] == nil ? [] : ["GET", "HEAD"]) + (known[.post] == nil ? [] : ["POST"])
      for method in methods where known[method] == nil && !(method == .head && known[.get] != nil) {
        router.on(RouterPath(path), method: method) { _, _ -> Response in
          var failure = Failure(
            .methodNotAllowed, "This page is not used like that",
            "Open it with a link, or send its form again from the page it is on.")
          failure.headers[.allow] = allowed.joined(separator: ", ")
          throw failure
        }
      }
    }
  }
}
