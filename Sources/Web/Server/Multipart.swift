import Foundation
import Returns

/// Reads a form that brings files, piece by piece as it arrives.
///
/// Source: RFC 7578 (multipart/form-data) and RFC 2046, section 5.1.
struct Multipart {
  /// How much is taken, and where files are kept.
  struct Limits {
    /// The most parts.
    var fields: Int
    /// The most bytes of all parts together that are no files: they are held in memory.
    var text: Int
    /// For files that are not small.
    var folder: String
  }

  private enum Phase { case start, boundary, head, content, end }

  private let delimiter: [UInt8]
  private let limits: Limits
  private var form = SubmittedForm()
  private var phase = Phase.start
  /// What has arrived and was not yet looked at begins at `at`.
  private var pending: [UInt8] = []
  private var at = 0
  /// The part that is arriving: its head, and what there is of it.
  private var header: PartHeader?
  private var text: [UInt8] = []
  private var spool: Spool?
  private var textBytes = 0
  /// So many bytes at `at` end the head, and are no content.
  private var skipped = 0

  init(boundary: String, limits: Limits) {
    delimiter = Array("\r\n--\(boundary)".utf8)
    self.limits = limits
  }

  /// Takes the next bytes.
  mutating func take(_ bytes: some Collection<UInt8>) throws(FormError) {
    // What follows the last boundary is nobody's.
    if phase == .end { return }
    pending.append(contentsOf: bytes)
    while try step() {}
    pending.removeFirst(at)
    at = 0
  }

  /// The form, when all of it was taken.
  ///
  /// - Throws: `FormError.malformed` where the parts do not end as they must: a body that was cut
  ///   short is refused as a whole rather than taken for a shorter file.
  func end() throws(FormError) -> SubmittedForm {
    switch phase {
    case .end: return form
    case .start: throw .malformed("it does not begin with its boundary")
    case .boundary, .head, .content: throw .malformed("it was cut short")
    }
  }

  /// - Returns: false where more must arrive first
  private mutating func step() throws(FormError) -> Bool {
    let rest = pending.count - at
    switch phase {
    case .start:
      // The first delimiter needs no line break before it.
      guard rest >= delimiter.count - 2 else { return false }
      guard pending.holds(delimiter.dropFirst(2), at: at) else {
        throw .malformed("it does not begin with its boundary")
      }
      at += delimiter.count - 2
      phase = .boundary
      return true
    case .boundary:
      guard rest >= 2 else { return false }
      if pending.holds([.dash, .dash], at: at) {
        phase = .end
        return false
      }
      guard pending.holds([.return, .newline], at: at) else {
        throw .malformed("a boundary in it is not followed by a line break")
      }
      guard form.fields.count + form.files.count < limits.fields else {
        throw .tooManyFields(limit: limits.fields)
      }
      phase = .head
      return true
    case .head: return try takeHead()
    case .content: return try takeContent()
    case .end: return false
    }
  }

  private mutating func takeHead() throws(FormError) -> Bool {
    // The headers may be empty, so the line break after the boundary belongs to the search.
    guard let end = pending.firstIndex(of: Multipart.blankLine, from: at) else {
      if pending.count - at > PartHeader.longest + 6 { throw PartHeader.unreadable }
      return false
    }
    let header = try PartHeader(pending[(at + 2)..<max(at + 2, end)])
    self.header = header
    spool = header.fileName.map { _ in Spool(in: limits.folder) }
    // Its last line break may be the first of the next delimiter.
    at = end + 2
    skipped = 2
    phase = .content
    return true
  }

  private mutating func takeContent() throws(FormError) -> Bool {
    let end = pending.firstIndex(of: delimiter, from: at)
    // What may be the beginning of a delimiter waits for what comes next.
    let safe = end ?? pending.count - delimiter.count + 1
    if safe >= at + skipped {
      try keep(pending[(at + skipped)..<safe])
      at = safe
      skipped = 0
    }
    guard let end else { return false }
    try endPart()
    at = end + delimiter.count
    skipped = 0
    phase = .boundary
    return true
  }

