/// What stands before the outermost element of an XML file.
enum XMLPrologue {
  /// The line of a document type, or of anything else that begins with `<!` and is no comment.
  static func documentTypeLine(_ file: SourceFile) -> Int? {
    var rest = file.bytes[file.textStart...]
    var line = 1
    func isNext(_ text: String) -> Bool { rest.starts(with: text.utf8) }
    func skip(past ending: String) -> Bool {
      guard let range = rest.firstRange(of: Array(ending.utf8)) else { return false }
      line += rest[..<range.upperBound].lines
      rest = rest[range.upperBound...]
      return true
    }
    while true {
      let blanks = rest.prefix { $0.isBlankOrBreak }
      line += blanks.lines
      rest = rest[blanks.endIndex...]
      if isNext("<!--") {
        guard skip(past: "-->") else { return nil }
      } else if isNext("<?") {
        guard skip(past: "?>") else { return nil }
      } else {
        return isNext("<!") ? line : nil
      }
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var lines: Int { reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 } }
}
