import CXLSXWriter
public import CivilTime
import Foundation

/// Tables as sheets of a workbook, to be opened in a spreadsheet program.
public struct Workbook: Sendable {
  public enum Cell: Hashable, Sendable {
    case text(String)
    /// A number, and how many decimals of it are shown, 0 to 4.
    case number(Double, decimals: Int)
    case empty
  }

  public struct Sheet: Sendable {
    let name: String
    let columns: [(heading: String, width: Double)]
    let rows: [[Cell]]

    /// - Parameters:
    ///   - name: shown on its tab; cut at 31 characters, without those that a tab cannot have.
    ///   - width: of a column, in characters.
    public init(_ name: String, columns: [(heading: String, width: Double)], rows: [[Cell]]) {
      let plain = name.filter { !"[]:*?/\\'".contains($0) }.prefix(31)
      self.name = plain.isEmpty ? "Sheet" : String(plain)
      self.columns = columns
      self.rows = rows
    }
  }

  let sheets: [Sheet]
  let made: Day

  /// - Parameter made: the day that the file says it was made on, so that the same tables on the same day are the
  ///   same file.
  public init(_ sheets: [Sheet], made: Day) {
    self.sheets = sheets
    self.made = made
  }

  /// The file.
  ///
  /// - Throws: `WorkbookError` where it cannot be made.
  public func bytes() throws(WorkbookError) -> [UInt8] {
    // The library writes to files only.
    let file = FileManager.default.temporaryDirectory.appending(
      path: "kith-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    let path = file.path(percentEncoded: false)
    try write(to: path)
    guard let data = try? Data(contentsOf: file) else {
      throw WorkbookError(path: path, reason: "it cannot be read back")
    }
    return [UInt8](data)
  }

  private func write(to path: String) throws(WorkbookError) {
    guard let workbook = workbook_new(path) else {
      throw WorkbookError(path: path, reason: "it cannot be made")
    }
    var properties = lxw_doc_properties()
    properties.created = time_t(made.ordinal) * 86_400
    workbook_set_properties(workbook, &properties)
    let formats = WorkbookFormats(workbook)
    for sheet in sheets {
      var written = WorkbookSheet(workbook, sheet.name, formats, columns: sheet.columns)
      for row in sheet.rows {
        written.begin()
        for cell in row {
          switch cell {
          case .text(let text): written.write(text)
          case .number(let number, let decimals): written.write(number, decimals: decimals)
          case .empty: written.write(nil)
          }
        }
      }
      written.finish()
    }
    let result = workbook_close(workbook)
    guard result == LXW_NO_ERROR else {
      throw WorkbookError(path: path, reason: String(cString: lxw_strerror(result)))
    }
  }
}
