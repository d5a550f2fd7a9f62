/// One sheet of a workbook.
struct WorkbookSheet: Sendable {
  /// A row that has something in it.
  struct Row: Sendable {
    /// As Excel numbers it, from 1.
    var number: Int
    /// From column A to the last one that holds something.
    var cells: [WorkbookValue]

    subscript(column: Int) -> WorkbookValue {
      cells.indices.contains(column) ? cells[column] : .none
    }

    mutating func set(_ column: Int, _ value: WorkbookValue) {
      while cells.count < column { cells.append(.none) }
      if column < cells.count { cells[column] = value } else { cells.append(value) }
    }
  }

  let name: String
  private(set) var rows: [Row]

  init(name: String, rows: [Row], merged: [CellRange] = []) {
    self.name = name
    self.rows = rows
    // Overlapping ranges, which Excel does not make, could cost without end.
    var budget = WorkbookLimits.standard.cells
    for range in merged where budget > 0 { fill(range, &budget) }
  }

  /// Gives every cell of a merged range what its first cell holds.
  ///
  /// Only rows that hold something and no more columns than the list can have are filled, so a range
  /// over the whole sheet costs no more than the sheet.
  private mutating func fill(_ range: CellRange, _ budget: inout Int) {
    guard range.last.column < WorkbookLimits.standard.columns,
      let first = place(of: range.first.row)
    else { return }
    let value = rows[first][range.first.column]
    guard value != .none else { return }
    var place = first
    while place < rows.count, rows[place].number - 1 <= range.last.row, budget > 0 {
      budget -= range.last.column - range.first.column + 1
      for column in range.first.column...range.last.column where rows[place][column] == .none {
        rows[place].set(column, value)
      }
      place += 1
    }
  }

  /// The place in `rows` of a row counted from 0.
  private func place(of row: Int) -> Int? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number - 1 < row { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].number - 1 == row ? low : nil
  }
}
