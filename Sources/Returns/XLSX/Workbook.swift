/// An Excel workbook (.xlsx), read sheet by sheet.
///
/// Lives on one thread, for the time of one file. Source of the format: ECMA-376, 5th edition.
final class Workbook {
  let file: String
  /// The sheets' names in the order of their tabs.
  var sheetNames: [String] { contents.sheets.map(\.name) }

  private let parts: PackedParts
  private let limits: WorkbookLimits
  private let contents: WorkbookContents
  private let places: [String: String]
  private let styles = WorkbookStyles()
  private let shared: [String]

  /// - Throws: a `Refusal` of the file when it is no workbook, is protected by a password, is
  ///   damaged, or is larger than the limits allow.
  init(
    _ name: String, _ bytes: [UInt8], limits: WorkbookLimits = .standard
  ) throws(Refusal) {
    switch FileSignature(bytes) {
    case .zip: break
    case .oldSpreadsheet:
      throw Refusal(
        .file, file: name,
        reason: "this is a workbook of Excel 2003 or before, or one protected by a password",
        expected: "an Excel workbook (.xlsx)",
        remedy: "Open it and save it as an Excel workbook without a password.")
    default:
      throw Refusal(
        .file, file: name, reason: "this is not a workbook", expected: "an Excel workbook (.xlsx)",
        remedy: "Check that it is the right file.")
    }
    file = name
    self.limits = limits
    parts = try PackedParts(name, bytes, limits: limits)

    // The workbook has its usual place unless the package says otherwise.
    var main = "xl/workbook.xml"
    if parts.has("_rels/.rels") {
      let links = PartLinks()
      try OfficeXML.read("_rels/.rels", of: parts, file: name, links)
      if let target = links.targets(ofKind: "officeDocument").first {
        main = PartLinks.place(target, from: "")
      }
    }
    contents = WorkbookContents()
    try OfficeXML.read(main, of: parts, file: name, contents)

    let folder = main.split(separator: "/").dropLast().joined(separator: "/")
    let links = PartLinks()
    let linkPart =
      (folder.isEmpty ? "" : folder + "/") + "_rels/" + (main.split(separator: "/").last ?? "")
      + ".rels"
    try OfficeXML.read(linkPart, of: parts, file: name, links)
    places = links.all.mapValues { PartLinks.place($0.target, from: folder) }

    if let target = links.targets(ofKind: "styles").first {
      try OfficeXML.read(PartLinks.place(target, from: folder), of: parts, file: name, styles)
    }
    let texts = SharedTexts(limits: limits)
    if let target = links.targets(ofKind: "sharedStrings").first {
      try OfficeXML.read(PartLinks.place(target, from: folder), of: parts, file: name, texts)
    }
    shared = texts.texts
  }

  /// Reads the sheet of this name.
  ///
  /// - Throws: a `Refusal` of the file when it cannot be read.
  func sheet(_ name: String) throws(Refusal) -> WorkbookSheet {
    guard let link = contents.sheets.first(where: { $0.name == name })?.link,
      let part = places[link]
    else {
      throw Refusal(
        .file, file: file, table: name, reason: "the sheet “\(name)” is not in the workbook",
        remedy: "Save it again in Excel.")
    }
    let cells = SheetCells(
      shared: shared, styles: styles, epoch: contents.epoch, limits: limits)
    try OfficeXML.read(part, of: parts, file: file, cells)
    return WorkbookSheet(name: name, rows: cells.rows, merged: cells.merged)
  }
}

/// What the workbook's own part says: its sheets and how it counts days.
private final class WorkbookContents: OfficeXMLReader {
  var sheets: [(name: String, link: String)] = []
  var epoch = WorkbookEpoch.from1900
  let failure: String? = nil

  func start(_ name: String, _ attributes: OfficeXML.Attributes) {
    switch name {
    case "workbookPr":
      if ["1", "true"].contains(attributes["date1904"] ?? "") { epoch = .from1904 }
    case "sheet":
      if let title = attributes["name"], let link = attributes["id"] {
        sheets.append((title, link))
      }
    default: break
    }
  }

  func end(_ name: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Which parts a part refers to.
private final class PartLinks: OfficeXMLReader {
  var all: [String: (kind: String, target: String)] = [:]
  let failure: String? = nil

  func start(_ name: String, _ attributes: OfficeXML.Attributes) {
    guard name == "Relationship", let link = attributes["Id"], let kind = attributes["Type"],
      let target = attributes["Target"], attributes["TargetMode"] != "External"
    else { return }
    all[link] = (kind.split(separator: "/").last.map(String.init) ?? "", target)
  }

  func end(_ name: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  func targets(ofKind kind: String) -> [String] {
    all.values.filter { $0.kind == kind }.map(\.target)
  }

  /// The name of a part, given how another one in `folder` refers to it.
  static func place(_ target: String, from folder: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var steps = folder.split(separator: "/")
    for step in target.split(separator: "/") {
      switch step {
      case ".": continue
      case "..": _ = steps.popLast()
      default: steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }
}
