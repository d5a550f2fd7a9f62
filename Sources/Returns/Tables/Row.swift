public import CivilTime

/// One row of a table of a return, every value as the text that was received or is to be sent.
///
/// ```swift
/// episode[.LS]            // "C2", or nil where nothing is given
/// episode.day(.DECOM)     // the day, or nil where there is none or it cannot be read
/// ```
///
/// Two rows are equal when their values are, wherever they were read.
public struct Row<Column: TableColumn>: Sendable {
  /// A value for each column, in the order of the columns; never empty text.
  public private(set) var values: [String?]

  /// Where the row was read; nil where it was made.
  public var origin: RowOrigin?

  /// The line of each value, where the values of a row stand on lines of their own; otherwise empty.
  var lines: [Int32] = []

  /// A row without values.
  public init(origin: RowOrigin? = nil) {
    values = Array(repeating: nil, count: Column.allCases.count)
    self.origin = origin
  }

  /// A row with these values.
  public init(_ values: [Column: String?], origin: RowOrigin? = nil) {
    self.init(origin: origin)
    for (column, value) in values { self[column] = value }
  }

  /// The value of a column; nil where nothing is given.
  ///
  /// Setting empty text sets nil.
  public subscript(column: Column) -> String? {
    get { values[column.rawValue] }
    set { values[column.rawValue] = newValue.flatMap { $0.isEmpty ? nil : $0 } }
  }

  /// The value of a date column as a day; nil where nothing is given or it is not a whole date.
  public func day(_ column: Column) -> Day? {
    self[column].flatMap(column.format.day)
  }

  /// The value of a flag column: 1 and true are true, 0 and false are false, whatever the case;
  /// anything else is nil.
  public func flag(_ column: Column) -> Bool? {
    switch self[column]?.lowercased() {
    case "1", "true": true
    case "0", "false": false
    default: nil
    }
  }

  /// Writes a day in the format of its column; nil clears it.
  public mutating func set(_ column: Column, to day: Day?) {
    let text = column.format == .isoDate ? day?.iso : day?.british
    self[column] = text
  }

  /// The line of a value, as exactly as it is known.
  public func line(of column: Column) -> Int? {
    if lines.indices.contains(column.rawValue), lines[column.rawValue] > 0 {
      return Int(lines[column.rawValue])
    }
    return origin?.line
  }

  public var isEmpty: Bool { values.allSatisfy { $0 == nil } }

  /// Takes the values of the columns that another table has under the same name.
  public mutating func copy<Other: TableColumn>(_ other: Row<Other>) {
    for (place, column) in Other.layout.columns.enumerated() {
      guard let own = Column.layout.place(named: column.name), let value = other.values[place]
      else { continue }
      values[own] = value
    }
  }
}

extension Row: Hashable {
  public static func == (left: Row, right: Row) -> Bool { left.values == right.values }

  public func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

extension Row {
  /// A refusal of this row, or of one value of it, for whoever finds that it cannot be used.
  public func refusal(
    _ extent: Refusal.Extent = .row, field: Column? = nil, reason: String, expected: String? = nil,
    remedy: String? = nil
  ) -> Refusal {
    Refusal(
      extent, file: origin?.file ?? Column.layout.file, table: Column.layout.name,
      line: field.map { line(of: $0) } ?? origin?.line, field: field?.name,
      value: field.flatMap { self[$0] }, reason: reason, expected: expected,
      remedy: remedy ?? (extent == .row ? Refusal.mendRow : Refusal.mendValue),
      columns: Column.layout.columnNames, cells: values.map { $0 ?? "" })
  }

  /// The dates of this row that are given but cannot be read.
  public var unreadableDates: [Refusal] {
    Column.allCases.compactMap { column in
      guard column.format.isDate, let text = self[column], day(column) == nil,
        !column.format.isPartial(text)
      else { return nil }
      return refusal(
        .value, field: column, reason: column.format.fault(in: text),
        expected: column.format.expectation)
    }
  }
}

extension Refusal {
  /// What to do about a refused row of a table.
  public static let mendRow = "Mend the row and load it again."
  /// What to do about a value that cannot be read.
  public static let mendValue =
    "The rest of the row was read. Mend the value and load the file again."
  /// What to do about a refused record of an XML file.
  public static let mendRecord = "Mend it in the system that the file came from, and export again."
}

extension ValueFormat {
  /// Why a text is not a date of this format.
  func fault(in text: String) -> String {
    let bytes = Array(text.utf8)
    if self == .partialDate { return "this is not a date, whole or in part" }
    let places = self == .isoDate ? [4, 7] : [2, 5]
    let separator = self == .isoDate ? UInt8(ascii: "-") : UInt8(ascii: "/")
    let looksRight =
      bytes.count == 10
      && bytes.indices.allSatisfy {
        places.contains($0) ? bytes[$0] == separator : (0x30...0x39).contains(bytes[$0])
      }
    return looksRight ? "there is no such day" : "this is not a date in the form of the return"
  }
}
