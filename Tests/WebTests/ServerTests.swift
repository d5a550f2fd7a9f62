import HTTPTypes
import Hummingbird
import Testing

@testable import Web

/// What every answer has in common.
@Suite struct ServerTests {
  let site: TestSite
  let task: NoteTask
  let client: TestClient

  init() async throws {
    site = try await TestSite {
      $0.limits.form = 4_000
      $0.limits.fields = 100
    }
    task = NoteTask(site)
    client = try await site.client(as: "wren", adding: task.add)
  }

  @Test(arguments: [
    "/", "/sign-in", "/drafts", "/nowhere", "/health", "/ready", "/assets/nothing.css",
    "/sign-out", "/note/0000000000001", "/note/nonsense",
  ])
  func every_answer_says_what_a_browser_may_do(path: String) async throws {
    for client in [client, try site.client(adding: task.add)] {
      let headers = try await client.get(path).headers
      #expect(
        headers[.contentSecurityPolicy]
          == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
      #expect(headers[.xContentTypeOptions] == "nosniff")
      #expect(headers[.cacheControl] == "private, no-store")
      #expect(headers[.strictTransportSecurity] == nil)
      for name in [
        "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy", "X-Frame-Options",
      ] {
        #expect(headers[HTTPField.Name(name) ?? .accept] != nil, "\(name)")
      }
    }
  }

  @Test func pages_hold_no_script_or_style_of_their_own() async throws {
    for path in ["/", "/sign-in", "/drafts", "/nowhere", "/note/0000000000001"] {
      let page = try await client.get(path).text
      #expect(!page.contains("<style"))
      #expect(!page.contains(" style=\""))
      #expect(!page.contains(" onclick="))
      for script in page.components(between: "<script", and: "</script>") {
        #expect(script.contains(" src=\"/assets/"))
      }
    }
  }

  @Test(arguments: ["/nowhere", "/note", "/note/0000000000001/more", "/drafts/../..", "/%"])
  func what_is_not_there_is_an_honest_page(path: String) async throws {
    let answer = try await client.get(path)
    #expect(answer.status == 404)
    #expect(answer.text.contains("Page not found"))
    #expect(answer.text.contains("<!DOCTYPE html>"))
  }

  @Test func an_identifier_that_cannot_be_is_a_page_that_is_not_there() async throws {
    #expect(try await client.get("/note/nonsense").status == 404)
    #expect(try await client.get("/note/%00").status == 404)
  }

  @Test(arguments: [
    (HTTPRequest.Method.post, "/", "GET, HEAD"), (.get, "/sign-out", "POST"),
    (.delete, "/drafts", "GET, HEAD, POST"), (.put, "/sign-in", "GET, HEAD, POST"),
    (.options, "/", "GET, HEAD"), (.patch, "/health", "GET, HEAD"), (.head, "/sign-out", "POST"),
  ])
  func a_method_that_a_page_does_not_take_is_said(
    method: HTTPRequest.Method, path: String, allowed: String
  ) async throws {
    let answer = try await client.send(method, path)
    #expect(answer.status == 405)
    #expect(answer.headers[.allow] == allowed)
  }

  @Test func head_answers_like_get_without_the_page() async throws {
    let get = try await client.get("/drafts")
    let head = try await client.send(.head, "/drafts")
    #expect(head.status == 200)
    #expect(head.bytes.isEmpty)
    #expect(head.headers[.contentLength] == get.headers[.contentLength])
    #expect(head.headers[.contentSecurityPolicy] != nil)
    #expect(try await site.client().send(.head, "/drafts").status == 303)
  }

  @Test(arguments: [
    ("application/json", "{}", 415), ("", "note=a", 415), ("text/plain", "note=a", 415),
    ("application/x-www-form-urlencoded", "note=%", 400),
    ("application/x-www-form-urlencoded", "note=%FF", 400),
    ("multipart/form-data", "x", 400), ("multipart/form-data; boundary=XX", "x", 400),
    ("multipart/form-data; boundary=XX", "--XX\r\n\r\n", 400),
    ("application/x-www-form-urlencoded", String(repeating: "x", count: 4_001), 413),
    ("application/x-www-form-urlencoded", String(repeating: "a&", count: 101), 422),
    ("application/x-www-form-urlencoded", "", 403),
  ])
  func damaged_forms_get_a_page_that_says_so(
    type: String, body: String, status: Int
  ) async throws {
    let headers: HTTPFields = [.contentType: type]
    for path in ["/note/0000000000001", "/drafts"] {
      let answer = try await client.send(.post, path, headers: headers, body: Array(body.utf8))
      #expect(answer.status == status)
      #expect(answer.text.contains("govuk-heading-l"))
    }
    let signIn = try await client.send(.post, "/sign-in", headers: headers, body: Array(body.utf8))
    #expect((400..<500).contains(signIn.status))
  }

  @Test func a_huge_upload_is_refused_though_its_length_is_not_said() async throws {
    let site = try await TestSite { $0.limits.upload = 100_000 }
    let client = try await site.client(as: "data", adding: NoteTask(site).add)
    let answer = try await client.send(
      .post, "/files", headers: [.contentType: "multipart/form-data; boundary=XX"],
      body: [UInt8](repeating: 0, count: 100_001))
    #expect(answer.status == 413)
    #expect(answer.text.contains("At most 97 KB"))
  }

  @Test func a_fault_of_ours_has_a_reference_and_tells_nothing_else() async throws {
    struct Unforeseen: Error { let child = "Ada Example" }
    task.fail(with: Unforeseen())
    let page = try await client.get(NoteTask.page)
    let answer = try await client.submit(NoteTask.page, on: page, ["note": "x"])
    #expect(answer.status == 500)
    #expect(answer.text.contains(/reference: [0-9a-z]{4}-[0-9a-z]{4}\./))
    #expect(!answer.text.contains("Unforeseen"))
    #expect(!answer.text.contains("Ada"))
  }

  @Test func the_log_names_an_error_without_what_it_carries() {
    enum Example: Error {
      case about(child: String)
      case plain
    }
    #expect(ErrorPages.name(of: Example.about(child: "Ada")).hasSuffix("Example.about"))
    #expect(!ErrorPages.name(of: Example.about(child: "Ada")).contains("Ada"))
    #expect(!ErrorPages.name(of: FormError.malformed("Ada")).contains("Ada"))
  }
}
