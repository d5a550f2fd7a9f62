import CivilTime
import Returns

/// A child's rows of a table, in another order than that of the file.
struct RowSequence<Column: TableColumn>: RandomAccessCollection {
  private let rows: CheckedRows<Column>
  /// Empty where the file is in this order already, which saves making it for nearly every child.
  private let order: [Int32]

  fileprivate init(_ rows: CheckedRows<Column>, _ key: (CheckedRow<Column>) -> DayOrder) {
    self.rows = rows
    var isSorted = true
    for place in rows.indices.dropFirst() where key(rows[place]) < key(rows[place - 1]) {
      isSorted = false
      break
    }
    if isSorted {
      order = []
    } else {
      let keys = rows.map(key)
      order = rows.indices.map { Int32(truncatingIfNeeded: $0) }.sorted { one, two in
        let (first, second) = (keys[Int(one)], keys[Int(two)])
        return first == second ? one < two : first < second
      }
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { rows.count }

  subscript(position: Int) -> CheckedRow<Column> {
    order.isEmpty ? rows[position] : rows[Int(order[position])]
  }

  /// Each row but the first, with the one before it.
  var neighbours: some Sequence<(CheckedRow<Column>, CheckedRow<Column>)> {
    zip(self, dropFirst())
  }
}

/// What rows are put in order by: a day, and where that is the same another one; missing days last.
struct DayOrder: Comparable {
  private let first: Int32
  private let second: Int32

  init(_ first: CellDay, then second: CellDay = .none) {
    self.first = first.isKnown ? first.day.ordinal : .max
    self.second = second.isKnown ? second.day.ordinal : .max
  }

  static func < (left: DayOrder, right: DayOrder) -> Bool {
    left.first == right.first ? left.second < right.second : left.first < right.first
  }
}

extension CheckedRows {
  /// The rows in order of some days; of equals the first in the file first.
  func sequence(by key: (CheckedRow<Column>) -> DayOrder) -> RowSequence<Column> {
    RowSequence(self, key)
  }

  /// The rows in order of their end, or of their start where they have no end.
  func absences(from start: Column, to end: Column) -> RowSequence<Column> {
    sequence { row in
      DayOrder(row.day(end).isKnown ? row.day(end) : row.day(start), then: row.day(start))
    }
  }

  /// The row with the earliest day in a column; of equals the first in the file.
  ///
  /// Rows without a readable day are not looked at.
  func earliest(
    _ column: Column, where isMeant: (CheckedRow<Column>) -> Bool = { _ in true }
  ) -> CheckedRow<Column>? {
    var earliest: CheckedRow<Column>?
    for row in self where row.day(column).isKnown && isMeant(row) {
      if earliest.map({ row.day(column) < $0.day(column) }) ?? true { earliest = row }
    }
    return earliest
  }

  /// The row with the latest day in a column; of equals the first in the file.
  ///
  /// Rows without a readable day are not looked at.
  func latest(
    _ column: Column, where isMeant: (CheckedRow<Column>) -> Bool = { _ in true }
  ) -> CheckedRow<Column>? {
    var latest: CheckedRow<Column>?
    for row in self where row.day(column).isKnown && isMeant(row) {
      if latest.map({ $0.day(column) < row.day(column) }) ?? true { latest = row }
    }
    return latest
  }
}

extension RuleFindings {
  /// Flags each row that starts before the one in front of it has ended; touching is fine.
  mutating func flag<Column>(
    overlapsIn rows: RowSequence<Column>, from start: Column, to end: Column
  ) {
    for (before, row) in rows.neighbours
    where !before.day(end).isKnown || row.day(start) < before.day(end) {
      flag(row)
    }
  }
}
