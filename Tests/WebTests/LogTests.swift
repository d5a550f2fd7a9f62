import HTTPTypes
import Logging
import Synchronization
import Testing

@testable import Web

/// The log names no child and nobody who asks.
@Suite struct LogTests {
  @Test func a_request_and_a_fault_leave_no_personal_data_in_the_log() async throws {
    struct Unforeseen: Error { let child = "Ada Example" }
    let log = CollectedLog()
    let site = try await TestSite()
    let task = NoteTask(site)
    let client = TestClient(
      try site.server(logger: Logger(label: "test", factory: { _ in log }), adding: task.add),
      of: site)
    try await client.signIn("wren")
    let page = try await client.get(NoteTask.page)
    _ = try await client.get("/drafts?q=Ada+Example")
    _ = try await client.get("/nowhere/Ada")
    task.fail(with: Unforeseen())
    let answer = try await client.submit(NoteTask.page, on: page, ["note": NoteTask.text])
    let reference = try #require(answer.text.firstMatch(of: /reference: ([0-9a-z]{4}-[0-9a-z]{4})/))

    let lines = log.lines
    #expect(lines.contains { $0.contains(reference.1) && $0.contains("Unforeseen") })
    #expect(lines.contains { $0.contains("/note/{child}") && $0.contains("500") })
    for line in lines {
      for word in ["Ada", "wren", "Wren", "0000000000001", "192.0.2.1"] {
        #expect(!line.contains(word), "\(line)")
      }
    }
  }
}

final class CollectedLog: LogHandler, Sendable {
  private let all = Mutex<[String]>([])
  var lines: [String] { all.withLock { $0 } }

  var logLevel: Logger.Level {
    get { .trace }
    set {}
  }
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  func log(event: LogEvent) {
    all.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
  }
}
