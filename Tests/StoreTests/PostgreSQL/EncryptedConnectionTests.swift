import Foundation
import Testing

@testable import Store

/// Kith speaks with a database elsewhere only if that proves who it is.
@Suite struct EncryptedConnectionTests {
  private static let server = Task { try await PostgreSQLServer("tls") }

  private func address(
    _ server: PostgreSQLServer, host: String, authority: String
  ) -> DatabaseAddress {
    DatabaseAddress(
      "postgres://kith@\(host):\(server.port)/template_kith?hostaddr=127.0.0.1&sslmode=verify-full"
        + "&sslrootcert=\(server.folder)/\(authority)")
  }

  @Test func a_server_that_proves_its_name_is_spoken_with_encrypted() async throws {
    let server = try await EncryptedConnectionTests.server.value
    let engine = try await address(server, host: "kith-database.test", authority: "ca.crt")
      .openEngine()
    let encrypted = try await engine.read(repeatable: true) { database in
      try database.number(
        "SELECT CASE WHEN ssl THEN 1 ELSE 0 END FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    }
    #expect(encrypted == 1)
    try await engine.close()
  }

  @Test(arguments: [
    ("another-database.test", "ca.crt", "host name"),
    ("kith-database.test", "other-ca.crt", "certificate verify failed"),
    ("kith-database.test", "missing.crt", "does not exist"),
  ])
  func a_server_that_does_not_is_refused(
    _ host: String, _ authority: String, _ reason: String
  ) async throws {
    let server = try await EncryptedConnectionTests.server.value
    let engine = try await address(server, host: host, authority: authority).openEngine()
    do {
      _ = try await engine.read(repeatable: true) { try $0.number("SELECT 1") }
      Issue.record("\(host) was spoken with, by \(authority)")
    } catch let trouble as DatabaseTrouble {
      #expect(trouble.cause == .cannotConnect)
      #expect(trouble.message?.contains(reason) == true, "\(trouble)")
    }
    try await engine.close()
  }

  @Test func a_server_elsewhere_must_prove_its_name_unless_the_address_says_otherwise() throws {
    func mode(_ address: String) throws -> String? {
      try PostgreSQLAddress(address).keywords["sslmode"]
    }
    #expect(try mode("postgres://kith@db.example.org/kith") == "verify-full")
    #expect(try mode("postgres://kith@10.1.2.3/kith") == "verify-full")
    #expect(try mode("postgres://kith@localhost/kith") == "prefer")
    #expect(try mode("postgres:///kith?host=/run/postgresql") == "prefer")
    #expect(try PostgreSQLAddress("postgres://kith@db.example.org/kith").note == nil)
    let weak = try PostgreSQLAddress("postgres://kith@db.example.org/kith?sslmode=require")
    #expect(weak.note?.contains("verify-full") == true)
  }
}
