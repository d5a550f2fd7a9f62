/// A small CSV file of reference data, by the names of its columns.
struct ReferenceTable {
  let file: String
  private let sheet: Sheet
  private let places: [String: Int]
  private(set) var notes: [ReadingNote]
  private(set) var refusals: [Refusal]

  /// Reads a file whose first column names are `required`.
  ///
  /// - Throws: a `Refusal` of the file when it cannot be read or has not all of them.
  init(path: String, name: String, required: [String], limits: ReadingLimits) throws(Refusal) {
    let bytes = try DiskFile(path: path, name: name).read(limits)
    self = try ReferenceTable(
      SourceFile(name: name, bytes: bytes, limits: limits), required: required, limits: limits)
  }

  init(_ source: SourceFile, required: [String], limits: ReadingLimits) throws(Refusal) {
    file = source.name
    guard source.form == .table else {
      throw Refusal(
        .file, file: file, reason: "this is XML", expected: "a CSV file",
        remedy: "Check that it is the right file.")
    }
    sheet = try Sheet(source, limits: limits)
    places = Dictionary(
      sheet.columns.enumerated().map { ($1.uppercased(), $0) },
      uniquingKeysWith: { first, _ in first })
    notes = source.notes + sheet.notes
    refusals = sheet.refusals
    for column in required where places[column] == nil {
      throw Refusal(
        .file, file: file, line: 1, field: column, reason: "there is no such column",
        expected: "the columns \(required.joined(separator: ", "))",
        remedy: "Put the names of the columns in the first row.")
    }
  }

  var rows: Range<Int> { 0..<sheet.rowCount }

  func has(_ column: String) -> Bool { places[column] != nil }

  /// The text of a cell; nil where it is empty or there is no such column.
  func text(_ row: Int, _ column: String) -> String? {
    places[column].flatMap { sheet.text(row: row, column: $0) }
  }

  func line(of row: Int) -> Int { sheet.line(of: row) }

  /// A refusal of one value, or of the row that hangs on it.
  func refusal(
    _ extent: Refusal.Extent, _ row: Int, _ column: String, reason: String, expected: String
  ) -> Refusal {
    Refusal(
      extent, file: file, line: line(of: row), field: column, value: text(row, column),
      reason: reason, expected: expected,
      remedy: extent == .row ? Refusal.mendRow : Refusal.mendValue, columns: sheet.columns,
      cells: extent == .row ? sheet.cells(of: row) : [])
  }
}
