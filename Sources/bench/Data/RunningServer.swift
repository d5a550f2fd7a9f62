import Foundation

/// `kith serve` on a database, on a port that is free.
final class RunningServer {
  let process: ChildProcess
  let port: Int

  /// Starts it, and returns when it says that it listens.
  init(_ workshop: Workshop, database: String) throws {
    var ends: [Int32] = [0, 0]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { throw BenchFailed("No pipe could be made.") }
    defer { for end in ends { close(end) } }
    process = try ChildProcess(
      workshop.kith, ["serve", "--database", database, "--port", "0"], output: ends[1])
    close(ends[1])
    ends[1] = -1

    var said: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(ends[0], &bytes, bytes.count)
      guard count > 0 else {
        throw BenchFailed("kith serve ended: \(String(decoding: said, as: UTF8.self))")
      }
      said += bytes[..<count]
      if let port = RunningServer.port(in: String(decoding: said, as: UTF8.self)) {
        self.port = port
        return
      }
    }
  }

  /// Asks it to end and waits until it has.
  func end() throws {
    process.askToEnd()
    _ = try process.end()
  }

  private static func port(in text: String) -> Int? {
    guard let start = text.firstRange(of: "http://127.0.0.1:") else { return nil }
    let digits = text[start.upperBound...].prefix { $0.isNumber }
    // The number may not have come whole yet.
    return start.upperBound == text.endIndex || digits.endIndex == text.endIndex
      ? nil : Int(digits)
  }
}
