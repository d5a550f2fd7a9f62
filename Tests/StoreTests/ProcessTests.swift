import Foundation
import ProcessStarting
import Testing

/// Processes that tests beside one another start.
@Suite struct ProcessTests {
  @Test func many_are_started_from_many_threads_and_all_end() async throws {
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for number in 0..<40 {
        group.addTask {
          let process = Process()
          process.executableURL = URL(fileURLWithPath: "/bin/sh")
          process.arguments = ["-c", "exit \(number % 7)"]
          try process.start()
          process.waitUntilExit()
          return process.terminationStatus
        }
      }
      var sum: Int32 = 0
      for try await status in group { sum += status }
      #expect(sum == (0..<40).reduce(0) { $0 + Int32($1 % 7) })
    }
  }

  /// Whoever starts one otherwise starts it beside others.
  @Test func nobody_starts_one_elsewhere() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    let files = try #require(
      FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil))
    for case let file as URL in files
    where file.pathExtension == "swift" && file.lastPathComponent != "Process+Start.swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains("process" + ".run()"), "\(file.lastPathComponent)")
    }
  }
}
