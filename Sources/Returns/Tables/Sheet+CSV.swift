extension Sheet {
  /// The name of the column that says why a row was refused, in files that Kith writes.
  ///
  /// It is ignored when such a file is mended and loaded again.
  public static let reasonColumn = "Why it was refused"

  /// Reads a file of comma-separated values; semicolons, tabs and vertical bars are recognised.
  ///
  /// The first line that is not blank holds the column names. A row with too few or too many
  /// cells, or with a broken quote, is refused and kept, and reading goes on.
  ///
  /// - Throws: a `Refusal` of the file when it has no usable column names or a line without end.
  public init(_ file: SourceFile, limits: ReadingLimits = .standard) throws(Refusal) {
    let header = try CSVHeader(file, limits: limits)
    let rows = try CSVRows(file, after: header, limits)
    self.init(
      file: file.name, columns: header.columns, bytes: file.bytes, isQuoted: true,
      bounds: rows.bounds, lines: rows.lines)
    notes = header.notes
    refusals = rows.faults.map { record, fault in
      refusal(of: bytes[record.start..<record.end], record.line, fault, header.dialect)
    }
    if header.dialect != .comma {
      notes.append(
        ReadingNote(
          "The cells are separated by \(header.dialect.spoken), not commas, and were read that way.",
          file: file.name))
    }
  }

  private func refusal(
    of record: ArraySlice<UInt8>, _ line: Int, _ fault: CSVRows.Fault, _ dialect: CSVDialect
  ) -> Refusal {
    var refusal = Refusal(
      .row, file: file, line: line, reason: "", remedy: Refusal.mendRow, columns: columns,
      cells: CSVCells.all(record, dialect: dialect))
    let expected = "\(columns.count) cells, one for each column"
    switch fault {
    case .blank: break
    case .short(let count):
      refusal.reason = "the row has only \(count) of \(columns.count) cells"
      refusal.expected = expected
    case .long(let count):
      refusal.reason = "the row has \(count) cells, more than there are columns"
      refusal.expected = "\(expected); a cell that holds a comma must be in quotes"
    case .longCell(let column):
      refusal.field = columns[column]
      refusal.reason = "the cell is longer than any value of a return"
    case .openQuote:
      refusal.reason = "a quotation mark opens a cell and is never closed"
      refusal.expected = "a quotation mark at the end of the cell"
    case .textAfterQuote:
      refusal.reason = "there is text after the quotation mark that closes a cell"
      refusal.expected = "quotation marks inside a quoted cell to be doubled"
    case .columnNames:
      refusal.reason = "the column names are repeated here"
      refusal.remedy = "If two files were put together, take this row out."
    }
    return refusal
  }
}
