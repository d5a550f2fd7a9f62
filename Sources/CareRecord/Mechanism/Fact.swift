public import CivilTime

/// A dated thing that people did, decided, saw or were told.
///
/// One file per kind.
///
/// The struct is in the field's own words, and `fields` describes every stored property once
/// (a test finds one that is not described). A kind takes part in everything by its line in
/// `FactRegister`.
public protocol Fact: Hashable, Sendable {
  init()
  static var kind: FactKind { get }
  static var fields: [Field<Self>] { get }
  /// When it happened; nil for what has no time of its own.
  var occurred: Occurrence? { get }
  /// What is wrong with it beyond what the descriptions of its fields say.
  func problems() -> [FieldProblem]
  /// The cells in the order of `fields`.
  ///
  /// No kind writes this or the next ones itself: they stand here so that the compiler makes fast
  /// ones for each kind.
  var cells: [Cell] { get }
  /// Makes facts of rows, and puts them into a record that has none of the kind yet.
  static func put(_ rows: any FactRows, into record: inout ChildRecord) throws
  /// Adds what a record holds of this kind to its chronology, in whatever order.
  static func addEntries(
    of record: ChildRecord, touching period: DaySpan?, to entries: inout [ChronologyEntry])
}

extension Fact {
  public var occurred: Occurrence? { nil }
  public func problems() -> [FieldProblem] { [] }
}

/// A kind of fact.
public struct FactKind: Hashable, Sendable {
  /// Table name and key in the log: snake case; stored, so never renamed.
  public let name: String
  /// What people call one of them, in sentence case.
  public let label: String
  /// Who may see it (`domain`: record zones).
  public let zone: Zone
  /// The number of the present shape of its body in the log.
  ///
  /// Raised when a field changes meaning; old numbers are read for ever through `upcast`.
  public let schema: Int
  /// Whether the chronology shows it.
  public let inChronology: Bool
  /// Brings the cells of an older schema number up to the present one.
  public let upcast: @Sendable (_ cells: inout [String: Cell], _ from: Int) -> Void

  public init(
    _ name: String, _ label: String, zone: Zone = .core, schema: Int = 1,
    inChronology: Bool = true,
    upcast: @escaping @Sendable (inout [String: Cell], Int) -> Void = { _, _ in }
  ) {
    self.name = name
    self.label = label
    self.zone = zone
    self.schema = schema
    self.inChronology = inChronology
    self.upcast = upcast
  }

  public static func == (left: FactKind, right: FactKind) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// The parts of a record that different people may see.
public enum Zone: String, CaseIterable, Sendable {
  /// Name, age, status, allocated people, and what the statutory returns carry.
  case core
  /// Notes and assessments: a case relationship and a role.
  case narrative
  /// Strategy records and intelligence.
  case protection
  /// Addresses that must not reach everyone.
  case protectedAddress
}

/// When a fact happened: on a day, or from a day until another or until now.
public struct Occurrence: Hashable, Sendable {
  public let from: Day
  /// The last day, where it has ended; nil for a day's event as well as for an open span.
  public let to: Day?
  public let isSpan: Bool

  public static func on(_ day: Day) -> Occurrence {
    Occurrence(from: day, to: nil, isSpan: false)
  }

  public static func span(from: Day, to: Day?) -> Occurrence {
    Occurrence(from: from, to: to, isSpan: true)
  }
}

/// Something wrong with one field of a fact, for the person who can mend it.
public struct FieldProblem: Hashable, Sendable {
  public let field: String
  public let message: String

  public init(_ field: String, _ message: String) {
    self.field = field
    self.message = message
  }
}

extension Fact {
  public var cells: [Cell] { Self.fields.map { $0.read(self) } }

  /// Makes a fact from its cells in the order of `fields`.
  /// - Throws: `CellMismatch` naming the first field whose cell holds another sort of value.
  public init(cells: [Cell]) throws(CellMismatch) {
    self.init()
    for (field, cell) in zip(Self.fields, cells) where !field.write(&self, cell) {
      throw CellMismatch(kind: Self.kind.name, field: field.about.name, cell: cell)
    }
  }

  /// Everything wrong with it: required fields that are empty, dates in the wrong order.
  public func allProblems() -> [FieldProblem] {
    var found: [FieldProblem] = []
    for field in Self.fields where field.about.required == .always && field.read(self).isNull {
      found.append(FieldProblem(field.about.name, "Enter: \(field.about.label.lowercasedFirst)"))
    }
    if let occurred, occurred.isSpan, let end = occurred.to, end < occurred.from {
      let name = Self.fields.last { $0.read(self) == .day(end) }?.about.name ?? "to"
      found.append(
        FieldProblem(
          name,
          "The end (\(end.spoken)) is before the start (\(occurred.from.spoken)). Check both dates."
        ))
    }
    return found + problems()
  }
}

/// A stored value that does not fit the field that it is meant for: a broken store, not bad input.
public struct CellMismatch: Error, Hashable, CustomStringConvertible {
  public let kind: String
  public let field: String
  public let cell: Cell

  public init(kind: String, field: String, cell: Cell) {
    self.kind = kind
    self.field = field
    self.cell = cell
  }

  public var description: String { "\(kind).\(field) cannot hold \(cell)" }
}

extension String {
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
