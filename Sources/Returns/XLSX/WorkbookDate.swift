import CivilTime

/// Dates that were typed into a workbook as text.
enum WorkbookDate {
  /// Reads `31/03/2026`, `1/4/2026` or `2026-03-31`, with or without a time of day; nil where the
  /// text is no date.
  static func day(_ text: String) -> Day? {
    let date = text.prefix { $0 != "T" && $0 != " " }
    if let day = Day(iso: date) { return day }
    var copy = String(date)
    let day = copy.withUTF8 { CellDay($0, .british) }
    return day.isKnown ? day.day : nil
  }
}
