public import CivilTime

/// One value of one field on its way between a fact and a column, a file, a form or a log entry.
public enum Cell: Hashable, Sendable {
  case null
  case flag(Bool)
  case integer(Int64)
  case day(Day)
  case text(String)

  public var isNull: Bool { if case .null = self { true } else { false } }
}

/// How the values of a field are stored, asked for and shown.
public enum FieldType: Hashable, Sendable {
  case day
  case flag
  case number
  /// A short text: one line.
  case text
  /// A long text that people write; zone rules may mask it.
  case narrative
  /// One code of the named set, such as `ssda903.LS`.
  case code(String)
  /// Several codes of the named set.
  case codes(String)
  /// Reference to a record.
  case subject
  /// Reference to another fact.
  case fact
  /// A date of which parts may be unknown.
  case partialDay
}

/// A Swift type that a field of a fact can have.
///
/// `init?(cell:)` and `init?(stored:)` are nil where another sort of value is held; optional types
/// take `.null`.
public protocol FieldValue: Hashable, Sendable {
  static var fieldType: FieldType { get }
  var cell: Cell { get }
  init?(cell: Cell)
  init?(stored: StoredValue)
}

extension Optional: FieldValue where Wrapped: FieldValue {
  public static var fieldType: FieldType { Wrapped.fieldType }
  public var cell: Cell { self?.cell ?? .null }
  public init?(cell: Cell) {
    if cell.isNull {
      self = .none
    } else if let value = Wrapped(cell: cell) {
      self = .some(value)
    } else {
      return nil
    }
  }
  public init?(stored: StoredValue) {
    if stored.isNull {
      self = .none
    } else if let value = Wrapped(stored: stored) {
      self = .some(value)
    } else {
      return nil
    }
  }
}

extension Day: FieldValue {
  public static var fieldType: FieldType { .day }
  public var cell: Cell { isSet ? .day(self) : .null }
  public init?(cell: Cell) {
    switch cell {
    case .day(let day): self = day
    case .null: self = .unset
    default: return nil
    }
  }
  public init?(stored: StoredValue) {
    switch stored {
    case .text(let bytes): self.init(isoBytes: Span(_unsafeElements: bytes))
    case .null: self = .unset
    case .integer: return nil
    }
  }
}

extension Bool: FieldValue {
  public static var fieldType: FieldType { .flag }
  public var cell: Cell { .flag(self) }
  public init?(cell: Cell) {
    guard case .flag(let value) = cell else { return nil }
    self = value
  }
  public init?(stored: StoredValue) {
    guard case .integer(let number) = stored, number == 0 || number == 1 else { return nil }
    self = number == 1
  }
}

extension Int: FieldValue {
  public static var fieldType: FieldType { .number }
  public var cell: Cell { .integer(Int64(self)) }
  public init?(cell: Cell) {
    guard case .integer(let value) = cell else { return nil }
    self = Int(value)
  }
  public init?(stored: StoredValue) {
    guard case .integer(let value) = stored else { return nil }
    self = Int(value)
  }
}

extension String: FieldValue {
  public static var fieldType: FieldType { .text }
  public var cell: Cell { isEmpty ? .null : .text(self) }
  public init?(cell: Cell) {
    switch cell {
    case .text(let text): self = text
    case .null: self = ""
    default: return nil
    }
  }
  public init?(stored: StoredValue) {
    switch stored {
    case .text(let bytes): self.init(decoding: bytes, as: UTF8.self)
    case .null: self = ""
    case .integer: return nil
    }
  }
}

extension Identifier: FieldValue {
  public static var fieldType: FieldType { Of.self == SubjectTag.self ? .subject : .fact }
  public var cell: Cell { .integer(raw) }
  public init?(cell: Cell) {
    guard case .integer(let raw) = cell else { return nil }
    self.init(raw: raw)
  }
  public init?(stored: StoredValue) {
    guard case .integer(let raw) = stored else { return nil }
    self.init(raw: raw)
  }
}

extension PartialDay: FieldValue {
  public static var fieldType: FieldType { .partialDay }
  public var cell: Cell { text.cell }
  public init?(cell: Cell) {
    guard case .text(let text) = cell else { return nil }
    self.init(text)
  }
  public init?(stored: StoredValue) {
    guard case .text(let bytes) = stored else { return nil }
    self.init(String(decoding: bytes, as: UTF8.self))
  }
}
