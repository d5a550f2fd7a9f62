/// One row as a rule sees it.
///
/// Valid only while its child is being checked: it points into cells that the next child's replace.
@frozen public struct CheckedRow<Column: TableColumn> {
  @usableFromInline let cells: UnsafePointer<Cell>
  /// The number of the row among all rows of its table, from 0.
  public let number: Int32
  /// Which of the child's rows of all tables it is; in a record, which of the record's rows of its
  /// table.
  @usableFromInline let mark: Int32
  /// Which table of which submission it is in.
  public let table: CheckedTable

  @inlinable @inline(__always)
  init(cells: UnsafePointer<Cell>, number: Int32, mark: Int32, table: CheckedTable) {
    self.cells = cells
    self.number = number
    self.mark = mark
    self.table = table
  }

  /// The text of a cell in the form in which the return's rules compare it: in capitals for the
  /// SSDA903 return, trimmed and with its case for the children in need census.
  @inlinable @inline(__always)
  public subscript(column: Column) -> CellText { cells[column.rawValue].text }

  /// Which of the rows of its table in its record it is, from 0.
  @inlinable public var place: Int { Int(mark) }

  /// The day in a cell of a date column.
  @inlinable @inline(__always)
  public func day(_ column: Column) -> CellDay { cells[column.rawValue].day }

  /// The text of a cell that rules have beside those of the table, by its number from 0.
  @inlinable @inline(__always)
  public func extra(_ number: Int) -> CellText { cells[-1 - number].text }

  /// Whether any of these cells is filled.
  @inlinable @inline(__always)
  public func hasAny(_ columns: Column...) -> Bool {
    for column in columns where self[column].isGiven { return true }
    return false
  }

  /// Whether all of these cells are filled.
  @inlinable @inline(__always)
  public func hasAll(_ columns: Column...) -> Bool {
    for column in columns where self[column].isNone { return false }
    return true
  }
}

/// A table of this year's submission or of last year's.
@frozen public struct CheckedTable: Hashable, Sendable {
  /// The number of the table among those of the return.
  public let number: UInt8
  public let isPrevious: Bool

  public init(_ number: Int, isPrevious: Bool) {
    self.number = UInt8(truncatingIfNeeded: number)
    self.isPrevious = isPrevious
  }

  /// This year's tables stand before last year's.
  public var order: Int { (isPrevious ? 256 : 0) + Int(number) }
}

/// A child's rows of one table, in the order of the file.
@frozen public struct CheckedRows<Column: TableColumn>: RandomAccessCollection {
  @usableFromInline let place: RowsInArena
  public let table: CheckedTable

  @inlinable
  public init(_ place: RowsInArena, of table: CheckedTable) {
    self.place = place
    self.table = table
  }

  @inlinable public var count: Int { place.count }
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { place.count }

  @inlinable @inline(__always)
  public subscript(position: Int) -> CheckedRow<Column> {
    guard let cells = place.cells, let numbers = place.numbers, position >= 0,
      position < place.count
    else { preconditionFailure("a row that the child does not have") }
    return CheckedRow(
      cells: cells + position * place.width, number: numbers[position],
      mark: place.firstMark + Int32(truncatingIfNeeded: position), table: table)
  }
}

extension CheckedRows {
  /// - Parameters:
  ///   - cells: The first cell of the first row's own columns.
  ///   - numbers: The number of each row in its table.
  ///   - width: How many cells from one row to the next.
  @inlinable @inline(__always)
  init(
    _ table: CheckedTable, cells: UnsafePointer<Cell>?, numbers: UnsafePointer<Int32>?, width: Int,
    firstMark: Int32, count: Int
  ) {
    self.init(
      RowsInArena(
        cells: cells, numbers: numbers, width: width, firstMark: firstMark,
        count: cells == nil ? 0 : count), of: table)
  }

  /// Some of the rows.
  @inlinable @inline(__always)
  public func rows(in range: Range<Int>) -> CheckedRows {
    let range = range.clamped(to: 0..<count)
    return CheckedRows(
      table, cells: place.cells.map { $0 + range.lowerBound * place.width },
      numbers: place.numbers.map { $0 + range.lowerBound }, width: place.width,
      firstMark: place.firstMark + Int32(truncatingIfNeeded: range.lowerBound), count: range.count)
  }
}

/// Where a child's rows of one table stand.
@frozen public struct RowsInArena {
  /// The first cell of the first row's own columns.
  @usableFromInline let cells: UnsafePointer<Cell>?
  /// The number of each row in its table.
  @usableFromInline let numbers: UnsafePointer<Int32>?
  /// How many cells from one row to the next.
  @usableFromInline let width: Int
  @usableFromInline let firstMark: Int32
  @usableFromInline let count: Int

  /// No rows.
  public static var none: RowsInArena {
    RowsInArena(cells: nil, numbers: nil, width: 0, firstMark: 0, count: 0)
  }

  @inlinable
  init(
    cells: UnsafePointer<Cell>?, numbers: UnsafePointer<Int32>?, width: Int, firstMark: Int32,
    count: Int
  ) {
    self.cells = cells
    self.numbers = numbers
    self.width = width
    self.firstMark = firstMark
    self.count = count
  }
}
