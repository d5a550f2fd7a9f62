/// The cells of the rows of a few children, used again for the next few.
///
/// Not for two threads at once: each has its own.
public final class CellArena {
  private var cells: UnsafeMutableBufferPointer<Cell>
  private var numbers: UnsafeMutableBufferPointer<Int32>
  private var usedCells = 0
  private var usedRows = 0

  public init() {
    cells = .allocate(capacity: 4096)
    numbers = .allocate(capacity: 256)
  }

  deinit {
    cells.deallocate()
    numbers.deallocate()
  }

  /// How many rows the children have so far.
  public var rowCount: Int { usedRows }

  /// Forgets the last children and makes room for so many cells and rows, so that nothing moves until
  /// the next call.
  public func begin(cells cellCount: Int, rows rowCount: Int) {
    usedCells = 0
    usedRows = 0
    if cellCount > cells.count {
      cells.deallocate()
      cells = .allocate(capacity: cellCount * 2)
    }
    if rowCount > numbers.count {
      numbers.deallocate()
      numbers = .allocate(capacity: rowCount * 2)
    }
  }

  /// Reads rows of a table into the arena.
  ///
  /// - Parameter complete: Fills in what follows from the other cells of a row; it is given the
  ///   first of the table's own cells, with the extra ones in front.
  public func take(
    _ rows: ArraySlice<Int32>, of reader: CellReader,
    complete: (UnsafeMutablePointer<Cell>) -> Void
  ) -> RowsInArena {
    let width = reader.width
    guard !rows.isEmpty, let cellBase = cells.baseAddress, let numberBase = numbers.baseAddress,
      usedCells + rows.count * width <= cells.count, usedRows + rows.count <= numbers.count
    else { return .none }
    let firstCell = cellBase + usedCells
    let firstNumber = numberBase + usedRows
    let firstMark = Int32(truncatingIfNeeded: usedRows)
    var place = 0
    for row in rows {
      (firstNumber + place).initialize(to: row)
      reader.read(Int(row), into: firstCell + place * width)
      if reader.extraCount > 0 { complete(firstCell + (place * width + reader.extraCount)) }
      place += 1
    }
    usedCells += rows.count * width
    usedRows += rows.count
    return RowsInArena(
      cells: firstCell + reader.extraCount, numbers: firstNumber, width: width,
      firstMark: firstMark, count: rows.count)
  }

  /// Reads rows that were not read from a file into the arena, in the form in which a `CellReader`
  /// reads them.
  ///
  /// - Parameters:
  ///   - extras: How many cells stand before those of the table's own columns.
  ///   - complete: Fills in what follows from the other cells of a row; it is given the first of the
  ///     table's own cells, with the extra ones in front.
  public func take<Column: TableColumn>(
    _ rows: [Row<Column>], extras: Int, dates: CellDates = .british,
    complete: (UnsafeMutablePointer<Cell>) -> Void
  ) -> RowsInArena {
    let columns = Column.layout.columns
    let width = extras + columns.count
    guard !rows.isEmpty, let cellBase = cells.baseAddress, let numberBase = numbers.baseAddress,
      usedCells + rows.count * width <= cells.count, usedRows + rows.count <= numbers.count
    else { return .none }
    let firstCell = cellBase + usedCells
    let firstNumber = numberBase + usedRows
    let firstMark = Int32(truncatingIfNeeded: usedRows)
    for (place, row) in rows.enumerated() {
      (firstNumber + place).initialize(to: Int32(truncatingIfNeeded: place))
      let start = firstCell + place * width
      for extra in 0..<extras { (start + extra).initialize(to: Cell()) }
      for (column, value) in zip(columns.indices, row.values) {
        (start + extras + column).initialize(
          to: value.map { Cell($0, isDate: columns[column].format.isDate, dates) } ?? Cell())
      }
      if extras > 0 { complete(start + extras) }
    }
    usedCells += rows.count * width
    usedRows += rows.count
    return RowsInArena(
      cells: firstCell + extras, numbers: firstNumber, width: width, firstMark: firstMark,
      count: rows.count)
  }
}

extension Cell {
  fileprivate init(_ text: String, isDate: Bool, _ dates: CellDates) {
    var text = text
    self = text.withUTF8 { bytes in
      Cell(
        text: CellText(bytes).uppercased,
        day: isDate && !bytes.isEmpty ? CellDay(bytes, dates) : .none)
    }
  }
}
