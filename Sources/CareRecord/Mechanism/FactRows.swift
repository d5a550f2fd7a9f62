public import CivilTime

/// Facts of one kind on their way from a table into a record: their cells side by side.
public struct FactRows: Sendable {
  /// Which fact each row is, in which version, known since when.
  public private(set) var heads: [Head] = []
  /// The cells of all rows, row after row, in the order of the kind's fields.
  public private(set) var cells: [Cell] = []

  public struct Head: Sendable {
    public let id: FactID
    public let version: Int
    public let known: Instant
  }

  public init() {}

  public var isEmpty: Bool { heads.isEmpty }

  /// Begins a row; as many cells as the kind has fields must follow.
  public mutating func begin(id: FactID, version: Int, known: Instant) {
    heads.append(Head(id: id, version: version, known: known))
  }

  public mutating func append(_ cell: Cell) { cells.append(cell) }

  /// Empties it, and keeps its memory for the next rows.
  public mutating func clear() {
    heads.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }
}

extension Fact {
  public static func put(
    _ rows: FactRows, into record: inout ChildRecord
  ) throws(CellMismatch) {
    let fields = Self.fields
    var facts: [Held<Self>] = []
    facts.reserveCapacity(rows.heads.count)
    var cell = 0
    for head in rows.heads {
      var fact = Self()
      // By index: a field taken out of the array is copied with all of its texts.
      for index in fields.indices {
        // What is empty in the table is empty in a new fact.
        if !rows.cells[cell].isNull, !fields[index].write(&fact, rows.cells[cell]) {
          throw CellMismatch(
            kind: kind.name, field: fields[index].about.name, cell: rows.cells[cell])
        }
        cell += 1
      }
      facts.append(Held(id: head.id, version: head.version, known: head.known, fact))
    }
    record[Self.self] = facts
  }
}
