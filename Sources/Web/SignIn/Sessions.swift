import Access
import CareRecord
import CivilTime
import HTML
import Hummingbird
import Secrets
import Store

/// Who a request comes from.
enum Visitor: Sendable {
  case signedIn(Session, Person)
  /// The session is known but over.
  case timedOut(Session, SessionEnd)
  case unknown
}

/// Starts, finds and ends sessions.
///
/// The cookie holds the secret; the store holds only its hash, so that whoever reads the database
/// can be nobody.
struct Sessions: Sendable {
  /// Whose they are: a session of one authority is none in another, which has a store of its own.
  let authority: Authority
  let accounts: any AccountStore
  let limits: SessionLimits
  let cookie: SessionCookie

  func visitor(of request: Request, at now: Instant) async throws -> Visitor {
    guard let secret = cookie.secret(of: request),
      let (session, account) = try await accounts.session(
        tokenHash: Sessions.hash(secret), at: now),
      !account.disabled
    else { return .unknown }
    if let end = limits.end(of: session, at: now) { return .timedOut(session, end) }
    // Once a minute is enough for a limit of an hour, and spares a write for every page.
    if now.milliseconds(since: session.lastSeen) >= 60_000 {
      do {
        try await accounts.touchSession(tokenHash: session.tokenHash, lastSeen: now)
      } catch is StoreUnavailable {
        // A session that cannot be prolonged ends the sooner; until then it is one.
      }
    }
    return .signedIn(session, account.person)
  }

  /// Starts a session under a new secret, and ends the one that the browser held before.
  func start(
    for user: String, at now: Instant, insteadOf request: Request, on response: inout Response
  ) async throws {
    try await endStored(request)
    let secret = RandomBytes.token()
    try await accounts.startSession(
      Session(
        tokenHash: Sessions.hash(secret), user: user, formToken: FormToken.next(of: authority),
        started: now, lastSeen: now))
    cookie.setSecret(secret, on: &response)
  }

  func end(_ request: Request, on response: inout Response) async throws {
    try await endStored(request)
    cookie.clearSecret(on: &response)
  }

  private func endStored(_ request: Request) async throws {
    if let secret = cookie.secret(of: request) {
      try await accounts.endSession(tokenHash: Sessions.hash(secret))
    }
  }

  private static func hash(_ secret: String) -> [UInt8] { Hash.of(Array(secret.utf8)) }
}
