import Access
import CareRecord
import CivilTime
import Foundation
import Secrets
import Store

/// Where benchmarks work: a folder for what is made up, the programs, the sizes, and who acts.
struct Workshop {
  let folder: URL
  let kith: String
  let baseline: String
  /// The bare pass of libxml2's text reader.
  let reader: String
  /// The folder of a small SSDA903 set.
  let samples: String
  let sizes: Sizes

  func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  // MARK: Programs

  /// Runs a command of Kith to its end.
  /// - Parameter mayRefuse: whether exit code 1, that something was refused, is good enough
  func runKith(_ arguments: [String], mayRefuse: Bool = false) throws -> Usage {
    try run(kith, arguments, mayRefuse: mayRefuse)
  }

  /// Runs a program to its end.
  func run(_ program: String, _ arguments: [String], mayRefuse: Bool = false) throws -> Usage {
    let log = path("output.txt")
    let output = try openLog(log)
    defer { close(output) }
    let (usage, code) = try ChildProcess(program, arguments, output: output).end()
    guard code == 0 || mayRefuse && code == 1 else {
      let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      throw BenchFailed(
        "\(program) \(arguments.joined(separator: " ")) ended with \(code):\n\(said.suffix(2_000))")
    }
    return usage
  }

  /// Opens a file for what a program says.
  func openLog(_ path: String) throws -> Int32 {
    let output = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw BenchFailed("\(path) cannot be written.") }
    return output
  }

  func filesBeginning(with start: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
      .filter { $0.hasPrefix(start) }
  }

  // MARK: Databases

  /// The database of many children, made where it is not there yet.
  func manyChildren() async throws -> String {
    let database = path("many-children.sqlite")
    if !FileManager.default.fileExists(atPath: database) { _ = try await makeManyChildren() }
    return database
  }

  /// Makes the database of many children, with their journeys but without visits, notes and texts.
  func makeManyChildren() async throws -> Usage {
    let unfinished = path("unfinished.sqlite")
    removeDatabase(unfinished)
    let usage = try runKith([
      "simulate", "--children", String(sizes.children), "--seed", "1", "--without-casework",
      "--database", unfinished, "--authority", String(Workshop.authority.number),
    ])
    try await addAccounts(to: unfinished)
    let database = path("many-children.sqlite")
    removeDatabase(database)
    for ending in ["", ".key"] {
      try FileManager.default.moveItem(atPath: unfinished + ending, toPath: database + ending)
    }
    return usage
  }

  /// Removes a database and all that belongs to it: SQLite would take a write-ahead log that was left
  /// behind for that of the next database of this name.
  func removeDatabase(_ database: String) {
    for ending in ["", "-wal", "-shm", ".key"] {
      try? FileManager.default.removeItem(atPath: database + ending)
    }
  }

  /// Accounts for those in whose name is read and written; makes the database where there is none.
  func addAccounts(to database: String, key: String? = nil) async throws {
    let store = try await open(database, key: key)
    let hash = try await PasswordHasher().hash(Workshop.password)
    for person in [Workshop.officer, Workshop.worker] {
      try await store.addAccount(person, passwordHash: hash, at: Workshop.now)
    }
    try await store.close()
  }

  /// A database as Kith itself opens it.
  func open(_ database: String, key: String? = nil) async throws -> DatabaseStore {
    try await DatabaseStore.open(
      DatabaseAddress(database), key: key, authority: Workshop.authority, projections: [],
      workingDays: try .england(), clock: { Workshop.now })
  }

  // MARK: People

  static let authority = Authority.fictional
  static let password = "made-up data only"
  static let officer = Person(
    user: "bench.officer", name: "Bench Officer", authority: authority, roles: [.dataOfficer])
  static let worker = Person(
    user: "bench.worker", name: "Bench Worker", authority: authority, roles: [.socialWorker],
    workerNumber: "SW00001")

  static var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }

  static func reading(by person: Person, for purpose: String) -> Reading {
    Reading(by: person, at: now, today: now.inLondon.day, purpose: purpose)
  }
}
