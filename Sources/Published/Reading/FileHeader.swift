/// The first row of a file, by which its columns are found.
///
/// Releases write the same column in other letters (`Inspection date`, `inspection_date`): capitals,
/// spaces, strokes and points make no difference, except between two columns that differ by nothing
/// else.
struct FileHeader {
  let columns: [String]
  private let exact: [String: Int]
  private let plain: [String: Int?]

  init(_ columns: [String]) {
    self.columns = columns
    exact = Dictionary(
      columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    plain = Dictionary(
      columns.enumerated().map { (Self.plain($1), Optional($0)) }, uniquingKeysWith: { _, _ in nil }
    )
  }

  /// Where a column is; nil where there is none, or where it could be one of several.
  subscript(column: String) -> Int? { exact[column] ?? plain[Self.plain(column)] ?? nil }

  func has(_ column: String) -> Bool { self[column] != nil }

  private static func plain(_ column: String) -> String {
    String(column.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}

/// A row of a file, its fields by their columns.
struct FileRow {
  let file: String
  let line: Int
  let fields: [String]
  let header: FileHeader

  /// Empty where there is no such column.
  subscript(column: String) -> String {
    header[column].flatMap { fields.indices.contains($0) ? fields[$0] : nil } ?? ""
  }

  func problem(_ field: String, _ value: String, expected: String) -> PublishedProblem {
    PublishedProblem(
      file: file, line: line, field: field, value: value, expected: expected,
      remedy: "The row was left out; the others were read. Mend it and read the file again.")
  }

  /// What is wrong with its length; nil where it is as long as the header.
  var wrongLength: PublishedProblem? {
    fields.count == header.columns.count
      ? nil
      : problem(
        "row", "\(fields.count) fields", expected: "\(header.columns.count) fields as in the header"
      )
  }
}
