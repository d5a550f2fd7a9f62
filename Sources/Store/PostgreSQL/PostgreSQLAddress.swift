import CPostgreSQL
import Foundation

/// Where a PostgreSQL database is, as libpq understands it.
struct PostgreSQLAddress: Sendable {
  /// libpq's own keywords.
  let keywords: [String: String]
  /// What whoever runs Kith should know of the connection; nil where there is nothing.
  let note: String?
  let limits: DatabaseLimits

  /// Reads `postgres://user@host/database?sslmode=…`.
  /// - Throws: `StoreUnavailable` with libpq's words.
  init(_ text: String, _ limits: DatabaseLimits = DatabaseLimits()) throws {
    self.limits = limits
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &message) else {
      let words = message.map { String(cString: $0) } ?? "no details\n"
      PQfreemem(message)
      throw StoreUnavailable(
        "The address of the database cannot be read: \(words.trimmingCharacters(in: .whitespacesAndNewlines)). "
          + "Write it as postgres://user@host/database.")
    }
    defer { PQconninfoFree(options) }
    var keywords: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        keywords[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
    note = PostgreSQLAddress.secure(&keywords)
    keywords["application_name"] = keywords["application_name"] ?? "kith"
    keywords["connect_timeout"] = keywords["connect_timeout"] ?? "10"
    keywords["client_encoding"] = "UTF8"
    // Whoever waits is told before they give up, and neither side waits for ever for one that is gone.
    let bounds = [
      "lock_timeout=\(limits.lockSeconds)s", "statement_timeout=\(limits.statementSeconds)s",
      "idle_in_transaction_session_timeout=\(limits.idleSeconds)s", "tcp_keepalives_idle=30",
      "tcp_keepalives_interval=5", "tcp_keepalives_count=3",
      // Compiling a statement takes longer than running any of ours.
      "jit=off",
    ].map { "-c \($0)" }.joined(separator: " ")
    keywords["options"] = [bounds, keywords["options"]].compactMap { $0 }.joined(separator: " ")
    let ours = [
      "keepalives_idle": "30", "keepalives_interval": "5", "keepalives_count": "3",
      "tcp_user_timeout": "30000",
    ]
    keywords.merge(ours) { given, _ in given }
    self.keywords = keywords
  }

  /// Asks for an encrypted connection to a server that proves who it is, unless the server is on this
  /// machine or the address says otherwise.
  private static func secure(_ keywords: inout [String: String]) -> String? {
    let hosts = (keywords["hostaddr"] ?? keywords["host"] ?? "").split(separator: ",")
    let isLocal = hosts.allSatisfy { host in
      host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host == "::1"
        || host.hasPrefix("127.")
    }
    if let mode = keywords["sslmode"] {
      if isLocal || mode == "verify-full" { return nil }
      return "The connection to the database uses sslmode=\(mode), as its address says: "
        + "without verify-full another machine could pass itself off as the database."
    }
    keywords["sslmode"] = isLocal ? "prefer" : "verify-full"
    let usual = "/etc/ssl/certs/ca-certificates.crt"
    if !isLocal, keywords["sslrootcert"] == nil,
      !FileManager.default.fileExists(atPath: NSHomeDirectory() + "/.postgresql/root.crt"),
      FileManager.default.fileExists(atPath: usual)
    {
      keywords["sslrootcert"] = usual
    }
    return nil
  }

  /// Without names of users and passwords.
  var description: String {
    let host = keywords["host"] ?? keywords["hostaddr"] ?? ""
    let port = keywords["port"].map { ":\($0)" } ?? ""
    return "postgres://\(host)\(port)/\(keywords["dbname"] ?? "")"
  }
}
