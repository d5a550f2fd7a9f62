/// HTML that is safe to send: all that came from outside has been, or will be, escaped.
///
/// Nothing outside this module can put unescaped bytes in. Text goes in escaped, elements and
/// attributes by their typed functions, addresses as `Link`.
public struct Markup: Sendable {
  private let content: Content

  private enum Content: Sendable {
    /// Finished HTML in UTF-8.
    case bytes([UInt8])
    /// Text, escaped when it is written.
    case text(String)
    /// With how many bytes they write at most, so that nothing is measured twice.
    case parts([Markup], length: Int)
  }

  public init() {
    content = .bytes([])
  }

  /// Text, shown as it is: what looks like HTML in it is seen as characters.
  public init(_ text: String) {
    content = .text(text)
  }

  /// One after the other.
  public init(_ parts: [Markup]) {
    content = .parts(parts, length: parts.reduce(0) { $0 + $1.length })
  }

  public init(@MarkupBuilder _ content: () -> Markup) {
    self = content()
  }

  init(bytes: [UInt8]) {
    content = .bytes(bytes)
  }

  /// The HTML in UTF-8.
  public var bytes: [UInt8] {
    if case .bytes(let bytes) = content { return bytes }
    return Pen.bytes(length) { write(with: &$0) }
  }

  public var isEmpty: Bool { length == 0 }

  /// How many bytes `write` writes at most.
  var length: Int {
    switch content {
    case .bytes(let bytes): bytes.count
    case .text(let text): Pen.length(escaped: text)
    case .parts(_, let length): length
    }
  }

  func write(with pen: inout Pen) {
    switch content {
    case .bytes(let bytes): pen.write(bytes)
    case .text(let text): pen.write(escaped: text)
    case .parts(let parts, _): for part in parts { part.write(with: &pen) }
    }
  }
}

extension Markup: Hashable {
  public static func == (left: Markup, right: Markup) -> Bool { left.bytes == right.bytes }
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension Markup: CustomStringConvertible {
  /// The HTML as a string; for tests and logs.
  ///
  /// Pages send `bytes`.
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
