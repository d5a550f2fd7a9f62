import HTTPTypes
import Hummingbird
import Logging

/// One line a request: method, route, status and time; nothing about who asked or about whom.
struct RequestLog: RouterMiddleware {
  let logger: Logger

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    let response = try await next(request, context)
    let taken = clock.now - start
    logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)",
        // The pattern (`/children/{child}`), not the address: that one says about whom.
        "route": "\(context.endpointPath ?? "none")",
        "status": "\(response.status.code)",
        "ms":
          "\(taken.components.seconds * 1000 + taken.components.attoseconds / 1_000_000_000_000_000)",
      ])
    return response
  }
}
