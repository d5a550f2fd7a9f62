/// The line of column names of a CSV file.
struct CSVHeader {
  let columns: [String]
  let dialect: CSVDialect
  /// Where the first row begins.
  let end: Int
  let nextLine: Int
  let notes: [ReadingNote]

  init(_ file: SourceFile, limits: ReadingLimits) throws(Refusal) {
    let text = file.bytes
    var start = file.textStart
    var line = 1
    // Blank lines above the column names are passed over; a blank in front of the names is not,
    // because a tab there may be an unnamed first column.
    var place = start
    while place < text.count, text[place].isBlankOrBreak {
      let isPair = text[place] == 0x0D && place + 1 < text.count && text[place + 1] == 0x0A
      if !text[place].isBlank && !isPair {
        line += 1
        start = place + 1
      }
      place += 1
    }
    let firstLine = text[start...].prefix(limits.lineBytes).prefix { $0 != 0x0A && $0 != 0x0D }
    guard firstLine.count < limits.lineBytes else {
      throw .longLine(file.name, line: line, limits.lineBytes)
    }
    let dialect = CSVDialect(ofHeader: firstLine)
    let record = text.withUnsafeBufferPointer { buffer in
      var scanner = CSVScanner(
        buffer, dialect: dialect, from: start, line: line, lineLimit: limits.lineBytes)
      var unused: UInt32 = 0
      let record = scanner.next(&unused, width: 0)
      return (record: record, end: scanner.position, nextLine: scanner.line)
    }
    guard let names = record.record, names.fault == .none else {
      throw Refusal(
        .file, file: file.name, line: line, reason: "the column names cannot be read",
        expected: "a row of column names, in quotes or not", remedy: "Export the file again.",
        text: String(decoding: firstLine.prefix(1000), as: UTF8.self))
    }
    var columns = CSVCells.all(text[names.start..<names.end], dialect: dialect)
    while columns.last?.isEmpty == true { columns.removeLast() }
    guard !columns.isEmpty else {
      throw Refusal(
        .file, file: file.name, line: line, reason: "the first row holds no column names",
        expected: "a row of column names", remedy: "Export the file again.")
    }
    guard columns.count <= limits.columns else {
      throw Refusal(
        .file, file: file.name, line: line, reason: "there are \(columns.count) columns",
        expected: "\(limits.columns) at most", remedy: "Check that it is the right file.")
    }
    var seen: Set<String> = []
    for name in columns where !name.isEmpty && !seen.insert(name.uppercased()).inserted {
      throw Refusal(
        .file, file: file.name, line: line, field: name,
        reason: "two columns have this name, and they may not agree",
        expected: "each column once", remedy: "Take one of them out and load the file again.")
    }
    self.columns = columns
    self.dialect = dialect
    self.end = record.end
    self.nextLine = record.nextLine
    self.notes =
      line == names.line && line > 1
      ? [ReadingNote("The column names are on line \(line).", file: file.name, line: line)] : []
    self.firstName = Array((columns.first ?? "").utf8)
  }

  private let firstName: [UInt8]

  /// Whether a record holds the column names again.
  @inline(__always)
  func isRepeated(at record: CSVScanner.Record, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = text[record.start] == UInt8(ascii: "\"") ? record.start + 1 : record.start
    guard record.end - start >= firstName.count else { return false }
    for (offset, byte) in firstName.enumerated() where text[start + offset] | 0x20 != byte | 0x20 {
      return false
    }
    return isSame(text[record.start..<record.end])
  }

  private func isSame(_ record: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let cells = CSVCells.all(ArraySlice(record), dialect: dialect)
    return cells.count >= columns.count
      && zip(cells, columns).allSatisfy { $0.uppercased() == $1.uppercased() }
  }
}
