import CPostgreSQL
import Foundation

/// Where a PostgreSQL database is, as libpq understands it.
struct PostgreSQLAddress: Sendable {
  /// libpq's own keywords.
  let keywords: [String: String]
  /// What whoever runs Kith should know of the connection; nil where there is nothing.
  let note: String?

  /// Reads `postgres://user@host/database?sslmode=…`.
  /// - Throws: `StoreUnavailable` with libpq's words.
  init(_ text: String) throws {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &message) else {
      let words = message.map { String(cString: $0) } ?? "no details\n"
      PQfreemem(message)
      throw StoreUnavailable(
        "The address of the database cannot be read: \(words.trimmingPrefix("")) "
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
    // A statement of ours is never long, and whoever waits is told before they give up.
    let limits = "-c lock_timeout=10000 -c statement_timeout=300000"
    keywords["options"] = [limits, keywords["options"]].compactMap { $0 }.joined(separator: " ")
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
