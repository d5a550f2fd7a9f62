/// Reads the rows of one table into cells, in the form in which rules compare them: in capitals, not
/// trimmed, dates read.
///
/// Source: the sector's open rule books take a blank that was typed for a value.
///
/// A class, so that nothing is counted while rows are read.
public final class CellReader: Sendable {
  private let parts: [Part]
  /// How many cells stand before those of the table's own columns.
  public let extraCount: Int
  /// How many cells a row has.
  public let width: Int

  fileprivate final class Part: Sendable {
    let sheet: Sheet
    let firstRow: Int
    /// For each cell the column of the sheet, or -1.
    let columns: [Int32]
    let isDate: [Bool]

    init(sheet: Sheet, firstRow: Int, columns: [Int32], isDate: [Bool]) {
      self.sheet = sheet
      self.firstRow = firstRow
      self.columns = columns
      self.isDate = isDate
    }
  }

  /// - Parameters:
  ///   - extras: Names of columns that a file may have beside the table's own; the first of them is
  ///     `CheckedRow.extra(0)`.
  public init(_ table: Table, extras: [String] = []) {
    extraCount = extras.count
    width = extras.count + table.layout.columns.count
    let isDate =
      extras.map { _ in false } + table.layout.columns.map { $0.format.isDate }
    parts = table.parts.map { part in
      let names = part.sheet.columns.map { $0.uppercased() }
      // Extras stand in front, the first one nearest to the table's own.
      let extra = extras.reversed().map { name in
        Int32(names.firstIndex(of: name.uppercased()) ?? -1)
      }
      let own = part.columns.map { Int32($0 ?? -1) }
      return Part(
        sheet: part.sheet, firstRow: part.firstRow, columns: extra + own, isDate: isDate)
    }
  }

  /// Whether some file has this extra column.
  public func hasExtra(_ number: Int) -> Bool {
    parts.contains { $0.columns[extraCount - 1 - number] >= 0 }
  }

  /// Fills `width` cells with a row.
  func read(_ row: Int, into cells: UnsafeMutablePointer<Cell>) {
    var index = parts.count - 1
    while index > 0, parts[index].firstRow > row { index -= 1 }
    parts[index].read(row, into: cells)
  }
}

extension CellReader.Part {
  fileprivate func read(_ row: Int, into cells: UnsafeMutablePointer<Cell>) {
    sheet.withRawRow(row - firstRow) { raw in
      columns.withUnsafeBufferPointer { columns in
        isDate.withUnsafeBufferPointer { isDate in
          for place in columns.indices {
            let column = Int(columns[place])
            (cells + place).initialize(
              to: column < 0 ? Cell() : raw.cell(column, isDate: isDate[place], .british))
          }
        }
      }
    }
  }
}
