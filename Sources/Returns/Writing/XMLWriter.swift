/// Writes XML: UTF-8, two spaces of indentation, no empty elements.
public struct XMLWriter: Sendable {
  public private(set) var bytes: [UInt8]
  private var depth = 0

  public init() {
    self.init(declaration: true)
  }

  /// A piece of XML, with or without the declaration that a file begins with.
  init(declaration: Bool) {
    bytes = declaration ? Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) : []
  }

  /// Writes an element around what `content` writes.
  public mutating func element(_ name: String, _ content: (inout XMLWriter) -> Void) {
    let start = bytes.count
    line { $0 += "<\(name)>".utf8 }
    let empty = bytes.count
    depth += 1
    content(&self)
    depth -= 1
    if bytes.count == empty {
      bytes.removeLast(bytes.count - start)
    } else {
      line { $0 += "</\(name)>".utf8 }
    }
  }

  /// Writes an element that holds text; nothing where there is no text.
  public mutating func element(_ name: String, _ text: String?) {
    guard let text, !text.isEmpty else { return }
    line { bytes in
      bytes += "<\(name)>".utf8
      bytes += XMLWriter.escaped(text)
      bytes += "</\(name)>".utf8
    }
  }

  /// Writes the values of some columns of a row, each as an element of its name, or of the name
  /// that `renamed` gives it.
  public mutating func elements<Column: TableColumn>(
    of row: Row<Column>, _ columns: some Sequence<Column>, renamed: [Column: String] = [:]
  ) {
    let all = Column.layout.columns
    for column in columns {
      element(renamed[column] ?? all[column.rawValue].name, row[column])
    }
  }

  /// Writes an element as it was read.
  public mutating func element(_ part: XMLPart) {
    if !part.hasChildren {
      element(part.name, part.text)
    } else {
      element(part.name) { writer in
        for child in part.children { writer.element(child) }
      }
    }
  }

  /// Writes XML that was written before, line by line.
  mutating func verbatim(_ xml: String) {
    for text in xml.split(separator: "\n") { line { $0 += text.utf8 } }
  }

  /// Writes a comment.
  public mutating func comment(_ text: String) {
    // Two hyphens would end the comment early.
    var safe = text.replacing("--", with: "- -")
    if safe.hasSuffix("-") { safe += " " }
    line { $0 += "<!-- \(safe) -->".utf8 }
  }

  private mutating func line(_ content: (inout [UInt8]) -> Void) {
    bytes += repeatElement(UInt8(ascii: " "), count: depth * 2)
    content(&bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The text with its reserved characters escaped, and without the control characters that XML
  /// 1.0 cannot hold, which become U+FFFD.
  private static func escaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes += "&amp;".utf8
      case "<": bytes += "&lt;".utf8
      case ">": bytes += "&gt;".utf8
      case "\r": bytes += "&#13;".utf8
      case "\t", "\n": bytes.append(UInt8(ascii: scalar))
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": bytes += "\u{FFFD}".utf8
      default: bytes += String(scalar).utf8
      }
    }
    return bytes
  }
}
