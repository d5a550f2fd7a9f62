/// Reads the rows of one table into cells, in the form in which rules compare them: in capitals, not
/// trimmed, dates read.
///
/// Source: the sector's open rule books take a blank that was typed for a value.
public struct CellReader: Sendable {
  private let table: Table
  private let parts: [Part]
  /// How many cells stand before those of the table's own columns.
  public let extraCount: Int
  /// How many cells a row has.
  public let width: Int
  private let dates: CellDates

  private struct Part: Sendable {
    let sheet: Sheet
    let firstRow: Int
    /// For each cell the column of the sheet, or -1.
    let columns: [Int32]
    let isDate: [Bool]
  }

  /// - Parameters:
  ///   - extras: Names of columns that a file may have beside the table's own; the first of them is
  ///     `CheckedRow.extra(0)`.
  public init(_ table: Table, extras: [String] = [], dates: CellDates = .british) {
    self.table = table
    self.dates = dates
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
    let part = parts[index]
    part.sheet.withRawRow(row - part.firstRow) { raw in
      for place in 0..<width {
        let column = Int(part.columns[place])
        guard column >= 0 else {
          (cells + place).initialize(to: Cell())
          continue
        }
        raw.withCell(column) { bytes in
          guard !bytes.isEmpty else {
            (cells + place).initialize(to: Cell())
            return
          }
          let day = part.isDate[place] ? CellDay(bytes, dates) : .none
          (cells + place).initialize(to: Cell(text: CellText(bytes).uppercased, day: day))
        }
      }
    }
  }
}
