/// Which of a workbook's styles show a number as a date.
final class WorkbookStyles: OfficeXMLReader {
  private var customDates: Set<Int> = []
  private var areDates: [Bool] = []
  private var isInCellFormats = false
  let failure: String? = nil

  func isDate(_ style: Int) -> Bool { areDates.indices.contains(style) && areDates[style] }

  func start(_ name: String, _ attributes: OfficeXML.Attributes) {
    switch name {
    case "numFmt":
      guard let number = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
      if WorkbookStyles.isDate(format: attributes["formatCode"] ?? "") {
        customDates.insert(number)
      }
    case "cellXfs": isInCellFormats = true
    case "xf" where isInCellFormats:
      let number = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      areDates.append(WorkbookStyles.builtInDates.contains(number) || customDates.contains(number))
    default: break
    }
  }

  func end(_ name: String) {
    if name == "cellXfs" { isInCellFormats = false }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The built-in formats that show a day (ECMA-376, part 1, 18.8.30, with those of East Asia).
  private static let builtInDates: Set<Int> = Set(14...17).union([22]).union(27...31).union([36])
    .union(50...54).union([57, 58])

  /// Whether a format shows a day: it has a `d` or a `y` outside quotes, brackets and escapes.
  static func isDate(format: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in format.lowercased() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\"" where !isBracketed: isQuoted.toggle()
      case _ where isQuoted: continue
      // A backslash shows the next character; an underscore and a star use it as a gap.
      case "\\", "_", "*": isEscaped = true
      case "[": isBracketed = true
      case "]": isBracketed = false
      // Only the first section, for positive numbers, counts.
      case ";" where !isBracketed: return false
      case "d" where !isBracketed, "y" where !isBracketed: return true
      default: continue
      }
    }
    return false
  }
}
