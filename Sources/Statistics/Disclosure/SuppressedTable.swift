/// A table of counts that may leave the authority: small counts are hidden, and so many others that
/// none of those can be worked out from the totals.
///
/// What is hidden is checked exactly: a hidden cell is safe if its value could be another without any
/// shown figure changing, where whoever reads it knows that hidden cells hold somebody. So two hidden
/// ones in a row of total 2 are not safe: both can only be 1.
///
/// Source: Office for National Statistics, "Policy on protecting confidentiality in tables"; L. Cox,
/// JASA 75 (1980) 377, for secondary suppression; the check is that of a flow with another solution.
public struct SuppressedTable: Hashable, Sendable {
  /// A count, or nothing but that there is one.
  public enum Cell: Hashable, Sendable {
    case shown(Int)
    case hidden
  }

  public let cells: [[Cell]]
  /// The total of each row.
  public let rowTotals: [Cell]
  /// The total of each column.
  public let columnTotals: [Cell]
  public let total: Cell

  /// Hides counts within the bounds, and what else must be.
  ///
  /// Nil where the rows are of different lengths, or a count is negative, or there are none.
  public init?(_ counts: [[Int]], hiding small: ClosedRange<Int> = 1...5) {
    guard let width = counts.first?.count, width > 0,
      counts.allSatisfy({ $0.count == width && $0.allSatisfy { $0 >= 0 } })
    else { return nil }
    var grid = Grid(counts)
    for row in 0..<grid.height {
      for column in 0..<grid.width where small.contains(grid.values[row][column]) {
        grid.isHidden[row][column] = true
      }
    }
    while let (row, column) = grid.firstThatCanBeWorkedOut(), grid.hideAnother(near: row, column) {}
    func cell(_ row: Int, _ column: Int) -> Cell {
      grid.isHidden[row][column] ? .hidden : .shown(grid.values[row][column])
    }
    let height = counts.count
    cells = (0..<height).map { row in (0..<width).map { cell(row, $0) } }
    rowTotals = (0..<height).map { cell($0, width) }
    columnTotals = (0..<width).map { cell(height, $0) }
    total = cell(height, width)
  }

  /// Whether parts and their sum may all leave the authority.
  public static func showsAll(of parts: [Int]) -> Bool {
    SuppressedTable([parts])?.cells.allSatisfy { $0.allSatisfy { $0 != .hidden } } ?? false
  }
}

/// The counts with their totals as a last row and column.
private struct Grid {
  let height: Int
  let width: Int
  let values: [[Int]]
  var isHidden: [[Bool]]

  init(_ counts: [[Int]]) {
    var rows = counts.map { $0 + [$0.reduce(0, +)] }
    rows.append((0..<rows[0].count).map { column in rows.reduce(0) { $0 + $1[column] } })
    values = rows
    height = rows.count
    width = rows[0].count
    isHidden = rows.map { $0.map { _ in false } }
  }

  func firstThatCanBeWorkedOut() -> (Int, Int)? {
    for row in 0..<height {
      for column in 0..<width where isHidden[row][column] && !isSafe(row, column) {
        return (row, column)
      }
    }
    return nil
  }

  /// Whether the cell can be one more or one less, others that are hidden making up for it.
  private func isSafe(_ row: Int, _ column: Int) -> Bool {
    [1, -1].contains { change in
      mayChange(row, column, by: change)
        && canMakeUp(from: column, to: row, change, but: row, column)
    }
  }

  /// A total stands with the opposite sign in the sum of its row and column.
  private func sign(_ row: Int, _ column: Int) -> Int {
    (row == height - 1) != (column == width - 1) ? -1 : 1
  }

  /// Whether a hidden cell may change so that the signed sum of its row and column changes so.
  private func mayChange(_ row: Int, _ column: Int, by change: Int) -> Bool {
    guard isHidden[row][column] else { return false }
    // Who reads the table knows of no hidden cell that it is 0, unless it is.
    let least = min(1, values[row][column])
    return change * sign(row, column) > 0 || values[row][column] > least
  }

  /// Whether a way of steps, turn by turn along a column and along a row, leads back: each step along a
  /// column takes away what the cell before put in, each along a row puts it in again.
  private func canMakeUp(
    from column: Int, to row: Int, _ change: Int, but startRow: Int, _ startColumn: Int
  )
    -> Bool
  {
    var columns = [column]
    var seenRows = [Bool](repeating: false, count: height)
    var seenColumns = [Bool](repeating: false, count: width)
    seenColumns[column] = true
    while let here = columns.popLast() {
      for next in 0..<height where !seenRows[next] {
        if next == startRow && here == startColumn { continue }
        guard mayChange(next, here, by: -change) else { continue }
        if next == row { return true }
        seenRows[next] = true
        for further in 0..<width where !seenColumns[further] {
          guard mayChange(next, further, by: change) else { continue }
          seenColumns[further] = true
          columns.append(further)
        }
      }
    }
    return false
  }

  /// Hides what is still shown of the rectangle about the cell that loses least by it; false where
  /// everything is hidden.
  mutating func hideAnother(near row: Int, _ column: Int) -> Bool {
    var best: (cost: Int, corners: [(Int, Int)])?
    for otherRow in 0..<height where otherRow != row {
      for otherColumn in 0..<width where otherColumn != column {
        let corners = [(row, otherColumn), (otherRow, column), (otherRow, otherColumn)]
          .filter { !isHidden[$0.0][$0.1] }
        let cost = corners.reduce(0) { $0 + self.cost($1.0, $1.1) }
        if !corners.isEmpty, cost < best?.cost ?? .max { best = (cost, corners) }
      }
    }
    guard let best else { return false }
    for (row, column) in best.corners { isHidden[row][column] = true }
    return true
  }

  /// What is lost by hiding a cell: inner cells before totals, small ones before large; one that
  /// holds nobody protects nobody and comes last among its like.
  private func cost(_ row: Int, _ column: Int) -> Int {
    let totals = (row == height - 1 ? 1 : 0) + (column == width - 1 ? 1 : 0)
    let value = min(values[row][column], 100_000_000)
    return totals * 1_000_000_000 + (value == 0 ? 500_000_000 : value)
  }
}
