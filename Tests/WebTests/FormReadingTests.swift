import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Returns
import Testing

@testable import Web

@Suite struct FormReadingTests {
  private func read(
    _ type: String, _ body: [UInt8], bytes: Int = 10_000, fields: Int = 20
  ) async throws -> SubmittedForm {
    let request = Request(
      head: HTTPRequest(
        method: .post, scheme: nil, authority: nil, path: "/",
        headerFields: [.contentType: type, .contentLength: String(body.count)]),
      body: RequestBody(buffer: ByteBuffer(bytes: body)))
    return try await FormReading(bytes: bytes, seconds: 5, fields: fields).form(of: request)
  }

  private func plain(_ body: String) async throws -> [SubmittedForm.Field] {
    try await read("application/x-www-form-urlencoded", Array(body.utf8)).fields
  }

  private func multipart(_ body: String, boundary: String = "XX") async throws -> SubmittedForm {
    try await read("multipart/form-data; boundary=\(boundary)", Array(body.utf8))
  }

  @Test(arguments: [
    ("a=1&b=2", [("a", "1"), ("b", "2")]),
    ("a=1&a=2", [("a", "1"), ("a", "2")]),
    ("a", [("a", "")]),
    ("a=b=c", [("a", "b=c")]),
    ("&&a=1&", [("a", "1")]),
    ("", []),
    ("note=two+words%2C+caf%C3%A9+%26+more", [("note", "two words, café & more")]),
    ("note=one%0D%0Atwo%0D%0A%0D%0Athree", [("note", "one\ntwo\n\nthree")]),
    ("%E2%82%AC=%f0%9f%91%8d", [("€", "👍")]),
  ])
  func plain_forms_are_read_as_browsers_write_them(
    body: String, expected: [(String, String)]
  ) async throws {
    #expect(try await plain(body) == expected.map { .init($0.0, $0.1) })
  }

