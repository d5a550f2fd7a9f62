import CareRecord
import CivilTime
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Operation
import Store
import Testing

@testable import Web

/// What those who run Kith rely on: who may see the figures, whom Kith believes, what it says when it
/// is full, stopping or cannot write.
@Suite struct RunningTests {
  // MARK: Figures

  private func figures(
    _ client: TestClient, token: String? = nil, _ headers: HTTPFields = [:]
  ) async throws -> Answer {
    var headers = headers
    if let token { headers[.authorization] = "Bearer \(token)" }
    return try await client.get("/metrics", headers: headers)
  }

  @Test func figures_are_for_the_machine_itself_and_for_whoever_has_the_token() async throws {
    let site = try await TestSite { $0.metricsToken = "abcdefghijklmnop" }
    let local = try site.client(peer: "127.0.0.1")
    let stranger = try site.client(peer: "192.0.2.1")
    #expect(try await figures(local).status == 200)
    #expect(try await figures(stranger).status == 404)
    #expect(try await figures(stranger, token: "abcdefghijklmnop").status == 200)
    #expect(try await figures(stranger, token: "abcdefghijklmnoq").status == 404)
    // A proxy on the same machine asks for somebody else.
    for header in ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Proto"] {
      #expect(
        try await figures(local, [HTTPField.Name(header) ?? .accept: "x"]).status == 404,
        "\(header)")
    }
    let open = try await TestSite()
    #expect(try await figures(try open.client(peer: "192.0.2.1"), token: "").status == 404)
    #expect(try await figures(try open.client(peer: "::ffff:127.0.0.1")).status == 200)
  }

  @Test func figures_count_what_happened_and_name_nobody() async throws {
    let site = try await TestSite.withFamily()
    let client = TestClient(try site.server(), of: site, peer: "127.0.0.1")
    try await client.signIn("wren", password: "no")
    try await client.signIn("wren")
    _ = try await client.get("/")
    _ = try await client.get("/children/\(TestFamily.ada.id.text)")
    _ = try await client.get("/search?q=Ada+Example")
    _ = try await client.get("/nowhere/Ada")
    let text = try await figures(client).text
    #expect(text.contains("\nkith_sign_in_failures_total 1\n"))
    #expect(
      text.contains("kith_http_requests_total{method=\"GET\",route=\"/search\",status=\"2xx\"} 1"))
    #expect(text.contains("route=\"none\",status=\"4xx\"} 1"))
    #expect(text.contains("route=\"/children/{child}\""))
    #expect(text.contains("\nkith_http_requests_in_flight 1\n"))
    #expect(text.contains("kith_queue_length{queue=\"password checks\"} 0"))
    #expect(text.contains("kith_queue_length{queue=\"requests\"} 0"))
    #expect(text.contains(/\nkith_reads_total [3-9]/))
    for word in ["Ada", "Example", "wren", "Wren", TestFamily.ada.id.text, "127.0.0.1"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  // MARK: Addresses

  @Test(arguments: [
    ("192.0.2.1", "", "192.0.2.1"),
    ("192.0.2.1", "203.0.113.5", "192.0.2.1"),
    ("10.0.0.1", "203.0.113.5", "203.0.113.5"),
    ("10.0.0.1", "1.1.1.1, 203.0.113.5", "203.0.113.5"),
    ("10.0.0.1", "1.1.1.1, 203.0.113.5, 10.0.0.9", "203.0.113.5"),
    ("10.0.0.1", "1.1.1.1, nonsense", "10.0.0.1"),
    ("10.0.0.1", "203.0.113.5, nonsense, 10.2.0.1", "10.0.0.1"),
    ("10.0.0.1", "10.0.0.2", "10.0.0.1"),
    ("::ffff:10.0.0.1", "2001:db8::7", "2001:db8::7"),
    ("unknown", "203.0.113.5", "unknown"),
  ])
  func a_forwarded_address_is_believed_from_trusted_proxies_only(
    peer: String, forwarded: String, expected: String
  ) throws {
    let trusted = [try #require(NetworkRange("10.0.0.0/8"))]
    var head = HTTPRequest(method: .get, scheme: "http", authority: "kith.test", path: "/")
    if !forwarded.isEmpty { head.headerFields[.forwardedFor] = forwarded }
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    let context = WebContext(peer: peer, logger: .ofTests)
    #expect(ClientAddress.of(request, context, trusting: trusted) == expected)
  }

  @Test(arguments: ["", "10.0.0.0/33", "10.0.0/8", "::/129", "a", "10.0.0.1/8/8", "10.0.0.1/-1"])
  func what_is_no_network_is_refused(text: String) {
    #expect(NetworkRange(text) == nil)
  }

  // MARK: A crowd

  @Test func whoever_finds_no_place_is_told_so_and_their_form_is_held_for_them() async throws {
    let site = try await TestSite { $0.limits.requestsAtOnce = 1 }
    let state = ServerState(site.configuration.limits)
    let client = TestClient(
      try site.server(state: state, adding: NoteTask(site).add), of: site, peer: "127.0.0.1")
    try await client.signIn("wren")
    let page = try await client.get(NoteTask.page)
    try await state.requests.hold(orElse: Failure.notFound) {
      let answer = try await client.get("/drafts")
      #expect(answer.status == 503)
      #expect(answer.headers[.retryAfter] == "5")
      #expect(answer.text.contains("Kith is busy"))
      #expect(answer.text.contains("Reference: \(try #require(answer.headers[.requestID]))"))
      for path in ["/health", "/ready", "/metrics"] {
        #expect(try await client.get(path).status == 200)
      }
      let sent = try await client.submit(NoteTask.page, on: page, ["note": NoteTask.text])
      #expect(sent.status == 503)
      #expect(sent.forms.contains { $0.action == NoteTask.page })
      let signIn = try await client.post("/sign-in", ["user": "wren", "password": "secret word"])
      #expect(signIn.status == 503)
      #expect(!signIn.text.contains("secret word"))
    }
    // What the page held is taken when it is sent again.
    let refused = try await state.requests.hold(orElse: Failure.notFound) {
      try await client.submit(NoteTask.page, on: page, ["note": NoteTask.text])
    }
    #expect(refused.text.contains("Send it again"))
    #expect(try await client.submit(NoteTask.page, on: refused).status == 303)
  }

  @Test func large_forms_are_few_at_once_and_keep_no_small_one_out() async throws {
    let site = try await TestSite { $0.limits.largeFormsAtOnce = 1 }
    let state = ServerState(site.configuration.limits)
    let client = TestClient(try site.server(state: state), of: site)
    func statusOfSignIn(bytes: Int) async throws -> Int {
      let body = Array("user=".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: bytes)
      return try await client.send(
        .post, "/sign-in",
        headers: [
          .contentType: "application/x-www-form-urlencoded", .contentLength: String(body.count),
        ], body: body
      ).status
    }
    let whileTaken = try await state.largeForms.hold(orElse: Failure.notFound) {
      [try await statusOfSignIn(bytes: 70_000), try await statusOfSignIn(bytes: 60_000)]
    }
    #expect(whileTaken == [503, 403])
    #expect(try await statusOfSignIn(bytes: 70_000) == 403)
  }

  @Test func files_of_more_than_a_few_at_once_are_told_to_wait() async throws {
    let site = try await TestSite { $0.limits.uploadsAtOnce = 1 }
    let state = ServerState(site.configuration.limits)
    let client = TestClient(
      try site.server(state: state, adding: NoteTask(site).add), of: site)
    try await client.signIn("data")
    let type: HTTPFields = [.contentType: "multipart/form-data; boundary=XX"]
    let answer = try await state.uploads.hold(orElse: Failure.notFound) {
      try await client.send(.post, "/files", headers: type, body: Array("--XX--".utf8))
    }
    #expect(answer.status == 503)
    #expect(answer.headers[.retryAfter] == "30")
    #expect(answer.text.contains("Others are sending files at the moment"))
    #expect(
      try await client.send(.post, "/files", headers: type, body: Array("--XX--".utf8)).status
        == 403)
  }

  // MARK: Stopping

  @Test func a_server_that_stops_is_healthy_but_not_ready() async throws {
    let site = try await TestSite()
    let state = ServerState()
    let client = TestClient(try site.server(state: state), of: site)
    #expect(try await client.get("/ready").text == "ready\n")
    state.drain()
    let answer = try await client.get("/ready")
    #expect(answer.status == 503)
    #expect(answer.text == "not ready: stopping\n")
    #expect(try await client.get("/health").status == 200)
  }

  @Test func many_may_ask_at_once_whether_it_is_ready() async throws {
    let site = try await TestSite()
    let server = try site.server()
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<200 {
        group.addTask { try await TestClient(server, of: site).get("/ready").text }
      }
      for try await text in group { #expect(text == "ready\n") }
    }
  }

  @Test func a_store_that_refuses_is_not_ready_though_nobody_has_met_it() async throws {
    let site = try await TestSite()
    let client = try site.client()
    try await site.store.close()
    let answer = try await client.get("/ready")
    #expect(answer.status == 503)
    #expect(answer.text == "not ready: the database cannot be written\n")
    #expect(try await client.get("/health").status == 200)
  }

  // MARK: A line of the log and its page

  @Test func answers_say_under_what_they_are_logged() async throws {
    let client = try await TestSite().client()
    let first = try #require(try await client.get("/health").headers[.requestID])
    let second = try #require(try await client.get("/nowhere").headers[.requestID])
    #expect(first.contains(/^[0-9a-z]{4}-[0-9a-z]{4}$/))
    #expect(first != second)
  }
}
