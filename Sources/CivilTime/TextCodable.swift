/// A value that files hold as its text, and that is read from nothing else.
public protocol TextCodable: Codable {
  /// What is expected, for whoever reads why a file was refused: "a day such as 2026-03-31".
  static var codedTextWords: String { get }

  /// Reads what `codedText` wrote; nil for anything else.
  init?(codedText: String)
  var codedText: String { get }
}

extension TextCodable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(codedText: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is not \(Self.codedTextWords)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(codedText)
  }
}

extension Day: TextCodable {
  public static var codedTextWords: String { "a day such as 2026-03-31" }

  public init?(codedText: String) { self.init(iso: codedText) }
  public var codedText: String { iso }
}
