import CareRecord
import Foundation
import Logging
import Operation
import Store
import Web

/// Everything that whoever runs Kith may choose for its server.
struct ServerSettings: Sendable {
  var database = "./kith.sqlite"
  /// The file of the key that signs the log; nil for the usual place.
  var key: String?
  var authority: Authority?
  var web = WebConfiguration()
  var logFormat = LogFormat.text
  var logLevel = Logger.Level.info
  /// Seconds that requests in progress get when the server is told to stop.
  var drainSeconds = 30
  var databaseLimits = DatabaseLimits()
}

extension ServerSettings {
  /// In the order of the operating guide.
  static let all: [Setting<ServerSettings>] = [
    Setting(
      "database", expected: "a file or a postgres:// address",
      about: "The database that is served.",
      take: { text, target in
        target.database = text
        return !text.isEmpty
      }, show: { withoutPassword($0.database) }),
    Setting(
      "authority", expected: "the three digits of an authority, such as 383",
      about: "The only authority of the database that is served; without it, all are.",
      take: { text, target in
        target.authority = Authority(text)
        return text.isEmpty || target.authority != nil
      }, show: { $0.authority.map { "\($0)" } ?? "" }),
    .whole(
      "database-statement-seconds", \.databaseLimits.statementSeconds, 1...3_600,
      "Seconds that a database server may take for one statement; what takes longer is stopped, and"
        + " whoever asked is told. SQLite has no use for it."),
    .whole(
      "database-lock-seconds", \.databaseLimits.lockSeconds, 1...600,
      "Seconds that a database server waits for what others are writing, at most those of a"
        + " statement."),
    .text(
      "key", \.key, "a file",
      "The file of the key that signs the log; without it, beside a database that is a file."),
    .text(
      "council", \.web.council, "a name",
      "The council's name, as the head of each page shows it; with several authorities, whose service "
        + "it is on the page where they are chosen."),
    .text("host", \.web.host, "an address of this machine", "The address to listen on."),
    .whole("port", \.web.port, 0...65_535, "The port to listen on; 0 takes any that is free."),
    .flag(
      "behind-tls", \.web.behindTLS,
      "Whether browsers reach Kith by HTTPS only: cookies are then for HTTPS alone."),
    .networks(
      "trusted-proxies", \.web.trustedProxies,
      "The reverse proxies whose X-Forwarded-For is believed."),
    .text(
      "tls-certificate", \.web.tlsCertificate, "a PEM file, the server's certificate first",
      "Speaks TLS without a proxy; needs a Kith that was built with --traits TLS."),
    .text("tls-key", \.web.tlsKey, "a PEM file", "The private key of the certificate."),
    .text(
      "govuk-frontend", \.web.govukFrontend, "a folder",
      "Where GOV.UK Frontend's stylesheet and script were unpacked."),
    .choice("log-format", \.logFormat, "How lines of the log are written."),
    .choice("log-level", \.logLevel, "The least weight of what is logged."),
    .networks(
      "metrics-from", \.web.metricsFrom,
      "From where /metrics may be asked for without a token, if through no proxy."),
    .text(
      "metrics-token", \.web.metricsToken, atLeast: 16, isSecret: true,
      "a secret of at least 16 letters",
      "Whoever sends it as a bearer token may ask for /metrics from anywhere."),
    .whole(
      "drain-seconds", \.drainSeconds, 1...3_600,
      "Seconds that requests in progress get to end when Kith is told to stop."),
    .whole(
      "connections", \.web.limits.connections, 10...100_000,
      "Connections that are open at once; further ones wait."),
    .whole(
      "requests-at-once", \.web.limits.requestsAtOnce, 1...10_000,
      "Requests that are answered at once; further ones are told that Kith is busy."),
    .whole(
      "header-bytes", \.web.limits.headers, 4_096...1_048_576,
      "The most bytes of all headers of a request."),
    .whole(
      "idle-seconds", \.web.limits.idleSeconds, 1...3_600,
      "Seconds within which the head of a request must arrive, and after which a silent connection"
        + " is closed."),
    .whole(
      "form-bytes", \.web.limits.form, 65_536...67_108_864,
      "The most bytes of a form without files."
    ),
    .whole(
      "large-forms-at-once", \.web.limits.largeFormsAtOnce, 1...10_000,
      "Forms of more than 64 KB that are received at once; further ones are told that Kith is busy."
    ),
    .whole(
      "form-seconds", \.web.limits.formSeconds, 1...3_600,
      "Seconds within which a form must have arrived."),
    .whole(
      "upload-bytes", \.web.limits.upload, 1_048_576...1_073_741_824,
      "The most bytes of a form with files."),
    .text(
      "upload-folder", \.web.limits.uploadFolder, "a folder",
      "Where files are kept while they arrive, without a name and for Kith alone."),
    .whole(
      "upload-seconds", \.web.limits.uploadSeconds, 1...7_200,
      "Seconds within which files must have arrived, and an answer must be taken."),
    .whole(
      "uploads-at-once", \.web.limits.uploadsAtOnce, 1...100,
      "Forms with files that are received at once; further ones are told to wait."),
    .whole(
      "sign-in-failures-per-user", \.web.signIn.perUser, 1...1_000,
      "Wrong passwords for one user name within a window."),
    .whole(
      "sign-in-failures-per-address", \.web.signIn.perAddress, 1...100_000,
      "Wrong passwords from one address within a window; an office may share one."),
    .whole(
      "sign-in-window-minutes", \.web.signIn.windowMinutes, 1...1_440,
      "Minutes after which wrong passwords are counted anew."),
    .whole(
      "forecast-draws", \.web.forecasts.draws, 10...2_000,
      "Draws of the rates for each scenario of a forecast; fewer make rougher intervals and a faster"
        + " page."),
    .whole(
      "forecast-look-back-months", \.web.forecasts.monthsBetweenLooks, 1...60,
      "Months between the forecasts of the past that a page of forecasts holds itself against."),
    .whole(
      "session-hours", \.web.sessions.hours, 1...24, "Hours after which everybody signs in again."),
    .whole(
      "session-idle-minutes", \.web.sessions.idleMinutes, 5...720,
      "Minutes without a request after which somebody signs in again."),
  ]

