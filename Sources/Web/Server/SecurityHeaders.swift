import HTTPTypes
import Hummingbird

/// Says on every answer what a browser may do with it: run no script but ours, show it in no frame,
/// keep no copy.
struct SecurityHeaders: RouterMiddleware {
  let behindTLS: Bool

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for (name, value) in SecurityHeaders.always { response.headers[name] = value }
    if behindTLS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    if response.headers[.cacheControl] == nil {
      response.headers[.cacheControl] = "private, no-store"
    }
    return response
  }

  private static let always: [(HTTPField.Name, String)] = [
    (
      .contentSecurityPolicy,
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    (.xContentTypeOptions, "nosniff"),
    (.referrerPolicy, "same-origin"),
    (
      .permissionsPolicy,
      "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
    ),
    (.crossOriginOpenerPolicy, "same-origin"),
    (.crossOriginResourcePolicy, "same-origin"),
    (.xFrameOptions, "DENY"),
  ]
}

extension HTTPField.Name {
  fileprivate static let referrerPolicy = constant("Referrer-Policy")
  fileprivate static let permissionsPolicy = constant("Permissions-Policy")
  fileprivate static let crossOriginOpenerPolicy = constant("Cross-Origin-Opener-Policy")
  fileprivate static let crossOriginResourcePolicy = constant("Cross-Origin-Resource-Policy")
  fileprivate static let xFrameOptions = constant("X-Frame-Options")

  /// A name that is written in the source.
  static func constant(_ name: StaticString) -> HTTPField.Name {
    guard let field = HTTPField.Name("\(name)") else {
      preconditionFailure("\(name) is not a name that a header can have")
    }
    return field
  }
}
