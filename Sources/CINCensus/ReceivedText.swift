/// A value that may stand several times, as the text that was received.
///
/// Two are equal when their texts are, wherever they were read.
public struct ReceivedText: Sendable, Hashable, ExpressibleByStringLiteral {
  public var text: String
  /// The line it was read on; nil where it was made.
  public var line: Int?

  public init(_ text: String, line: Int? = nil) {
    self.text = text
    self.line = line
  }

  public init(stringLiteral text: String) {
    self.init(text)
  }

  public static func == (left: ReceivedText, right: ReceivedText) -> Bool {
    left.text == right.text
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