  /// The address of a database as it may be shown.
  static func withoutPassword(_ address: String) -> String {
    address.replacing(/^(\w+:\/\/[^:@\/]*):.*@/) { "\($0.1):(not shown)@" }
      .replacing(/(password=)[^&]*/) { "\($0.1)(not shown)" }
  }

  /// What does not go together.
  static func mistakes(in settings: ServerSettings) -> [String] {
    var mistakes: [String] = []
    if (settings.web.tlsCertificate == nil) != (settings.web.tlsKey == nil) {
      mistakes.append("tls-certificate and tls-key: expected both, or neither.")
    }
    #if !TLS
      if settings.web.tlsCertificate != nil {
        mistakes.append(
          "tls-certificate: this Kith was built without TLS. Build it with --traits TLS, or put a"
            + " reverse proxy in front.")
      }
    #endif
    if settings.databaseLimits.lockSeconds > settings.databaseLimits.statementSeconds {
      mistakes.append(
        "database-lock-seconds is \(settings.databaseLimits.lockSeconds); expected at most "
          + "database-statement-seconds, \(settings.databaseLimits.statementSeconds).")
    }
    if settings.web.limits.requestsAtOnce > settings.web.limits.connections {
      mistakes.append(
        "requests-at-once is \(settings.web.limits.requestsAtOnce); expected at most connections, "
          + "\(settings.web.limits.connections).")
    }
    return mistakes
  }
}

extension Setting {
  /// Addresses and networks with commas between them.
  static func networks(
    _ name: String, _ place: any Place<[NetworkRange]>, _ about: String
  ) -> Setting {
    Setting(
      name, expected: "addresses or networks with commas between, such as 127.0.0.1, 10.0.0.0/8",
      about: about,
      take: { text, target in
        let parts = text.split(separator: ",").map { part in
          NetworkRange(part.trimmingCharacters(in: .whitespaces))
        }
        target[keyPath: place] = parts.compactMap { $0 }
        return !parts.contains { $0 == nil }
      }, show: { $0[keyPath: place].map(\.description).joined(separator: ", ") })
  }
}
