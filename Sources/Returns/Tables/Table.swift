public import CivilTime

/// The rows of one table of a return, from one file or several, with its columns in the order of
/// the layout and its dates read.
public struct Table: Sendable {
  public let layout: TableLayout
  public private(set) var rowCount = 0
  public private(set) var notes: [ReadingNote] = []

  /// Rows that could not be read, and dates that cannot be relied on.
  public private(set) var refusals: [Refusal] = []

  private(set) var parts: [Part] = []
  /// The days of each date column, row by row; empty for other columns, and where they are not kept.
  private var days: [[Day]]
  private let keepsDays: Bool

  /// The rows from one sheet.
  struct Part: Sendable {
    let sheet: Sheet
    /// For each column of the layout, the column of the sheet.
    let columns: [Int?]
    let firstRow: Int
  }

  /// A table without rows.
  ///
  /// - Parameter keepsDays: Whether the days of date columns are kept, or read again each time that
  ///   they are asked for.
  public init(_ layout: TableLayout, keepsDays: Bool = true) {
    self.layout = layout
    self.keepsDays = keepsDays
    days = Array(repeating: [], count: layout.columns.count)
  }

  /// The files that the rows came from.
  public var files: [String] { parts.map(\.sheet.file) }

  /// The files of refused rows among them: what stands in those was mended, and is not all that was
  /// sent.
  public var filesOfRefusedRows: [String] {
    parts.filter { $0.sheet.columns.contains(Sheet.reasonColumn) }.map(\.sheet.file)
  }

  /// Adds the rows of a sheet below those that are here.
  mutating func append(_ sheet: Sheet, columns: [Int?]) {
    for var refusal in sheet.refusals {
      refusal.table = layout.name
      refusals.append(refusal)
    }
    notes += sheet.notes
    let part = Part(sheet: sheet, columns: columns, firstRow: rowCount)
    if !parts.isEmpty { noteRepeats(in: part) }
    parts.append(part)
    rowCount += sheet.rowCount
    readDays(of: part)
  }

  /// The text of a cell as received, without blanks around it; nil where it is empty or the file
  /// does not have the column.
  public func text(row: Int, column: Int) -> String? {
    let part = part(of: row)
    return part.columns[column].flatMap {
      part.sheet.text(row: row - part.firstRow, column: $0)
    }
  }

  /// The text of a cell of a column by its name, which may be one that a file has beside those of
  /// the layout.
  public func text(row: Int, field: String) -> String? {
    if let column = layout.place(named: field) { return text(row: row, column: column) }
    let part = part(of: row)
    guard let column = part.sheet.columns.firstIndex(where: { $0.uppercased() == field }) else {
      return nil
    }
    return part.sheet.text(row: row - part.firstRow, column: column)
  }

  /// The day in a cell of a date column; nil where it is empty or cannot be read.
  public func day(row: Int, column: Int) -> Day? {
    guard keepsDays else {
      return text(row: row, column: column).flatMap(layout.columns[column].format.day)
    }
    let days = days[column]
    guard days.indices.contains(row), days[row].isSet else { return nil }
    return days[row]
  }

  /// The days of a date column, row by row: `Day.unset` where a cell is empty or cannot be read;
  /// empty for a column that holds no dates.
  public func days(of column: Int) -> [Day] {
    guard !keepsDays, layout.columns[column].format.isDate else { return days[column] }
    return (0..<rowCount).map { day(row: $0, column: column) ?? .unset }
  }

  /// Whether a file with this table was there at all, with or without rows.
  public var isGiven: Bool { !parts.isEmpty }

  /// Where a row was read.
  public func origin(of row: Int) -> RowOrigin {
    let part = part(of: row)
    return RowOrigin(file: part.sheet.file, line: part.sheet.line(of: row - part.firstRow))
  }

  /// A row as typed values.
  ///
  /// The layout must be that of the columns asked for.
  public func row<Column: TableColumn>(_ row: Int, as columns: Column.Type) -> Row<Column> {
    var values = Row<Column>(origin: origin(of: row))
    let part = part(of: row)
    for column in Column.allCases {
      if let place = part.columns[column.rawValue] {
        values[column] = part.sheet.text(row: row - part.firstRow, column: place)
      }
    }
    return values
  }

  /// A refusal of one row, with its cells as they stand in its file.
  public func refusal(
    of row: Int, field: String? = nil, value: String? = nil, reason: String,
    expected: String? = nil, remedy: String? = nil
  ) -> Refusal {
    let part = part(of: row)
    return Refusal(
      .row, file: part.sheet.file, table: layout.name,
      line: part.sheet.line(of: row - part.firstRow), field: field, value: value, reason: reason,
      expected: expected, remedy: remedy ?? Refusal.mendRow, columns: part.sheet.columns,
      cells: part.sheet.cells(of: row - part.firstRow))
  }

