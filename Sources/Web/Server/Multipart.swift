/// Reads a form that brings files.
///
/// Source: RFC 7578 (multipart/form-data) and RFC 2046, section 5.1.
struct Multipart {
  let boundary: String
  /// The most parts that are taken.
  let fields: Int

  /// - Throws: `FormError.malformed` where the parts do not end as they must: a body that was cut
  ///   short is refused as a whole rather than taken for a shorter file.
  func form(from body: [UInt8]) throws(FormError) -> SubmittedForm {
    let delimiter = Array("\r\n--\(boundary)".utf8)
    // The first delimiter needs no line break before it.
    guard body.starts(with: delimiter.dropFirst(2)) else {
      throw .malformed("it does not begin with its boundary")
    }
    var form = SubmittedForm()
    var at = delimiter.count - 2
    while true {
      if body.holds([.dash, .dash], at: at) { return form }
      guard body.holds([.return, .newline], at: at) else {
        throw .malformed("a boundary in it is not followed by a line break")
      }
      guard form.fields.count + form.files.count < fields else {
        throw .tooManyFields(limit: fields)
      }
      // The headers may be empty, so the line break after the boundary belongs to the search.
      guard let headerEnd = body.firstIndex(of: Multipart.blankLine, from: at),
        let end = body.firstIndex(of: delimiter, from: headerEnd + 2)
      else { throw .malformed("it was cut short") }
      let header = try PartHeader(body[(at + 2)..<max(at + 2, headerEnd)])
      let content = body[min(headerEnd + 4, end)..<end]
      if let name = header.fileName {
        // A file field that was left empty sends a part without name and content.
        if !name.isEmpty || !content.isEmpty {
          form.files.append(
            UploadedFile(field: header.name, name: name, bytes: Array(content)))
        }
      } else {
        guard let text = String(validating: content, as: UTF8.self) else {
          throw .malformed("its text is not UTF-8")
        }
        form.fields.append(.init(header.name, text.withPlainLineBreaks))
      }
      at = end + delimiter.count
    }
  }

  private static let blankLine = Array("\r\n\r\n".utf8)
}

/// What the head of a part says: the name of its field, and of its file if it is one.
private struct PartHeader {
  let name: String
  let fileName: String?

  init(_ bytes: ArraySlice<UInt8>) throws(FormError) {
    guard bytes.count <= 8_192, let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed("the head of one of its parts cannot be read")
    }
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
  fileprivate func holds(_ bytes: [UInt8], at index: Int) -> Bool {
    index + bytes.count <= count && self[index..<(index + bytes.count)].elementsEqual(bytes)
  }

  /// Where these bytes begin first, at or after an index.
  fileprivate func firstIndex(of pattern: [UInt8], from start: Int) -> Int? {
    withUnsafeBufferPointer { body in
      pattern.withUnsafeBufferPointer { pattern in
        guard let first = pattern.first else { return nil }
        var at = start
        let last = body.count - pattern.count
        while at <= last {
          if body[at] == first {
            var matched = 1
            while matched < pattern.count, body[at + matched] == pattern[matched] { matched += 1 }
            if matched == pattern.count { return at }
          }
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
