public import CivilTime

/// Facts of one kind on their way from a table into a record, row after row.
public protocol FactRows: AnyObject {
  /// Goes to the next row of the record, and says which fact it is; nil after the last.
  func next() throws -> FactRowHead?
  /// What the row holds of the field at this place among the kind's fields.
  func value(of field: Int) -> StoredValue
}

/// Which fact a row is, in which version, known since when.
public struct FactRowHead {
  public let id: FactID
  public let version: Int
  public let known: Instant

  public init(id: FactID, version: Int, known: Instant) {
    self.id = id
    self.version = version
    self.known = known
  }
}

/// A value as it lies in a table, read where it lies: it must be taken before the next row.
public enum StoredValue {
  case null
  /// A number, or a flag as 0 or 1.
  case integer(Int64)
  /// UTF-8; a day in ISO form.
  case text(UnsafeBufferPointer<UInt8>)

  public var isNull: Bool { if case .null = self { true } else { false } }

  /// A copy for an error message.
  var cell: Cell {
    switch self {
    case .null: .null
    case .integer(let number): .integer(number)
    case .text(let bytes): .text(String(decoding: bytes, as: UTF8.self))
    }
  }
}

extension Fact {
  public static func put(_ rows: any FactRows, into record: inout ChildRecord) throws {
    let fields = Self.fields
    var facts: [Held<Self>] = []
    while let head = try rows.next() {
      var fact = Self()
      // By index: a field taken out of the array is copied with all of its texts.
      for index in fields.indices {
        let value = rows.value(of: index)
        // What is empty in the table is empty in a new fact.
        if !value.isNull, !fields[index].load(&fact, value) {
          throw CellMismatch(
            kind: kind.name, field: fields[index].about.name, cell: value.cell)
        }
      }
      facts.append(Held(id: head.id, version: head.version, known: head.known, fact))
    }
    record.begin(facts)
  }
}
