/// Puts rows that were read from something other than CSV into a sheet.
public struct SheetBuilder: Sendable {
  private let file: String
  private let columns: [String]
  private var bytes: [UInt8] = []
  private var starts: [UInt32] = []
  private var ends: [UInt32] = []
  private var lines: [Int32] = []

  /// - Parameter extras: Names of columns beside those of the table.
  public init(file: String, layout: TableLayout, extras: [String] = []) {
    self.file = file
    self.columns = layout.columnNames + extras
  }

  public var isEmpty: Bool { starts.isEmpty }

  /// Adds a row that was read from `line`.
  ///
  /// - Parameter extras: The values of the columns beside those of the table.
  public mutating func append<Column: TableColumn>(
    _ row: Row<Column>, extras: [String?] = [], line: Int
  ) {
    starts.append(UInt32(truncatingIfNeeded: bytes.count))
    lines.append(Int32(truncatingIfNeeded: line))
    for value in row.values + extras {
      if let value { bytes += value.utf8 }
      ends.append(UInt32(truncatingIfNeeded: bytes.count))
      // Stands for the separator that a CSV file would have here.
      bytes.append(UInt8(ascii: ","))
    }
  }

  public func sheet() -> Sheet {
    var sheet = Sheet(file: file, columns: columns, bytes: bytes, isQuoted: false)
    sheet.starts = starts
    sheet.ends = ends
    sheet.lines = lines
    return sheet
  }
}
