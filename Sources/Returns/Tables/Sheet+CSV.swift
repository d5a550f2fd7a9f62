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
    self.init(file: file.name, columns: header.columns, bytes: file.bytes, isQuoted: true)
    notes = header.notes
    try readRows(after: header, limits)
    if header.dialect != .comma {
      notes.append(
        ReadingNote(
          "The cells are separated by \(header.dialect.spoken), not commas, and were read that way.",
          file: file.name))
    }
  }

  private mutating func readRows(after header: CSVHeader, _ limits: ReadingLimits) throws(Refusal) {
    let width = columns.count
    var starts: [UInt32] = []
    var lines: [Int32] = []
    var faults: [(record: CSVScanner.Record, reason: Fault)] = []
    var endless: Int?
    let ends = bytes.withUnsafeBufferPointer { text in
      // A row is kept only if it has all its cells, so there is room for every cell of the text and
      // for the row that is being read.
      let room = Sheet.mostCells(in: text, header.dialect) + width
      return [UInt32](unsafeUninitializedCapacity: room) { buffer, filled in
        guard let cells = buffer.baseAddress else { return }
        var scanner = CSVScanner(
          text, dialect: header.dialect, from: header.end, line: header.nextLine,
          lineLimit: limits.lineBytes)
        starts.reserveCapacity(text.count / 64)
        lines.reserveCapacity(text.count / 64)
        while let record = scanner.next(cells + filled, width: width) {
          let length = record.end - record.start
          if length > limits.lineBytes {
            endless = record.line
            return
          }
          var fault = Fault(record.fault)
          if fault == nil, record.cells < width { fault = .short(record.cells) }
          if fault == nil, record.cells > width,
            text[Int(cells[filled + width - 1])..<record.end].contains(where: {
              $0 != header.dialect.rawValue && !$0.isBlank
            })
          {
            fault = .long(record.cells)
          }
          if fault == nil, length > limits.fieldBytes {
            var start = record.start
            for cell in 0..<width {
              let end = Int(cells[filled + cell])
              if end - start > limits.fieldBytes { fault = .longCell(column: cell) }
              start = end + 1
            }
          }
          if fault == nil, header.isRepeated(at: record, in: text) { fault = .columnNames }
          if let fault {
            if fault != .blank { faults.append((record, fault)) }
            continue
          }
          starts.append(UInt32(truncatingIfNeeded: record.start))
          lines.append(Int32(truncatingIfNeeded: record.line))
          filled += width
        }
      }
    }
    if let endless { throw .longLine(file, line: endless, limits.lineBytes) }
    self.starts = starts
    self.lines = lines
    self.ends = ends
    refusals = faults.map { record, fault in
      refusal(of: bytes[record.start..<record.end], record.line, fault, header.dialect)
    }
  }

  /// No text has more cells than it has separators and line breaks, and one.
  private static func mostCells(in text: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    let separator = BytePattern(dialect.rawValue)
    let lineFeed = BytePattern(UInt8(ascii: "\n"))
    let carriageReturn = BytePattern(UInt8(ascii: "\r"))
    var count = 1
    var place = 0
    while place + 8 <= raw.count {
      // Eight counters of one byte each, which hold up to 255.
      var counters: UInt64 = 0
      let end = min(raw.count - 7, place + 255 * 8)
      while place < end {
        let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let found = separator.all(in: word) | lineFeed.all(in: word) | carriageReturn.all(in: word)
        counters &+= found >> 7
        place += 8
      }
      withUnsafeBytes(of: counters) { for counter in $0 { count += Int(counter) } }
    }
    while place < raw.count {
      if [dialect.rawValue, 0x0A, 0x0D].contains(raw[place]) { count += 1 }
      place += 1
    }
    return count
  }
}

extension Sheet {
  /// Why a row is not kept.
  private enum Fault: Equatable {
    case blank, openQuote, textAfterQuote, columnNames
    case short(Int), long(Int), longCell(column: Int)

    init?(_ fault: CSVScanner.Fault) {
      switch fault {
      case .none: return nil
      case .blank: self = .blank
      case .openQuote: self = .openQuote
      case .textAfterQuote: self = .textAfterQuote
      }
    }
  }

  private func refusal(
    of record: ArraySlice<UInt8>, _ line: Int, _ fault: Fault, _ dialect: CSVDialect
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
