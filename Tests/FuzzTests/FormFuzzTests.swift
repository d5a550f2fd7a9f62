import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

/// What a browser, or somebody who is none, sends as a form is read or refused.
@Suite struct FormFuzzTests {
  private func read(_ type: String, _ body: [UInt8]) async throws {
    let request = Request(
      head: HTTPRequest(
        method: .post, scheme: nil, authority: nil, path: "/", headerFields: [.contentType: type]),
      body: RequestBody(buffer: ByteBuffer(bytes: body)))
    do {
      let form = try await FormReading(bytes: 1_000_000, seconds: 5, fields: 50).form(of: request)
      #expect(form.fields.count + form.files.count <= 50)
    } catch is FormError {}
  }

  @Test func plain_forms() async throws {
    let plain = "application/x-www-form-urlencoded"
    let sample = "note=two+words%2C+caf%C3%A9&seen=yes&seen=no&on-day=4&on-month=3&on-year=2026&a"
    for kept in try Fuzzing.kept("form") { try await read(plain, kept) }
    try await Fuzzing.run(
      "form", words: ["&", "=", "%", "%00", "%C3", "+", "%0D%0A", "%F0%9F"], [Array(sample.utf8)],
      rounds: 40 * Fuzzing.rounds
    ) { try await read(plain, $0) }
  }

  @Test func forms_with_files() async throws {
    let type = "multipart/form-data; boundary=XX"
    let sample = """
      --XX\r\nContent-Disposition: form-data; name="year"\r\n\r\n2025-26\r\n--XX\r\n\
      Content-Disposition: form-data; name="files"; filename="a%22b.csv"\r\n\
      Content-Type: text/csv\r\n\r\nCHILD,DOB\r\n1,01/05/2010\r\n\r\n--XX--\r\n
      """
    for kept in try Fuzzing.kept("upload") { try await read(type, kept) }
    try await Fuzzing.run(
      "upload",
      words: ["--XX", "--XX--", "\r\n\r\n", "\r\n--XX", "\"", "; filename=\"", "name=", "\\"],
      [Array(sample.utf8)], rounds: 40 * Fuzzing.rounds
    ) { try await read(type, $0) }
  }

  @Test func addresses() async throws {
    try await Fuzzing.run(
      "query", words: ["&", "=", "%", "%C3", "page", "status"],
      [Array("status=lookedAfter&page=2&from-day=4&from-month=3&from-year=2026".utf8)],
      rounds: 40 * Fuzzing.rounds
    ) { bytes in
      let query = Query(String(decoding: bytes, as: UTF8.self))
      #expect(query.items.count <= 200)
      _ = query.state
      _ = query.number("page")
    }
  }
}
