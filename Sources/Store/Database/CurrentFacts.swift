import CareRecord
import CivilTime

/// What the tables of current facts are to hold once the commits of a transaction are written.
///
/// A fact that changes several times in a transaction is written once, and many new ones together. It
/// must be written before anybody reads those tables.
struct CurrentFacts {
  private let database: StoreConnection
  private let layout: StoreLayout
  /// By the number of the kind.
  private var waiting: [Int: [Key: Row]] = [:]

  private struct Key: Hashable, Comparable {
    let record: SubjectID
    let fact: FactID

    static func < (one: Key, other: Key) -> Bool {
      (one.record, one.fact) < (other.record, other.fact)
    }
  }

  private struct Row {
    let version: Int
    let known: Instant
    /// Nil where the record is to have no row of the fact.
    let cells: [Cell]?
    /// Whether the table may have a row of it.
    let mayBeThere: Bool
  }

  init(database: StoreConnection, layout: StoreLayout) {
    self.database = database
    self.layout = layout
  }

  /// Applies one entry: the fact's rows become those of this version.
  /// - Parameters:
  ///   - cells: the values of the fact; nil where the entry withdraws it
  ///   - isNew: whether no record can have rows of the fact yet
  mutating func apply(_ table: FactTable, _ entry: LogEntry, cells: [Cell]?, isNew: Bool) {
    for link in entry.links {
      let key = Key(record: link.record, fact: entry.fact)
      let mayBeThere = waiting[table.number]?[key]?.mayBeThere ?? !isNew
      let cells = link.linked ? cells : nil
      waiting[table.number, default: [:]][key] =
        cells == nil && !mayBeThere
        ? nil
        : Row(version: entry.version, known: entry.known, cells: cells, mayBeThere: mayBeThere)
    }
  }

  /// Writes what waits, in the order in which rows lie.
  mutating func write() throws {
    for table in layout.tables.all {
      guard let rows = waiting.removeValue(forKey: table.number) else { continue }
      let new = rows.count { $0.value.cells != nil && !$0.value.mayBeThere }
      let insert = try PreparedStatement(database, table.insertSQL)
      let add = new >= CurrentFacts.manyRows ? try table.adding(to: database) : insert
      let delete = try PreparedStatement(database, table.deleteSQL)
      for (key, row) in rows.sorted(by: { $0.key < $1.key }) {
        if let cells = row.cells {
          try table.put(
            cells, version: row.version, known: row.known, fact: key.fact, record: key.record,
            authority: layout.authority, with: row.mayBeThere ? insert : add)
        } else {
          delete.bind([layout.key, .integer(key.record.raw), .integer(key.fact.raw)])
          try delete.run()
        }
      }
    }
  }

  /// From so many on it pays to send rows together.
  static let manyRows = 50
}
