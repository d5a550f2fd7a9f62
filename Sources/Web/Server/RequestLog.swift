import HTTPTypes
import Hummingbird
import Logging
import Operation

/// One line a request: method, route, status and time; nothing about who asked or about whom.
///
/// The same is counted.
struct RequestLog: RouterMiddleware {
  let logger: Logger
  let metrics: Metrics

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    var response = try await next(request, context)
    let seconds = (clock.now - start).seconds
    // The pattern (`/children/{child}`), not the address: that one says about whom.
    let route = context.endpointPath ?? "none"
    let method = RequestLog.known.contains(request.method) ? request.method.rawValue : "other"
    response.headers[.requestID] = context.reference
    logger.info(
      "request",
      metadata: [
        "method": "\(method)", "route": "\(route)",
        "status": .stringConvertible(response.status.code),
        "ms": .stringConvertible(Int(seconds * 1000)), "request": "\(context.reference)",
      ])
    metrics.add(
      to: Figure.requests,
      ["method": method, "route": route, "status": "\(response.status.code / 100)xx"])
    metrics.observe(seconds, in: Figure.seconds, ["route": route])
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
