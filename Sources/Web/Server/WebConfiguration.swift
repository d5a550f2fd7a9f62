/// How this installation serves its pages.
public struct WebConfiguration: Sendable {
  /// Loopback unless told otherwise: whoever opens Kith to a network does so knowingly.
  public var host = "127.0.0.1"
  public var port = 8080
  /// The council whose service this is, as the head of each page names it.
  public var council = "Kith"
  /// A line above every page, such as "Fictional data: no real child is in here".
  public var notice: String?
  /// Whether a reverse proxy in front speaks TLS: cookies are then for TLS only.
  public var behindTLS = false
  /// Whether a reverse proxy in front says which client it asks for, in `X-Forwarded-For`.
  ///
  /// Without one the header is ignored, since anyone could write it.
  public var behindProxy = false
  /// Where GOV.UK Frontend's stylesheet and script are.
  public var govukFrontend = ".set-up/govuk-frontend"
  /// The version of Kith, with which findings are made anew.
  public var release = ""
  public var limits = WebLimits()
  public var sessions = SessionLimits()
  public var signIn = SignInLimits()

  public init() {}
}

/// How much a request may ask of the server.
public struct WebLimits: Sendable {
  /// Bytes of a form without files.
  public var form = 1 << 20
  /// Bytes of a form with files.
  public var upload = 256 << 20
  /// Fields and files of one form.
  public var fields = 2_000
  /// Bytes of all headers together.
  public var headers = 32 << 10
  /// Seconds within which a form without files must have arrived.
  public var formSeconds = 60
  /// Seconds within which files must have arrived.
  public var uploadSeconds = 900
  /// Seconds after which a connection that sends nothing is closed.
  public var idleSeconds: Int64 = 30

  public init() {}
}