  @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%C3", "%FF=1", "a=%00%80"])
  func damaged_forms_are_refused_not_guessed(body: String) async throws {
    await #expect {
      try await plain(body)
    } throws: {
      if case FormError.malformed = $0 { true } else { false }
    }
  }

  @Test func what_is_written_for_a_form_is_read_back() async throws {
    let fields: [SubmittedForm.Field] = [
      .init("a b&c", "=+%\n\"'<é👍"), .init("", ""), .init("x", " space "),
    ]
    #expect(try await plain(URLEncoding.text(of: fields)) == fields)
  }

  @Test func sizes_and_counts_are_bounded() async throws {
    let type = "application/x-www-form-urlencoded"
    await #expect(throws: FormError.tooLarge(limit: 10)) {
      try await read(type, Array("a=123456789".utf8), bytes: 10)
    }
    await #expect(throws: FormError.tooManyFields(limit: 2)) {
      try await read(type, Array("a&b&c".utf8), fields: 2)
    }
    await #expect(throws: FormError.wrongType) {
      try await read("application/json", Array("{}".utf8))
    }
    await #expect(throws: FormError.wrongType) { try await read("", []) }
  }

  @Test func files_come_whole_with_their_last_name() async throws {
    let form = try await multipart(
      """
      --XX\r
      Content-Disposition: form-data; name="csrf"\r
      \r
      token\r
      --XX\r
      content-disposition: form-data; name="files"; filename="C:\\data\\a;b %22c%22.csv"\r
      Content-Type: text/csv\r
      \r
      CHILD,SEX\r
      --X not a boundary\r
      \r
      --XX\r
      Content-Disposition: form-data; name="files"; filename=""\r
      Content-Type: application/octet-stream\r
      \r
      \r
      --XX--\r

      """)
    #expect(form["csrf"] == "token")
    #expect(form.files.count == 1)
    let file = try #require(form.files("files").first)
    #expect(file.name == "a;b \"c\".csv")
    #expect(
      String(decoding: try file.file.bytes(), as: UTF8.self)
        == "CHILD,SEX\r\n--X not a boundary\r\n")
  }

  @Test func an_empty_file_with_a_name_is_a_file() async throws {
    let form = try await multipart(
      "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"e.csv\"\r\n\r\n\r\n--XX--")
    #expect(form.files.map(\.name) == ["e.csv"])
    #expect(try form.files.first?.file.bytes() == [])
  }

  @Test(arguments: [
    "", "--YY--", "--XX", "--XX\r\n", "--XX\r\n\r\n",
    "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--",
    "--XX\r\nContent-Type: text/csv\r\n\r\nx\r\n--XX--",
    "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut short",
    "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--XX",
    "--XXContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--XX--",
  ])
  func damaged_parts_are_refused(body: String) async throws {
    await #expect {
      try await multipart(body)
    } throws: {
      if case FormError.malformed = $0 { true } else { false }
    }
  }

  /// However a body is cut up on its way, it is the same form.
  @Test(arguments: [1, 2, 3, 5, 7, 64, 4_096])
  func the_pieces_in_which_files_arrive_make_no_difference(piece: Int) throws {
    let large = Array(String(repeating: "1,2,3\r\n--X\r\n", count: 9_000).utf8)
    let body =
      Array(
        "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\ntoken\r\n--XX\r\n".utf8)
      + Array("Content-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\n".utf8)
      + large + Array("\r\n--XX\r\n".utf8)
      + Array(
        "Content-Disposition: form-data; name=\"f\"; filename=\"b.csv\"\r\n\r\n\r\n--XX--".utf8)
    var reader = Multipart(
      boundary: "XX",
      limits: .init(fields: 10, text: 100, folder: NSTemporaryDirectory()))
    for start in stride(from: 0, to: body.count, by: piece) {
      try reader.take(body[start..<min(start + piece, body.count)])
    }
    let form = try reader.end()
    #expect(form["csrf"] == "token")
    #expect(form.files.map(\.name) == ["a.csv", "b.csv"])
    #expect(try form.files[0].file.bytes() == large)
    #expect(try form.files[1].file.bytes() == [])
  }

  @Test func a_large_file_lies_in_a_file_without_a_name_for_nobody_else() async throws {
    let folder = try TestFolder()
    let large = [UInt8](repeating: UInt8(ascii: "1"), count: 3 * Spool.most)
    var spool = Spool(in: folder.path)
    try spool.append(large[...])
    guard case .file(let file) = try spool.contents() else {
      Issue.record("it is held in memory")
      return
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    var status = stat()
    #expect(fstat(file.descriptor, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600 && status.st_nlink == 0)
    #expect(file.count == large.count)
    let received = ReceivedFile(name: "a.csv", .file(file))
    // A line of more than a megabyte is none; this one is shorter.
    #expect(try received.bytes() == large)
    let copy = folder.path + "/copy"
    try received.copy(to: copy)
    #expect(FileManager.default.contents(atPath: copy).map(Array.init) == large)
  }

  @Test func files_for_which_there_is_no_room_are_refused_in_words() async throws {
    var reader = Multipart(
      boundary: "XX", limits: .init(fields: 10, text: 100, folder: "/nonexistent"))
    let head = "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n"
    #expect(throws: FormError.noRoom) {
      try reader.take(Array(head.utf8) + [UInt8](repeating: 49, count: 2 * Spool.most))
    }
    let failure = try #require(Failure(FormError.noRoom))
    #expect(failure.status == .serviceUnavailable && failure.words.count == 2)
  }

  @Test func what_is_no_file_is_bounded_in_a_form_that_brings_some() async throws {
    var reader = Multipart(boundary: "XX", limits: .init(fields: 10, text: 100, folder: "/tmp"))
    let head = "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n"
    #expect(throws: FormError.tooLarge(limit: 100)) {
      try reader.take(Array(head.utf8) + [UInt8](repeating: 49, count: 1_000))
    }
  }

  @Test(arguments: ["multipart/form-data", "multipart/form-data; boundary="])
  func parts_without_a_boundary_are_refused(type: String) async throws {
    await #expect {
      try await read(type, Array("--XX--".utf8))
    } throws: {
      if case FormError.malformed = $0 { true } else { false }
    }
  }

  @Test func a_cut_off_query_is_read_as_far_as_it_goes() {
    #expect(Query("q=ada&page=2")["q"] == "ada")
    #expect(Query("q=ada&page=2").number("page") == 2)
    #expect(Query("q=%")["q"] == nil)
    #expect(Query(nil).items.isEmpty)
    #expect(Query("status=a&status=b").all("status") == ["a", "b"])
  }
}
