/// A text that people write about a child: kept exactly as written, line breaks included.
public struct Narrative: Hashable, Sendable {
  public var text: String

  public init(_ text: String = "") { self.text = text }

  public var isEmpty: Bool { text.isEmpty }
}

extension Narrative: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(text) }
}

extension Narrative: FieldValue {
  public static var fieldType: FieldType { .narrative }
  public var cell: Cell { text.cell }
  public init?(cell: Cell) {
    guard let text = String(cell: cell) else { return nil }
    self.init(text)
  }
  public init?(stored: StoredValue) {
    guard let text = String(stored: stored) else { return nil }
    self.init(text)
  }
}