  private func part(of row: Int) -> Part {
    // Nearly every table has one part.
    var index = parts.count - 1
    while parts[index].firstRow > row { index -= 1 }
    return parts[index]
  }
}

extension Table {
  /// A date column while it is read.
  private struct DateColumn {
    let column: Int
    /// Its column in the sheet.
    let place: Int
    let description: TableLayout.Column
    var unreadable: [Int] = []
    /// A child's date of birth stands in row after row.
    var last = DateBytes()
    var lastDay = Day.unset

    /// Reads the day in a cell; nil where it is none.
    mutating func day(_ cell: UnsafeBufferPointer<UInt8>) -> Day? {
      if cell.isEmpty { return .unset }
      let bytes = DateBytes(cell)
      if bytes == last, cell.count == 10 { return lastDay }
      guard let day = description.format.day(Span(_unsafeElements: cell)) else { return nil }
      last = bytes
      lastDay = day
      return day
    }
  }

  /// Reads the date columns, so that nobody else needs to: row by row, since the cells of a row lie
  /// together.
  private mutating func readDays(of part: Part) {
    let sheet = part.sheet
    var dates: [DateColumn] = []
    for (column, description) in layout.columns.enumerated() where description.format.isDate {
      if let place = part.columns[column] {
        dates.append(DateColumn(column: column, place: place, description: description))
        if keepsDays { days[column].reserveCapacity(rowCount) }
      } else if keepsDays {
        days[column] += Array(repeating: .unset, count: sheet.rowCount)
      }
    }
    for row in 0..<sheet.rowCount {
      for index in dates.indices {
        let place = dates[index].place
        let day = sheet.withCell(row: row, column: place) { dates[index].day($0) }
        if day == nil {
          let format = dates[index].description.format
          let isPart = sheet.text(row: row, column: place).map(format.isPartial) ?? false
          if !isPart { dates[index].unreadable.append(row) }
        }
        if keepsDays { days[dates[index].column].append(day ?? .unset) }
      }
    }
    for date in dates { report(date.unreadable, of: part, date.place, date.description) }
  }

  /// How many unreadable values of one column are listed one by one.
  private static let listed = 1000

  private mutating func report(
    _ rows: [Int], of part: Part, _ place: Int, _ description: TableLayout.Column
  ) {
    for row in rows.prefix(Table.listed) {
      let text = part.sheet.text(row: row, column: place) ?? ""
      refusals.append(
        Refusal(
          .value, file: part.sheet.file, table: layout.name, line: part.sheet.line(of: row),
          field: description.name, value: text, reason: description.format.fault(in: text),
          expected: description.format.expectation, remedy: Refusal.mendValue,
          columns: part.sheet.columns, cells: part.sheet.cells(of: row)))
    }
    if rows.count > Table.listed {
      refusals.append(
        Refusal(
          .value, file: part.sheet.file, table: layout.name, field: description.name,
          reason: "\(rows.count - Table.listed) more values of this column cannot be read",
          expected: description.format.expectation,
          remedy: "Check how the file was exported, and load it again."))
    }
  }

  /// Says which rows of a further file stand in the earlier ones already.
  private mutating func noteRepeats(in part: Part) {
    var known: [[String?]: RowOrigin] = [:]
    for earlier in parts {
      for row in 0..<earlier.sheet.rowCount {
        known[values(of: row, in: earlier)] = RowOrigin(
          file: earlier.sheet.file, line: earlier.sheet.line(of: row))
      }
    }
    let repeated = (0..<part.sheet.rowCount).filter { known[values(of: $0, in: part)] != nil }
    var text =
      "This file and \(files.joined(separator: ", ")) all hold the table \(layout.name). Their "
      + "rows were put together."
    if !repeated.isEmpty {
      let lines = repeated.prefix(20).map { String(part.sheet.line(of: $0)) }
      text +=
        " \(repeated.count) of its rows stand in the earlier file too, exactly the same: line "
        + lines.joined(separator: ", ") + (repeated.count > 20 ? " and more." : ".")
    }
    notes.append(ReadingNote(text, file: part.sheet.file, weight: .warning))
  }

  private func values(of row: Int, in part: Part) -> [String?] {
    part.columns.map { $0.flatMap { part.sheet.text(row: row, column: $0) } }
  }
}

/// The ten bytes of a date, to be compared at once.
private struct DateBytes: Equatable {
  private var start: UInt64 = 0
  private var end: UInt16 = 0

  init() {}

  /// Zero where there are not ten bytes.
  init(_ cell: UnsafeBufferPointer<UInt8>) {
    guard cell.count == 10 else { return }
    let raw = UnsafeRawBufferPointer(cell)
    start = raw.loadUnaligned(as: UInt64.self)
    end = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
  }
}
