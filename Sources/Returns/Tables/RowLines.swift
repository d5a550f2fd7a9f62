/// The line of the file that each row begins on.
///
/// In nearly every file a row has one line, so what is kept is where the lines get ahead of the rows:
/// behind the column names, an empty line, or a cell with line breaks in it.
struct RowLines: Sendable {
  /// From this row on, its line is so many above its number.
  private struct Run: Sendable {
    var firstRow: Int32
    var ahead: Int32
  }

  private var runs: [Run] = []

  /// Says on which line the row begins that follows those so far.
  mutating func append(_ line: Int, of row: Int) {
    let ahead = Int32(truncatingIfNeeded: line - row)
    if runs.last?.ahead == ahead { return }
    runs.append(Run(firstRow: Int32(truncatingIfNeeded: row), ahead: ahead))
  }

  /// The line of a row, as an editor numbers it.
  func line(of row: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if Int(runs[middle].firstRow) <= row { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? row : row + Int(runs[low - 1].ahead)
  }
}
