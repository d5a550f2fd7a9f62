import CareRecord
import HTTPTypes
import Hummingbird

/// The cookies: the secret of a session, the token of the sign-in form, which has no session yet, and,
/// where there are several, which authority's pages are wanted, which is no secret.
struct SessionCookie: Sendable {
  let behindTLS: Bool

  private var session: String { behindTLS ? "__Host-kith-session" : "kith-session" }
  private var authorityName: String {
    behindTLS ? "__Host-kith-authority" : "kith-authority"
  }
  private var signIn: String { behindTLS ? "__Host-kith-sign-in" : "kith-sign-in" }

  func secret(of request: Request) -> String? {
    value(session, of: request, where: SessionCookie.isToken)
  }

  func signInToken(of request: Request) -> String? {
    value(signIn, of: request, where: SessionCookie.isToken)
  }

  func authority(of request: Request) -> Authority? {
    value(authorityName, of: request) { Authority($0) != nil }.flatMap { Authority($0) }
  }

  /// For a year: most people work for one authority.
  func setAuthority(_ authority: Authority, on response: inout Response) {
    set(authorityName, authority.description, on: &response, more: "; Max-Age=31536000")
  }

  func setSecret(_ secret: String, on response: inout Response) {
    set(session, secret, on: &response)
  }

  func clearSecret(on response: inout Response) {
    set(session, "", on: &response, more: "; Max-Age=0")
  }

  func setSignInToken(_ token: String, on response: inout Response) {
    set(signIn, token, on: &response)
  }

  /// Tokens are 64 hexadecimal digits; anything else is no cookie of ours.
  private static func isToken(_ value: Substring) -> Bool {
    value.utf8.count == 64 && value.utf8.allSatisfy(\.isHexadecimal)
  }

  private func value(
    _ name: String, of request: Request, where isOurs: (Substring) -> Bool
  ) -> String? {
    for header in request.headers[values: .cookie] {
      for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
        let pair = pair.drop { $0 == UInt8(ascii: " ") }
        guard pair.starts(with: name.utf8) else { continue }
        let rest = pair.dropFirst(name.utf8.count)
        guard rest.first == UInt8(ascii: "=") else { continue }
        let value = Substring(rest.dropFirst())
        if isOurs(value) { return String(value) }
      }
    }
    return nil
  }

  private func set(
    _ name: String, _ value: String, on response: inout Response, more: String = ""
  ) {
    // Without an expiry: the browser forgets it when it is closed.
    let tls = behindTLS ? "; Secure" : ""
    response.headers.append(
      HTTPField(
        name: .setCookie, value: "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(tls)\(more)"))
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
