import HTTPTypes
import Hummingbird
import Logging
import Operation

/// One line a request: method, route, status and time; nothing about who asked or about whom.
///
/// The same is counted.
struct RequestLog: RouterMiddleware {
  let logger: Logger
  let state: ServerState

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    state.begin()
    defer { state.end() }
    var response = try await next(request, context)
    let seconds = (clock.now - start).seconds
    // The pattern (`/children/{child}`), not the address: that one says about whom.
    // What matches no pattern has the router's own name for that.
    let route = context.endpointPath.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "none"
    let method = RequestLog.known.contains(request.method) ? request.method.rawValue : "other"
    response.headers[.requestID] = context.reference
    logger.info(
      "request",
      metadata: [
        "method": "\(method)", "route": "\(route)",
        "status": .stringConvertible(response.status.code),
        "ms": .stringConvertible(Int(seconds * 1000)), "request": "\(context.reference)",
      ])
    state.metrics.add(
      to: Figure.requests,
      ["method": method, "route": route, "status": "\(response.status.code / 100)xx"])
    state.metrics.observe(seconds, in: Figure.seconds, ["route": route])
    return response
  }

  /// A client may make up others.
  private static let known: Set<HTTPRequest.Method> = [
    .get, .head, .post, .put, .patch, .delete, .options,
  ]
}

extension HTTPField.Name {
  static let requestID = constant("X-Request-ID")
}
