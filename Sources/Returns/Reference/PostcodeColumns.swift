/// Where the four columns of a directory of postcodes stand.
struct PostcodeColumns {
  let names: [String]
  let postcode: Int
  let district: Int
  let easting: Int
  let northing: Int
  let dialect: CSVDialect
  /// Where the first row begins, and its line.
  let end: Int
  let nextLine: Int

  /// How many cells of a row have to be looked at.
  var width: Int { max(postcode, district, easting, northing) + 1 }

  /// Finds the columns by their names in the first line of the file.
  ///
  /// - Throws: a `Refusal` of the file when one is missing or the file is no table.
  init(of text: UnsafeBufferPointer<UInt8>, name: String) throws(Refusal) {
    // Only the lines down to the column names: the rest of the piece may end within a character.
    let first = text.prefix { $0.isBlankOrBreak }.endIndex
    let lineEnd = text[first...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.endIndex
    var start = Array(text[..<lineEnd])
    if lineEnd < text.endIndex { start.append(0x0A) }
    let header = try CSVHeader(
      SourceFile(name: name, bytes: start), limits: ReadingLimits.standard)
    guard start.first != 0xFF, start.first != 0xFE else {
      throw Refusal(
        .file, file: name, reason: "the file is in UTF-16", expected: "UTF-8",
        remedy: "Save it as CSV UTF-8.")
    }
    names = header.columns
    dialect = header.dialect
    let isPair =
      lineEnd + 1 < text.endIndex && text[lineEnd] == 0x0D && text[lineEnd + 1] == 0x0A
    end = min(lineEnd + (isPair ? 2 : 1), text.endIndex)
    nextLine = header.nextLine
    let plain = header.columns.map { $0.lowercased() }
    func place(_ wanted: [String]) -> Int? {
      wanted.lazy.compactMap(plain.firstIndex).first
    }
    postcode = try PostcodeColumns.find(
      place(["postcode", "pcds", "pcd8", "pcd2", "pcd7", "pcd"]), "POSTCODE", "pcds", name)
    district = try PostcodeColumns.find(
      place(["laua", "oslaua"]) ?? plain.firstIndex(where: PostcodeColumns.isDistrict), "LAUA",
      "oslaua", name)
    easting = try PostcodeColumns.find(
      place(["easting", "oseast1m", "east1m", "eastings"]), "EASTING", "oseast1m", name)
    northing = try PostcodeColumns.find(
      place(["northing", "osnrth1m", "north1m", "northings"]), "NORTHING", "osnrth1m", name)
  }

  /// Whether a name is that of the district's code in a later directory, such as `lad25cd`.
  private static func isDistrict(_ name: String) -> Bool {
    let name = name.replacing("_", with: "")
    return (name.hasPrefix("lad") || name.hasPrefix("laua")) && name.hasSuffix("cd")
      && name.dropFirst(name.hasPrefix("lad") ? 3 : 4).dropLast(2).allSatisfy(\.isNumber)
  }

  private static func find(
    _ place: Int?, _ name: String, _ other: String, _ file: String
  ) throws(Refusal) -> Int {
    guard let place else {
      throw Refusal(
        .file, file: file, line: 1, field: name, reason: "there is no such column",
        expected: "POSTCODE, LAUA, EASTING and NORTHING, or the columns of the ONS Postcode "
          + "Directory (here \(other))",
        remedy: "Name the column so, or use the directory as published.")
    }
    return place
  }
}
