/// Puts rows that were read from something other than CSV into a sheet.
public struct SheetBuilder: Sendable {
  private let file: String
  private let columns: [String]
  private var bytes: [UInt8] = []
  private var bounds: CellBounds
  private var lines = RowLines()
  /// Where the cells of the last row end.
  private var ends: [UInt32] = []

  /// - Parameter extras: Names of columns beside those of the table.
  public init(file: String, layout: TableLayout, extras: [String] = []) {
    self.init(file: file, columns: layout.columnNames + extras)
  }

  init(file: String, columns: [String]) {
    self.file = file
    self.columns = columns
    bounds = CellBounds(width: columns.count)
  }

  public var isEmpty: Bool { bounds.rowCount == 0 }

  /// Adds a row that was read from `line`.
  ///
  /// - Parameter extras: The values of the columns beside those of the table.
  public mutating func append<Column: TableColumn>(
    _ row: Row<Column>, extras: [String?] = [], line: Int
  ) {
    append(row.values + extras, line: line)
  }

  /// Adds a row of a value for each column; nil is an empty cell.
  mutating func append(_ values: some Collection<String?>, line: Int) {
    let start = bytes.count
    ends.removeAll(keepingCapacity: true)
    for value in values {
      if let value { bytes += value.utf8 }
      ends.append(UInt32(truncatingIfNeeded: bytes.count))
      // Stands for the separator that a CSV file would have here.
      bytes.append(UInt8(ascii: ","))
    }
    lines.append(line, of: bounds.rowCount)
    ends.withUnsafeBufferPointer { bounds.append(start: start, cells: $0) }
  }

  public func sheet() -> Sheet {
    Sheet(
      file: file, columns: columns, bytes: bytes, isQuoted: false, bounds: bounds, lines: lines)
  }
}
