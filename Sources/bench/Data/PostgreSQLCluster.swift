import Foundation

/// A PostgreSQL server of the benchmarks' own, without a network, whose commits a power cut does not
/// lose; it is gone when this is.
final class PostgreSQLCluster {
  private let workshop: Workshop
  private let folder: String
  private let process = Process()
  private let input = Pipe()
  private let mainProcess: pid_t

  init(_ workshop: Workshop) throws {
    self.workshop = workshop
    let output = Pipe()
    process.executableURL = URL(filePath: "scripts/postgresql")
    process.arguments = ["durable"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    folder = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard !folder.isEmpty,
      let said = try? String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8),
      let id = said.split(separator: "\n").first.flatMap({ pid_t($0) })
    else { throw BenchFailed("PostgreSQL did not start; run scripts/postgresql by hand.") }
    mainProcess = id
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// An empty database.
  func newDatabase(_ name: String) throws -> BenchDatabase {
    try run("CREATE DATABASE \(name)", in: "postgres")
    let key = workshop.path(name + ".key")
    try? FileManager.default.removeItem(atPath: key)
    return BenchDatabase(
      make: "PostgreSQL", address: "postgres:///\(name)?host=\(folder)&user=kith", key: key)
  }

  /// The arguments by which PostgreSQL's own programs find it.
  var arguments: [String] { ["--host", folder, "--username", "kith"] }

  /// Runs statements, and gives what the last one said.
  @discardableResult
  func run(_ sql: String, in database: String) throws -> String {
    _ = try workshop.run(
      "psql",
      arguments + [
        "--dbname", database, "--quiet", "--no-align", "--tuples-only", "--set", "ON_ERROR_STOP=1",
        "--command", sql,
      ])
    return try String(contentsOfFile: workshop.path("output.txt"), encoding: .utf8)
  }

  /// What its log says so far.
  func log() throws -> String {
    try String(contentsOfFile: folder + "/server.log", encoding: .utf8)
  }

  /// CPU seconds of all its processes so far, in hundredths.
  var cpu: Double {
    var ticks = CPUTicks(of: mainProcess).map { $0.own + $0.collected } ?? 0
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let id = pid_t(name), let used = CPUTicks(of: id), used.parent == mainProcess else {
        continue
      }
      ticks += used.own
    }
    return Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// What `/proc` says of a process.
  private struct CPUTicks {
    let parent: pid_t
    let own: Int
    /// Of children that have ended.
    let collected: Int

    init?(of id: pid_t) {
      guard let line = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
        let end = line.lastIndex(of: ")")
      else { return nil }
      let fields = line[line.index(after: end)...].split(separator: " ").map { Int($0) ?? 0 }
      guard fields.count > 14 else { return nil }
      parent = pid_t(fields[1])
      own = fields[11] + fields[12]
      collected = fields[13] + fields[14]
    }
  }
}
