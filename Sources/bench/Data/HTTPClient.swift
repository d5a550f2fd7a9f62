import Foundation

/// A small HTTP/1.1 client on one connection that stays open, which keeps cookies.
final class HTTPClient {
  private let socket: Int32
  private let port: Int
  private var cookies: [String: String] = [:]
  private var received: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: 64 << 10)

  /// Connects to a port of this machine.
  init(port: Int) throws {
    self.port = port
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let problem = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
    guard problem == 0 else { throw BenchFailed("Nothing answers on port \(port).") }
    var yes: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  func get(_ path: String) throws -> HTTPAnswer {
    try send("GET \(path) HTTP/1.1\r\n\(headers)\r\n")
    return try answer(to: path)
  }

  func post(_ path: String, _ fields: [(name: String, value: String)]) throws -> HTTPAnswer {
    let body = fields.map { "\(HTTPClient.encoded($0.name))=\(HTTPClient.encoded($0.value))" }
      .joined(separator: "&")
    try send(
      "POST \(path) HTTP/1.1\r\n\(headers)Content-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return try answer(to: path)
  }

  /// Signs in as a browser does: asks for the page, and sends its form back.
  func signIn(_ user: String, _ password: String) throws {
    let page = try get("/sign-in").body
    guard let token = HTTPClient.formToken(in: page) else {
      throw BenchFailed("The page to sign in has no token.")
    }
    let answer = try post(
      "/sign-in", [("csrf", token), ("user", user), ("password", password)])
    guard answer.status == 303 else {
      throw BenchFailed("\(user) could not sign in: \(answer.status).")
    }
  }

  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
      default: String(format: "%%%02X", byte)
      }
    }.joined()
  }

  // MARK: - One request and its answer

  private var headers: String {
    let cookie = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
    return "Host: 127.0.0.1:\(port)\r\nSec-Fetch-Site: same-origin\r\n"
      + (cookie.isEmpty ? "" : "Cookie: \(cookie)\r\n")
  }

  private func send(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw BenchFailed("The server closed the connection.") }
      rest = rest.dropFirst(count)
    }
  }

  private func receive() throws {
    let count = recv(socket, &chunk, chunk.count, 0)
    guard count > 0 else { throw BenchFailed("The server closed the connection, or is too slow.") }
    received += chunk[..<count]
  }

  private func answer(to path: String) throws -> HTTPAnswer {
    let gap = Array("\r\n\r\n".utf8)
    var end = received.firstRange(of: gap)
    while end == nil {
      try receive()
      end = received.firstRange(of: gap)
    }
    guard let end else { throw BenchFailed("\(path) was not answered.") }
    let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    received.removeFirst(end.upperBound)
    var length: Int?
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = parts[1].trimmingCharacters(in: .whitespaces)
      switch parts[0].lowercased() {
      case "content-length": length = Int(value)
      case "set-cookie": keepCookie(value)
      default: break
      }
    }
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, let status = Int(words[1]), let length else {
      throw BenchFailed("The answer to \(path) has no status or no length.")
    }
    while received.count < length { try receive() }
    let body = String(decoding: received[..<length], as: UTF8.self)
    received.removeFirst(length)
    return HTTPAnswer(status: status, body: body)
  }

  private func keepCookie(_ header: String) {
    let pair = header.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
    guard pair.count == 2 else { return }
    cookies[String(pair[0])] = String(pair[1])
  }

  private static func formToken(in page: String) -> String? {
    guard let field = page.firstRange(of: "name=\"csrf\" value=\"") else { return nil }
    return String(page[field.upperBound...].prefix { $0 != "\"" })
  }
}

struct HTTPAnswer {
  let status: Int
  let body: String
}
