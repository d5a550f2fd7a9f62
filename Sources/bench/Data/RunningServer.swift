import Foundation

/// `kith serve` on a database, on a port that is free; its log goes to a file.
final class RunningServer {
  let process: ChildProcess
  let port: Int

  /// Starts it, and returns when it says that it listens.
  init(_ workshop: Workshop, database: String, key: String? = nil) throws {
    let log = workshop.path("server.txt")
    let output = try workshop.openLog(log)
    defer { close(output) }
    process = try ChildProcess(
      workshop.kith,
      ["serve", "--database", database, "--port", "0"] + (key.map { ["--key", $0] } ?? []),
      output: output)
    while true {
      let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      if let port = RunningServer.port(in: said) {
        self.port = port
        return
      }
      guard try !process.hasEnded() else { throw BenchFailed("kith serve ended: \(said)") }
      usleep(1_000)
    }
  }

  /// Asks it to end and waits until it has.
  func end() throws {
    process.askToEnd()
    _ = try process.end()
  }

  private static func port(in text: String) -> Int? {
    guard let start = text.firstRange(of: "Kith is at http://127.0.0.1:") else { return nil }
    let digits = text[start.upperBound...].prefix { $0.isNumber }
    // The number may not have come whole yet.
    return digits.endIndex == text.endIndex ? nil : Int(digits)
  }
}
