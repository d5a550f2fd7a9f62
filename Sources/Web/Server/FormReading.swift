import HTTPTypes
import Hummingbird
import NIOCore

/// Reads the form of a request, bounded in bytes, fields and time.
struct FormReading: Sendable {
  var bytes: Int
  var seconds: Int
  var fields: Int
  /// The most bytes of what is no file, in a form that brings some; nil for all that it may have.
  var text: Int?
  /// Where files are kept that are not small.
  var folder = WebLimits().uploadFolder

  /// - Throws: `FormError`
  func form(of request: Request) async throws -> SubmittedForm {
    let type = ContentType(request.headers[.contentType] ?? "")
    guard type.name == "application/x-www-form-urlencoded" || type.name == "multipart/form-data"
    else { throw FormError.wrongType }
    if type.name == "multipart/form-data" {
      guard let boundary = type.boundary else {
        throw FormError.malformed("it names no boundary between its parts")
      }
      let limits = Multipart.Limits(fields: fields, text: text ?? bytes, folder: folder)
      return try await inTime(Multipart(boundary: boundary, limits: limits), of: request) {
        try $0.take($1.readableBytesView)
      }.end()
    }
    let body = try await body(of: request)
    return SubmittedForm(
      try URLEncoding.items(in: body, atMost: fields).map {
        .init($0.name, $0.value.withPlainLineBreaks)
      })
  }

  /// All bytes of the body; a client that drips them in is given up after a while.
  ///
  /// - Throws: `FormError`
  func body(of request: Request) async throws -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(min(bytes, request.headers[.contentLength].flatMap(Int.init) ?? 0))
    return try await inTime(all, of: request) { $0.append(contentsOf: $1.readableBytesView) }
  }

  /// Hands the body to whoever gathers it, piece by piece.
  private func inTime<Gathered: Sendable>(
    _ empty: Gathered, of request: Request,
    _ take: @escaping @Sendable (inout Gathered, ByteBuffer) throws -> Void
  ) async throws -> Gathered {
    let said = request.headers[.contentLength].flatMap(Int.init) ?? 0
    guard said <= bytes else { throw FormError.tooLarge(limit: bytes) }
    let (limit, seconds, body) = (bytes, seconds, request.body)
    return try await withThrowingTaskGroup(of: Gathered.self) { group in
      group.addTask {
        var gathered = empty
        var count = 0
        for try await part in body {
          count += part.readableBytes
          guard count <= limit else { throw FormError.tooLarge(limit: limit) }
          try take(&gathered, part)
        }
        return gathered
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
  /// A file that arrives cannot be kept.
  case noRoom
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
