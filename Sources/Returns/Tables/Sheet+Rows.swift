extension Sheet {
  /// A sheet of rows that were not read from a file, with whatever columns; nil is an empty cell.
  public init(file: String, columns: [String], rows: [[String?]]) {
    var builder = SheetBuilder(file: file, columns: columns)
    for (place, row) in rows.enumerated() {
      let values = columns.indices.map { row.indices.contains($0) ? row[$0] : nil }
      builder.append(values, line: place + 2)
    }
    self = builder.sheet()
  }
}
