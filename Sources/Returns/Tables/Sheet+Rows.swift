extension Sheet {
  /// A sheet of rows that were not read from a file, with whatever columns; nil is an empty cell.
  public init(file: String, columns: [String], rows: [[String?]]) {
    var bytes: [UInt8] = []
    var starts: [UInt32] = []
    var ends: [UInt32] = []
    for row in rows {
      starts.append(UInt32(truncatingIfNeeded: bytes.count))
      for place in columns.indices {
        if row.indices.contains(place), let value = row[place] { bytes += value.utf8 }
        ends.append(UInt32(truncatingIfNeeded: bytes.count))
        // Stands for the separator that a CSV file would have here.
        bytes.append(UInt8(ascii: ","))
      }
    }
    self.init(file: file, columns: columns, bytes: bytes, isQuoted: false)
    self.starts = starts
    self.ends = ends
    lines = starts.indices.map { Int32(truncatingIfNeeded: $0 + 2) }
  }
}