  private mutating func keep(_ content: ArraySlice<UInt8>) throws(FormError) {
    if spool != nil {
      try spool?.append(content)
    } else {
      textBytes += content.count
      guard textBytes <= limits.text else { throw .tooLarge(limit: limits.text) }
      text += content
    }
  }

  private mutating func endPart() throws(FormError) {
    guard let header else { return }
    if let spool {
      let file = ReceivedFile(name: header.fileName ?? "", try spool.contents())
      // A file field that was left empty sends a part without name and content.
      if !file.name.isEmpty || !file.isEmpty {
        form.files.append(UploadedFile(field: header.name, file: file))
      }
    } else {
      guard let text = String(validating: text, as: UTF8.self) else {
        throw .malformed("its text is not UTF-8")
      }
      form.fields.append(.init(header.name, text.withPlainLineBreaks))
    }
    self.header = nil
    spool = nil
    text = []
  }

  private static let blankLine = Array("\r\n\r\n".utf8)
}

/// What the head of a part says: the name of its field, and of its file if it is one.
private struct PartHeader {
  let name: String
  let fileName: String?

  /// In bytes.
  static let longest = 8_192
  static let unreadable = FormError.malformed("the head of one of its parts cannot be read")

  init(_ bytes: ArraySlice<UInt8>) throws(FormError) {
    guard bytes.count <= PartHeader.longest, let text = String(validating: bytes, as: UTF8.self)
    else { throw PartHeader.unreadable }
    let disposition = text.split(separator: "\r\n").first {
      $0.lowercased().hasPrefix("content-disposition:")
    }
    guard let disposition, let name = PartHeader.parameter("name", of: disposition) else {
      throw .malformed("one of its parts has no name")
    }
    self.name = name
    fileName = PartHeader.parameter("filename", of: disposition).map { path in
      path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    }
  }

  /// The value in quotation marks after `; name=`.
  ///
  /// Browsers write a quotation mark in it as `%22` and line breaks as `%0D` and `%0A` (HTML
  /// Standard, multipart/form-data encoding).
  private static func parameter(_ name: String, of line: Substring) -> String? {
    for part in quotedParts(of: line) where part.lowercased().hasPrefix(name + "=") {
      var value = part.dropFirst(name.count + 1)
      if value.hasPrefix("\""), value.hasSuffix("\""), value.count > 1 {
        value = value.dropFirst().dropLast()
      }
      return String(value).split(separator: "%22", omittingEmptySubsequences: false)
        .joined(separator: "\"")
    }
    return nil
  }

  /// The parts between semicolons that stand outside quotation marks.
  private static func quotedParts(of line: Substring) -> [String] {
    var parts: [String] = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map(\.trimmed)
  }
}

extension [UInt8] {
  fileprivate func holds(_ bytes: some Collection<UInt8>, at index: Int) -> Bool {
    index + bytes.count <= count && self[index..<(index + bytes.count)].elementsEqual(bytes)
  }

  /// Where these bytes begin first, at or after an index.
  fileprivate func firstIndex(of pattern: [UInt8], from start: Int) -> Int? {
    withUnsafeBytes { body in
      pattern.withUnsafeBytes { pattern in
        guard let first = pattern.first, let all = body.baseAddress,
          let wanted = pattern.baseAddress
        else { return nil }
        var at = start
        while at <= body.count - pattern.count {
          guard let found = memchr(all + at, Int32(first), body.count - pattern.count + 1 - at)
          else { return nil }
          at = UnsafeRawPointer(found) - all
          if memcmp(found, wanted, pattern.count) == 0 { return at }
          at += 1
        }
        return nil
      }
    }
  }
}

extension UInt8 {
  fileprivate static let dash = UInt8(ascii: "-")
  fileprivate static let `return` = UInt8(ascii: "\r")
  fileprivate static let newline = UInt8(ascii: "\n")
}
