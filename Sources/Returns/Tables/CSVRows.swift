/// The rows of a file of comma-separated values: where their cells are, and what is wrong with those
/// that are not kept.
struct CSVRows {
  private(set) var bounds: CellBounds
  private(set) var lines = RowLines()
  /// The rows that are not kept; blank ones are passed over.
  private(set) var faults: [(record: CSVScanner.Record, fault: Fault)] = []

  /// Why a row is not kept.
  enum Fault: Equatable {
    case blank, openQuote, textAfterQuote, columnNames
    case short(Int), long(Int), longCell(column: Int)

    fileprivate init?(_ fault: CSVScanner.Fault) {
      switch fault {
      case .none: return nil
      case .blank: self = .blank
      case .openQuote: self = .openQuote
      case .textAfterQuote: self = .textAfterQuote
      }
    }
  }

  /// After how many rows it shows how many there will be.
  private static let sample = 1024

  /// Finds the rows behind the column names.
  ///
  /// - Throws: a `Refusal` of the file when it has a line without end.
  init(_ file: SourceFile, after header: CSVHeader, _ limits: ReadingLimits) throws(Refusal) {
    let width = header.columns.count
    bounds = CellBounds(width: width)
    var endless: Int?
    file.bytes.withUnsafeBufferPointer { text in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: width) { room in
        guard let ends = room.baseAddress else { return }
        let cells = UnsafeBufferPointer(room)
        var scanner = CSVScanner(
          text, dialect: header.dialect, from: header.end, line: header.nextLine,
          lineLimit: limits.lineBytes)
        while let record = scanner.next(ends, width: width) {
          if record.end - record.start > limits.lineBytes {
            endless = record.line
            return
          }
          if let fault = CSVRows.fault(of: record, cells, in: text, header, limits) {
            if fault != .blank { faults.append((record, fault)) }
            continue
          }
          lines.append(record.line, of: bounds.rowCount)
          bounds.append(start: record.start, cells: cells)
          if bounds.rowCount == CSVRows.sample {
            // Growing would copy what is there; a sixteenth is left over for shorter rows.
            let rows = Double(text.count) / Double(record.end) * Double(CSVRows.sample)
            bounds.reserve(rows: Int(rows * 17 / 16))
          }
        }
      }
    }
    if let endless { throw .longLine(file.name, line: endless, limits.lineBytes) }
  }

  /// Why a row is not kept; nil where it is.
  @inline(__always)
  private static func fault(
    of record: CSVScanner.Record, _ cells: UnsafeBufferPointer<UInt32>,
    in text: UnsafeBufferPointer<UInt8>, _ header: CSVHeader, _ limits: ReadingLimits
  ) -> Fault? {
    if let fault = Fault(record.fault) { return fault }
    if record.cells < cells.count { return .short(record.cells) }
    if record.cells > cells.count,
      text[Int(cells[cells.count - 1])..<record.end].contains(where: {
        $0 != header.dialect.rawValue && !$0.isBlank
      })
    {
      return .long(record.cells)
    }
    if record.end - record.start > limits.fieldBytes,
      let column = longCell(of: record, cells, limits)
    {
      return .longCell(column: column)
    }
    return header.isRepeated(at: record, in: text) ? .columnNames : nil
  }

  private static func longCell(
    of record: CSVScanner.Record, _ cells: UnsafeBufferPointer<UInt32>, _ limits: ReadingLimits
  ) -> Int? {
    var start = record.start
    var found: Int?
    for (column, end) in cells.enumerated() {
      if Int(end) - start > limits.fieldBytes { found = column }
      start = Int(end) + 1
    }
    return found
  }
}
