import Foundation
import ProcessStarting
import Synchronization
import Testing

@testable import Store

/// A PostgreSQL server of the tests' own, without a network, which goes away with the process.
///
/// It is started when the first test asks for it; where it cannot be, that test fails.
final class PostgreSQLServer: Sendable {
  /// The folder with its socket.
  let folder: String
  /// Under which number its socket stands, and its port if it has one.
  let port: Int
  private let template: TestDatabase
  private let counter = Atomic<Int>(0)
  private let seats = Seats(8)

  static let shared = Task { try await PostgreSQLServer() }

  /// - Parameter kind: as `scripts/postgresql` takes it
  init(_ kind: String? = nil) async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let process = Process()
    process.executableURL = root.appending(path: "scripts/postgresql")
    process.arguments = kind.map { [$0] } ?? []
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.start()
    // The server lives as long as nobody closes this end.
    _ = dup(input.fileHandleForWriting.fileDescriptor)
    let line = output.fileHandleForReading.availableData
    folder = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    try #require(!folder.isEmpty, "PostgreSQL did not start; run scripts/postgresql by hand")
    let said = try? String(contentsOfFile: folder + "/port", encoding: .utf8)
    port = said.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 5_432
    template = TestDatabase(
      address: DatabaseAddress(
        "postgres:///template_kith?host=\(folder)&port=\(port)&user=kith"),
      key: NSTemporaryDirectory() + "kith-\(UUID().uuidString).key")
    try execute("CREATE DATABASE template_kith")
    try await template.open().close()
  }

  /// Runs one statement outside of any database of a test.
  func execute(_ sql: String) throws {
    let address = try PostgreSQLAddress(
      "postgres:///postgres?host=\(folder)&port=\(port)&user=kith")
    try PostgreSQLConnection(address).execute(script: sql)
  }

  /// Gives a database of this version without anything in it, which is dropped afterwards.
  ///
  /// A few at a time: each has connections and threads of its own.
  func withDatabase(_ test: (TestDatabase) async throws -> Void) async throws {
    await seats.take()
    do {
      try await withNewDatabase(test)
    } catch {
      await seats.give()
      throw error
    }
    await seats.give()
  }

  private func withNewDatabase(_ test: (TestDatabase) async throws -> Void) async throws {
    let number = counter.add(1, ordering: .relaxed).newValue
    let name = "test_\(number)"
    let key = NSTemporaryDirectory() + "kith-\(UUID().uuidString).key"
    try FileManager.default.copyItem(atPath: template.key, toPath: key)
    try execute("CREATE DATABASE \(name) TEMPLATE template_kith")
    defer {
      try? execute("DROP DATABASE \(name) WITH (FORCE)")
      try? FileManager.default.removeItem(atPath: key)
    }
    try await test(
      TestDatabase(
        address: DatabaseAddress(
          "postgres:///\(name)?host=\(folder)&port=\(port)&user=kith"),
        key: key, name: name))
  }
}

/// So many at a time; whoever comes later waits.
private actor Seats {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func give() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
