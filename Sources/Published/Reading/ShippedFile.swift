import CivilTime
import Foundation

/// One of the files that are shipped with this room.
enum ShippedFile {
  /// Its bytes.
  ///
  /// - Throws: `PublishedProblem` where it is not there.
  static func bytes(_ name: String) throws(PublishedProblem) -> [UInt8] {
    let url = Bundle.module.bundleURL.appending(path: "Resources/\(name)")
    guard let data = try? Data(contentsOf: url) else {
      throw PublishedProblem(
        file: url.path, line: 0, field: "file", value: "nothing readable", expected: "a file",
        remedy: "Install Kith again: its Resources folders belong beside the program.")
    }
    return [UInt8](data)
  }

  /// Each row made into a value, in the order of the file.
  ///
  /// - Throws: `PublishedProblem` at the first row that cannot be read.
  static func rows<Value>(
    _ name: String, columns: [String], make: (Row) throws(PublishedProblem) -> Value
  ) throws(PublishedProblem) -> [Value] {
    var text = CommaSeparated(try bytes(name))
    guard let header = text.next(), header.fields == columns else {
      throw PublishedProblem(
        file: name, line: 1, field: "header", value: "another",
        expected: columns.joined(separator: ","),
        remedy: "Bring the file and this release together.")
    }
    var values: [Value] = []
    while let (line, fields) = text.next() {
      let row = Row(file: name, line: line, columns: columns, fields: fields)
      guard fields.count == columns.count else {
        throw row.problem(
          at: "row", value: "\(fields.count) fields", expected: "\(columns.count) fields")
      }
      values.append(try make(row))
    }
    return values
  }

  struct Row {
    let file: String
    let line: Int
    let columns: [String]
    let fields: [String]

    /// The field of a column; empty where there is no such column.
    subscript(column: String) -> String {
      columns.firstIndex(of: column).flatMap { fields.indices.contains($0) ? fields[$0] : nil }
        ?? ""
    }

    func list(_ column: String) -> [String] { self[column].split(separator: ";").map(String.init) }

    /// A whole number, or nil where the field is empty.
    func number(_ column: String) throws(PublishedProblem) -> Int? {
      guard !self[column].isEmpty else { return nil }
      guard let number = Int(self[column]) else {
        throw problem(at: column, value: self[column], expected: "a whole number or nothing")
      }
      return number
    }

    /// A date, or nil where the field is empty.
    func day(_ column: String) throws(PublishedProblem) -> Day? {
      guard !self[column].isEmpty else { return nil }
      guard let day = Day(iso: self[column]) else {
        throw problem(at: column, value: self[column], expected: "a date such as 2025-03-31")
      }
      return day
    }

    /// One of a few words, as an enumeration has them.
    func word<Word: RawRepresentable & CaseIterable>(_ column: String)
      throws(PublishedProblem) -> Word where Word.RawValue == String
    {
      guard let word = Word(rawValue: self[column]) else {
        throw problem(
          at: column, value: self[column],
          expected: "one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return word
    }

    func problem(at field: String, value: String, expected: String) -> PublishedProblem {
      PublishedProblem(
        file: file, line: line, field: field, value: value, expected: expected,
        remedy: "Mend the line or take the file from the release again.")
    }
  }
}
