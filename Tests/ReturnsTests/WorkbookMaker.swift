/// Writes workbooks for tests: the parts that matter, as Excel lays them out.
struct WorkbookMaker {
  var sheets: [(name: String, xml: String)] = []
  var sharedTexts: [String] = []
  /// Number formats by their ids, from 164.
  var formats: [String] = []
  /// The number format of each style of cells.
  var styles: [Int] = [0]
  var is1904 = false

  /// Adds a sheet of rows; texts become inline strings, and what begins with `=` is XML as it stands.
  mutating func add(_ name: String, _ rows: [[String]], after: String = "") {
    var xml = ""
    for (number, row) in rows.enumerated() {
      xml += "<row r=\"\(number + 1)\">"
      for (column, cell) in row.enumerated() where !cell.isEmpty {
        let place = "\(WorkbookMaker.letters(column))\(number + 1)"
        if cell.hasPrefix("=") {
          xml += "<c r=\"\(place)\" \(cell.dropFirst())</c>"
        } else {
          xml += "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(cell)</t></is></c>"
        }
      }
      xml += "</row>"
    }
    sheets.append((name, "<sheetData>\(xml)</sheetData>\(after)"))
  }

  static func letters(_ column: Int) -> String {
    column < 26
      ? String(UnicodeScalar(UInt8(65 + column))) : letters(column / 26 - 1) + letters(column % 26)
  }

  func parts() -> [(name: String, xml: String)] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    var parts: [(name: String, xml: String)] = [
      ("[Content_Types].xml", head + "<Types/>"),
      (
        "_rels/.rels",
        head + "<Relationships xmlns=\"\(package)\"><Relationship Id=\"rId1\" "
          + "Type=\"\(links)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
    ]
    var list = ""
    var relations = ""
    for (number, sheet) in sheets.enumerated() {
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(number + 1)\" r:id=\"s\(number)\"/>"
      relations +=
        "<Relationship Id=\"s\(number)\" Type=\"\(links)/worksheet\" "
        + "Target=\"worksheets/sheet\(number + 1).xml\"/>"
      parts.append(
        (
          "xl/worksheets/sheet\(number + 1).xml",
          head + "<worksheet xmlns=\"\(main)\">\(sheet.xml)</worksheet>"
        ))
    }
    relations += "<Relationship Id=\"y\" Type=\"\(links)/styles\" Target=\"/xl/styles.xml\"/>"
    relations +=
      "<Relationship Id=\"t\" Type=\"\(links)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    parts.append(
      (
        "xl/workbook.xml",
        head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(links)\"><workbookPr date1904=\""
          + "\(is1904 ? 1 : 0)\"/><sheets>\(list)</sheets></workbook>"
      ))
    parts.append(
      (
        "xl/_rels/workbook.xml.rels",
        head + "<Relationships xmlns=\"\(package)\">\(relations)</Relationships>"
      ))
    let formatList = formats.enumerated().map {
      "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>"
    }
    let styleList = styles.map { "<xf numFmtId=\"\($0)\"/>" }
    parts.append(
      (
        "xl/styles.xml",
        head + "<styleSheet xmlns=\"\(main)\"><numFmts>\(formatList.joined())</numFmts>"
          + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
          + "<cellXfs>\(styleList.joined())</cellXfs></styleSheet>"
      ))
    parts.append(
      (
        "xl/sharedStrings.xml",
        head + "<sst xmlns=\"\(main)\">\(sharedTexts.map { "<si>\($0)</si>" }.joined())</sst>"
      ))
    return parts
  }

  func bytes() throws -> [UInt8] {
    try ZipMaker.zip(parts().map { ($0.name, Array($0.xml.utf8)) })
  }
}
