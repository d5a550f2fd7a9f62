/// Where the rows of a sheet begin in its bytes, and where their cells end; the next cell begins one
/// byte further on.
///
/// A return has a cell for every six bytes or so, so the room for a cell decides how much memory a
/// large one takes: two bytes, counted from the start of the row. The few rows that are too long for
/// that stand apart.
struct CellBounds: Sendable {
  /// How many cells a row has.
  let width: Int
  private var starts: [UInt32] = []
  /// For each cell how far its end is from the start of its row; `far` throughout a long row.
  private var ends: [UInt16] = []
  /// The same for the cells of long rows.
  private var longRows: [Int: [UInt32]] = [:]

  private static let far = UInt16.max

  init(width: Int) { self.width = width }

  var rowCount: Int { starts.count }

  /// Makes room for so many rows.
  mutating func reserve(rows: Int) {
    starts.reserveCapacity(rows)
    ends.reserveCapacity(rows * width)
  }

  /// Adds a row.
  ///
  /// - Parameter cells: Where each of its cells ends.
  mutating func append(start: Int, cells: UnsafeBufferPointer<UInt32>) {
    let origin = UInt32(truncatingIfNeeded: start)
    if let last = cells.last, last &- origin >= UInt32(CellBounds.far) {
      longRows[starts.count] = cells.map { $0 &- origin }
      ends.append(contentsOf: repeatElement(CellBounds.far, count: width))
    } else {
      withUnsafeTemporaryAllocation(of: UInt16.self, capacity: cells.count) { near in
        for (place, end) in cells.enumerated() {
          near.initializeElement(at: place, to: UInt16(truncatingIfNeeded: end &- origin))
        }
        ends.append(contentsOf: UnsafeBufferPointer(near))
      }
    }
    starts.append(origin)
  }

  /// The bytes of a cell.
  @inline(__always)
  func cell(row: Int, column: Int) -> Range<Int> {
    let first = row * width
    let origin = Int(starts[row])
    if ends[first + width - 1] == CellBounds.far { return longCell(row: row, column: column) }
    let from = column == 0 ? origin : origin + Int(ends[first + column - 1]) + 1
    return from..<(origin + Int(ends[first + column]))
  }

  private func longCell(row: Int, column: Int) -> Range<Int> {
    guard let ends = longRows[row] else { return 0..<0 }
    let origin = Int(starts[row])
    let from = column == 0 ? origin : origin + Int(ends[column - 1]) + 1
    return from..<(origin + Int(ends[column]))
  }

  /// The cells of one row, to go through many of them.
  struct Row {
    let start: Int
    /// How far each cell's end is from `start`.
    private let ends: UnsafePointer<UInt16>
    /// The same for a long row.
    private let longEnds: UnsafePointer<UInt32>?

    fileprivate init(
      start: Int, ends: UnsafePointer<UInt16>, longEnds: UnsafePointer<UInt32>? = nil
    ) {
      self.start = start
      self.ends = ends
      self.longEnds = longEnds
    }

    @inline(__always)
    func end(_ column: Int) -> Int {
      start + (longEnds.map { Int($0[column]) } ?? Int(ends[column]))
    }
  }

  /// Lends the cells of a row.
  @inline(__always)
  func withRow(_ row: Int, _ body: (Row) -> Void) {
    let start = Int(starts[row])
    ends.withUnsafeBufferPointer { ends in
      guard let base = ends.baseAddress else { return }
      let first = base + row * width
      if first[width - 1] == CellBounds.far, let long = longRows[row] {
        long.withUnsafeBufferPointer {
          body(Row(start: start, ends: first, longEnds: $0.baseAddress))
        }
      } else {
        body(Row(start: start, ends: first))
      }
    }
  }
}
