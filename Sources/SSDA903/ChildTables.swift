import Returns

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
  }
}

/// One table of a child's rows.
protocol ChildTable: Sendable {
  var name: String { get }
  /// The rows with the key of each; a second row with the same key has `#2` behind it.
  func entries(in child: SSDA903Child) -> [TableEntry]
  func set(_ entries: [TableEntry], in child: inout SSDA903Child)
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
  /// Whether the tables hold the same rows, in whatever order.
  func hasSameRows(as other: SSDA903Child) -> Bool {
    ChildTables.all.allSatisfy { table in
      let own = table.entries(in: self).map(\.values)
      let others = table.entries(in: other).map(\.values)
      return own == others || Set(own) == Set(others) && own.count == others.count
    }
  }
}
