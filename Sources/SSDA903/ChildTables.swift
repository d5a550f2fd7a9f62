public import Returns

/// The tables of one child's rows, whatever their columns, and what tells one row of a table from
/// the child's others.
enum ChildTables {
  /// Every table in the order of the specification.
  static let all: [any ChildTable] = [
    Slot(\.header, key: nil),
    Slot(\.episodes, key: .DECOM),
    Slot(\.reviews, key: .REVIEW),
    Slot(\.uasc, key: nil),
    Slot(\.oc2, key: nil),
    Slot(\.oc3, key: nil),
    Slot(\.ad1, key: nil),
    Slot(\.placedAdoption, key: .DATE_PLACED),
    Slot(\.prevPerm, key: nil),
    Slot(\.missing, key: .MIS_START),
    Slot(\.swEpisodes, key: .SW_DECOM),
    Slot(\.dolo, key: .DOLO_START),
  ]

  private struct Slot<Column: TableColumn>: ChildTable {
    let rows: any WritableKeyPath<SSDA903Child, [Row<Column>]> & Sendable
    let key: Column?

    init(
      _ rows: any WritableKeyPath<SSDA903Child, [Row<Column>]> & Sendable, key: Column?
    ) {
      self.rows = rows
      self.key = key
    }

    var name: String { Column.layout.name }

    func entries(in child: SSDA903Child) -> [TableEntry] {
      var seen: [String: Int] = [:]
      return child[keyPath: rows].map { row in
        let key = key.flatMap { row[$0] } ?? ""
        let count = seen[key, default: 0] + 1
        seen[key] = count
        return TableEntry(
          key: count == 1 ? key : "\(key)#\(count)", values: row.values, origin: row.origin)
      }
    }

    func set(_ entries: [TableEntry], in child: inout SSDA903Child) {
      child[keyPath: rows] = entries.map { entry in
        var row = Row<Column>(origin: entry.origin)
        for (column, value) in zip(Column.allCases, entry.values) { row[column] = value }
        return row
      }
    }

    func refusals(of child: SSDA903Child, because reason: String) -> [Refusal] {
      child[keyPath: rows].map { $0.refusal(reason: reason) }
    }
  }
}

/// One table of a child's rows.
protocol ChildTable: Sendable {
  var name: String { get }
  /// The rows with the key of each; a second row with the same key has `#2` behind it.
  func entries(in child: SSDA903Child) -> [TableEntry]
  func set(_ entries: [TableEntry], in child: inout SSDA903Child)
  func refusals(of child: SSDA903Child, because reason: String) -> [Refusal]
}

/// A row of any table: its key among the child's rows, and its values in the order of the columns.
struct TableEntry: Equatable {
  let key: String
  let values: [String?]
  let origin: RowOrigin?

  static func == (left: TableEntry, right: TableEntry) -> Bool {
    left.key == right.key && left.values == right.values
  }
}

extension SSDA903Child {
  /// These rows together with another's; where both have a row of the same key, this one's counts.
  func laid(over other: SSDA903Child) -> SSDA903Child {
    var both = other
    for table in ChildTables.all {
      let own = table.entries(in: self)
      let keys = Set(own.map(\.key))
      table.set(table.entries(in: other).filter { !keys.contains($0.key) } + own, in: &both)
    }
    return both
  }

  /// Whether every row was read from one of these files.
  public func isOnly(from files: Set<String>) -> Bool {
    ChildTables.all.allSatisfy { table in
      table.entries(in: self).allSatisfy { $0.origin.map { files.contains($0.file) } ?? false }
    }
  }

  /// A refusal of each row, for a child who could not be taken in.
  public func refusals(because reason: String) -> [Refusal] {
    ChildTables.all.flatMap { $0.refusals(of: self, because: reason) }
  }

  /// Whether the tables hold the same rows, in whatever order.
  func hasSameRows(as other: SSDA903Child) -> Bool {
    ChildTables.all.allSatisfy { table in
      let own = table.entries(in: self).map(\.values)
      let others = table.entries(in: other).map(\.values)
      return own == others || Set(own) == Set(others) && own.count == others.count
    }
  }
}
