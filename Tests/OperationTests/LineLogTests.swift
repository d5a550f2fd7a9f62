import Foundation
import Logging
import Operation
import Testing

/// A line of the log is one line, and as JSON one object, whatever is in it.
@Suite struct LineLogTests {
  /// The lines that `body` logs.
  private func lines(_ format: LogFormat, _ body: (Logger) -> Void) throws -> [String] {
    let path = FileManager.default.temporaryDirectory.path() + "/kith-log-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let sink = try #require(LogSink(appendingTo: path))
    body(
      Logger(label: "test") { _ in
        LineLog(format, level: .info, to: sink, now: { 1_772_620_200_123 })
      })
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private static let awkward: [String] = [
    "plain", "two\nlines", "a \"quoted\" \\ word", "tab\t\u{1}\u{1F}", "Zoë 🐦 \u{2028}", "",
  ]

  @Test(arguments: awkward)
  func json_is_one_object_a_line_and_gives_back_what_was_logged(text: String) throws {
    let lines = try lines(.json) {
      $0.warning(
        "\(text)", metadata: ["a": "\(text)", "n": .stringConvertible(7), "l": ["\(text)"]])
    }
    #expect(lines.count == 1)
    let object = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
    #expect(object?["message"] as? String == text)
    #expect(object?["a"] as? String == text)
    #expect(object?["n"] as? Int == 7)
    #expect(object?["l"] as? [String] == [text])
    #expect(object?["level"] as? String == "warning")
    #expect((object?["time"] as? String)?.hasPrefix("2026-03-04T") == true)
  }

  @Test(arguments: awkward)
  func text_is_one_line_too(text: String) throws {
    #expect(try lines(.text) { $0.info("x \(text)", metadata: ["a": "\(text)"]) }.count == 1)
  }

  @Test func what_weighs_less_is_not_written() throws {
    #expect(try lines(.text) { $0.debug("x") }.isEmpty)
  }

  @Test func lines_of_many_at_once_are_not_mixed() async throws {
    let path = FileManager.default.temporaryDirectory.path() + "/kith-log-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let sink = try #require(LogSink(appendingTo: path))
    let logger = Logger(label: "test") { _ in
      LineLog(.json, level: .info, to: sink, now: { 0 })
    }
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          for _ in 0..<100 { logger.info("\(String(repeating: "\(number)", count: 500))") }
        }
      }
    }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 800)
    for line in lines {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    }
  }
}
