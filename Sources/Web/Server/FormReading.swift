import HTTPTypes
import Hummingbird
import NIOCore

/// Reads the form of a request, bounded in bytes, fields and time.
struct FormReading: Sendable {
  var bytes: Int
  var seconds: Int
  var fields: Int

  /// - Throws: `FormError`
  func form(of request: Request) async throws -> SubmittedForm {
    let type = ContentType(request.headers[.contentType] ?? "")
    guard type.name == "application/x-www-form-urlencoded" || type.name == "multipart/form-data"
    else { throw FormError.wrongType }
    let body = try await body(of: request)
    if type.name == "multipart/form-data" {
      guard let boundary = type.boundary else {
        throw FormError.malformed("it names no boundary between its parts")
      }
      return try Multipart(boundary: boundary, fields: fields).form(from: body)
    }
    return SubmittedForm(
      try URLEncoding.items(in: body, atMost: fields).map {
        .init($0.name, $0.value.withPlainLineBreaks)
      })
  }

  /// All bytes of the body; a client that drips them in is given up after a while.
  ///
  /// - Throws: `FormError`
  func body(of request: Request) async throws -> [UInt8] {
    let said = request.headers[.contentLength].flatMap(Int.init) ?? 0
    guard said <= bytes else { throw FormError.tooLarge(limit: bytes) }
    let (limit, seconds, body) = (bytes, seconds, request.body)
    return try await withThrowingTaskGroup(of: [UInt8].self) { group in
      group.addTask {
        var all: [UInt8] = []
        all.reserveCapacity(said)
        for try await part in body {
          guard all.count + part.readableBytes <= limit else {
            throw FormError.tooLarge(limit: limit)
          }
          all.append(contentsOf: part.readableBytesView)
        }
        return all
      }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        throw FormError.tooSlow
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw FormError.tooSlow }
      return first
    }
  }
}

/// Why a form could not be read.
enum FormError: Error, Hashable {
  case wrongType
  case malformed(String)
  case tooLarge(limit: Int)
  case tooManyFields(limit: Int)
  case tooSlow
}

/// The media type of a body and the parameter of it that matters here.
private struct ContentType {
  /// In lower case.
  let name: String
  let boundary: String?

  init(_ header: String) {
    let parts = header.split(separator: ";").map { String($0).trimmed }
    name = parts.first?.lowercased() ?? ""
    boundary = parts.dropFirst().first { $0.lowercased().hasPrefix("boundary=") }
      .map { String($0.dropFirst("boundary=".count)) }
      .map { $0.hasPrefix("\"") && $0.hasSuffix("\"") ? String($0.dropFirst().dropLast()) : $0 }
      // RFC 2046, section 5.1.1: one to seventy characters.
      .flatMap { (1...70).contains($0.utf8.count) ? $0 : nil }
  }
}

extension String {
  /// Browsers send a line break as CR LF; Kith keeps it as LF.
  var withPlainLineBreaks: String {
    utf8.contains(UInt8(ascii: "\r"))
      ? split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n") : self
  }
}
