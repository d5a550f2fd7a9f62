import Foundation
import ProcessStarting
import Synchronization
import Testing

@testable import Store

/// A new database for a test of pages, in a file or on a server of the tests' own.
struct WebDatabase: Sendable {
  let address: DatabaseAddress
  let key: String

  /// Which of the two; `with` gives a database that is gone afterwards.
  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgreSQL = "PostgreSQL"

    var testDescription: String { rawValue }

    func with<Answer>(_ body: (WebDatabase) async throws -> Answer) async throws -> Answer {
      let folder = try TestFolder()
      let key = folder.path + "/key"
      switch self {
      case .sqlite:
        return try await body(
          WebDatabase(address: DatabaseAddress(folder.path + "/kith.sqlite"), key: key))
      case .postgreSQL:
        let server = try await WebServer.shared.value
        let name = try server.makeDatabase()
        defer { try? server.execute("DROP DATABASE \(name) WITH (FORCE)") }
        return try await body(WebDatabase(address: server.address(of: name), key: key))
      }
    }
  }
}

/// A PostgreSQL server without a network, which goes away with the process.
private final class WebServer: Sendable {
  static let shared = Task { try WebServer() }

  private let folder: String
  private let counter = Atomic<Int>(0)

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let process = Process()
    process.executableURL = root.appending(path: "scripts/postgresql")
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.start()
    // The server lives as long as nobody closes this end.
    _ = dup(input.fileHandleForWriting.fileDescriptor)
    let line = output.fileHandleForReading.availableData
    folder = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    try #require(!folder.isEmpty, "PostgreSQL did not start; run scripts/postgresql by hand")
  }

  func address(of database: String) -> DatabaseAddress {
    DatabaseAddress("postgres:///\(database)?host=\(folder)&user=kith")
  }

  func makeDatabase() throws -> String {
    let name = "web_\(counter.add(1, ordering: .relaxed).newValue)"
    try execute("CREATE DATABASE \(name)")
    return name
  }

  func execute(_ sql: String) throws {
    let address = try PostgreSQLAddress("postgres:///postgres?host=\(folder)&user=kith")
    try PostgreSQLConnection(address).execute(script: sql)
  }
}
