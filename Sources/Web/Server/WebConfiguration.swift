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
  /// PEM files: with them the server speaks TLS itself, where it was built with the trait TLS.
  public var tlsCertificate: String?
  public var tlsKey: String?
  /// The reverse proxies whose `X-Forwarded-For` is believed.
  ///
  /// From all others the header is ignored, since anyone could write it.
  public var trustedProxies: [NetworkRange] = []
  /// From where `/metrics` may be asked for without a token, if through no proxy.
  public var metricsFrom: [NetworkRange] = ["127.0.0.1", "::1"].compactMap(NetworkRange.init)
  /// Whoever sends it as a bearer token may ask for `/metrics` from anywhere.
  public var metricsToken: String?
  /// Where GOV.UK Frontend's stylesheet and script are.
  public var govukFrontend = ".set-up/govuk-frontend"
  /// The version of Kith, with which findings are made anew.
  public var release = ""
  public var limits = WebLimits()
  public var sessions = SessionLimits()
  public var signIn = SignInLimits()
  public var forecasts = ForecastEffort()

  public init() {}
}

/// How much is reckoned for a page of forecasts.
public struct ForecastEffort: Sendable {
  /// Draws of the rates of each scenario: as many as keep the ends of its intervals steady.
  public var draws = 100
  /// Months between one forecast of the past and the next.
  public var monthsBetweenLooks = 6

  public init() {}

  /// Draws of each forecast of the past, of which only all together are shown.
  var drawsLookingBack: Int { draws * 2 / 5 }
}

/// How much a request may ask of the server.
public struct WebLimits: Sendable {
  /// Connections that are open at once; further ones wait to be taken.
  public var connections = 800
  /// Requests that are answered at once; further ones are told that Kith is busy.
  public var requestsAtOnce = 200
  /// Bytes of a form without files.
  public var form = 1 << 20
  /// Forms of more than 64 KB that are received at once: each is held in memory.
  public var largeFormsAtOnce = 50
  /// Bytes of a form with files.
  public var upload = 256 << 20
  /// Where files are kept while they arrive, unless they are small; each is gone with its request.
  public var uploadFolder = "/var/tmp"
  /// Forms with files that are received at once: what is read of a return is held in memory.
  public var uploadsAtOnce = 2
  /// Of so many children what an undo would change is worked out while somebody waits; of more in the
  /// background.
  public var childrenUndoneAtOnce = 200
  /// Fields and files of one form.
  public var fields = 2_000
  /// Seconds within which the database must answer for `/ready`; a write may take five times as long.
  public var readySeconds: Int64 = 2
  /// Bytes of all headers together.
  public var headers = 32 << 10
  /// Seconds within which a form without files must have arrived.
  public var formSeconds = 60
  /// Seconds within which files must have arrived.
  public var uploadSeconds = 900
  /// Seconds within which the whole head of a request must have arrived, from connecting or from the
  /// end of the last answer; and after which a connection that sends nothing is closed.
  public var idleSeconds: Int64 = 30

  public init() {}
}
