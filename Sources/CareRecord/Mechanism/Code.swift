/// Names a code set of the data files, such as `ssda903.LS`.
public protocol CodedValue: Sendable {
  static var codeSet: String { get }
}

/// A code as received: any text, whether or not that year's set has it.
///
/// What a code means, and in which years, is looked up in the code sets by `Set.codeSet`. Only
/// codes that logic depends on have a name in Swift.
public struct Code<Set: CodedValue>: Hashable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }
}

extension Code: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(text) }
}

extension Code: CustomStringConvertible {
  public var description: String { text }
}

extension Code: FieldValue {
  public static var fieldType: FieldType { .code(Set.codeSet) }
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

/// Several codes of one set, in the order received; stored with a space between them.
public struct Codes<Set: CodedValue>: Hashable, Sendable {
  public var all: [Code<Set>]

  public init(_ all: [Code<Set>] = []) { self.all = all }

  public func contains(_ code: Code<Set>) -> Bool { all.contains(code) }
}

extension Codes: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Code<Set>...) { self.init(elements) }
}

extension Codes: FieldValue {
  public static var fieldType: FieldType { .codes(Set.codeSet) }
  public var cell: Cell { all.map(\.text).joined(separator: " ").cell }
  public init?(cell: Cell) {
    guard let text = String(cell: cell) else { return nil }
    self.init(separatedBySpaces: text)
  }
  public init?(stored: StoredValue) {
    guard let text = String(stored: stored) else { return nil }
    self.init(separatedBySpaces: text)
  }

  private init(separatedBySpaces text: String) {
    self.init(text.utf8.split(separator: UInt8(ascii: " ")).map { Code(String(Substring($0))) })
  }
}
