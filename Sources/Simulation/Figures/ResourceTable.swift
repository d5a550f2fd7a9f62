import Foundation

/// A comma-separated file that came with this target: a header row, no quoted fields.
struct ResourceTable {
  let name: String
  let rows: [Row]

  /// A row, and the line of the file it stands on, counted from 1.
  struct Row {
    let line: Int
    let fields: [String]
  }

  /// Reads a file of `Resources`.
  ///
  /// - Throws: `ResourceError` where it is missing, has other columns, or a row of another length.
  init(_ name: String, columns: [String]) throws(ResourceError) {
    let url = Bundle.module.bundleURL.appending(path: "Resources/\(name)")
    guard let bytes = try? Data(contentsOf: url), let text = String(data: bytes, encoding: .utf8)
    else {
      throw ResourceError(
        file: url.path, line: 0, field: "file", value: "nothing readable", expected: "UTF-8 text")
    }
    try self.init(name, text: text, columns: columns)
  }

  init(_ name: String, text: String, columns: [String]) throws(ResourceError) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let header = lines.first, header.split(separator: ",").map(String.init) == columns else {
      throw ResourceError(
        file: name, line: 1, field: "header", value: String(lines.first ?? ""),
        expected: columns.joined(separator: ","))
    }
    var rows: [Row] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == columns.count else {
        throw ResourceError(
          file: name, line: index + 1, field: "row", value: String(line),
          expected: "\(columns.count) fields")
      }
      rows.append(Row(line: index + 1, fields: fields))
    }
    self.name = name
    self.rows = rows
  }
}
