import HTTPTypes
import Hummingbird
import Logging
import NIOCore

@testable import Web

/// A small browser: asks the real router, keeps cookies, and sends forms as their pages have them.
final class TestClient {
  private let responder: any HTTPResponder<WebContext>
  private let peer: String
  /// Kept while it is asked: its database goes away with it.
  private let site: AnyObject
  var cookies: [String: String] = [:]

  init(
    _ server: any HTTPResponder<WebContext>, of site: AnyObject, peer: String = "192.0.2.1"
  ) {
    responder = server
    self.peer = peer
    self.site = site
  }

  func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
    try await send(.get, path, headers: headers)
  }

  func post(
    _ path: String, _ fields: KeyValuePairs<String, String>, headers: HTTPFields = [:]
  ) async throws -> Answer {
    try await post(path, fields.map { .init($0.key, $0.value) }, headers: headers)
  }

  func post(
    _ path: String, _ fields: [SubmittedForm.Field], headers: HTTPFields = [:]
  ) async throws -> Answer {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    return try await send(
      .post, path, headers: headers, body: Array(URLEncoding.text(of: fields).utf8))
  }

  /// Sends the form of a page that leads to `action`, with its hidden fields and these answers.
  func submit(
    _ action: String, on page: Answer, _ answers: KeyValuePairs<String, String> = [:],
    headers: HTTPFields = [:]
  ) async throws -> Answer {
    guard let form = page.forms.first(where: { $0.action == action }) else {
      throw NoSuchForm(action: action, page: page.text)
    }
    var fields = form.fields
    for (name, value) in answers {
      fields.removeAll { $0.name == name }
      fields.append(.init(name, value))
    }
    return try await post(action, fields, headers: headers)
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: [UInt8] = []
  ) async throws -> Answer {
    var headers = headers
    if !cookies.isEmpty {
      headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: "kith.test", path: path, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let response = try await responder.respond(
      to: request, context: WebContext(peer: peer, logger: .ofTests))
    let collected = Collected()
    try await response.body.write(collected)
    for header in response.headers[values: .setCookie] { keep(header) }
    return Answer(
      status: response.status.code, headers: response.headers, bytes: collected.bytes)
  }

  private func keep(_ header: String) {
    let parts = header.split(separator: ";").map { $0.drop { $0 == " " } }
    guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return }
    let name = String(pair[..<equals])
    cookies[name] =
      parts.contains("Max-Age=0") ? nil : String(pair[pair.index(after: equals)...])
  }
}

struct NoSuchForm: Error {
  let action: String
  let page: String
}

/// What came back.
struct Answer {
  let status: Int
  let headers: HTTPFields
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var location: String? { headers[.location] }
  var forms: [PageForm] { PageForm.all(in: text) }
}

private final class Collected: ResponseBodyWriter {
  var bytes: [UInt8] = []
  func write(_ buffer: ByteBuffer) async throws { bytes += Array(buffer.readableBytesView) }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
