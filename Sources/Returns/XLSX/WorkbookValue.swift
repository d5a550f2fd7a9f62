import CivilTime

/// What a cell of a workbook holds.
enum WorkbookValue: Hashable, Sendable {
  case none
  case text(String)
  case number(Double)
  /// A number that is shown as a date; a time of day is left out.
  case day(Day)
  case truth(Bool)
  /// What a formula came to that went wrong, such as `#N/A`.
  case fault(String)

  /// The text without blanks around it, a whole number without a decimal point, a date as
  /// dd/mm/yyyy; nil where the cell is empty.
  var plain: String? {
    switch self {
    case .none: nil
    // Also no-break spaces, which people paste from web pages.
    case .text(let text): text.trimmed.isEmpty ? nil : text.trimmed
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    case .day(let day): day.british
    case .truth(let truth): truth ? "TRUE" : "FALSE"
    case .fault(let fault): fault
    }
  }

  var isNone: Bool { plain == nil }
}

/// How a workbook counts days.
enum WorkbookEpoch: Sendable {
  /// Day 1 is 1 January 1900, and 29 February 1900, which never was, is day 60.
  case from1900
  /// Day 0 is 1 January 1904.
  case from1904

  /// The day of a number; nil where there is none, such as for day 60 of 1900.
  ///
  /// Source: ECMA-376, part 1, 18.17.4.1.
  func day(_ number: Double) -> Day? {
    guard number >= 0, number < 2_958_466 else { return nil }
    let whole = Int(number)
    switch self {
    case .from1904:
      return Day(year: 1904, month: 1, day: 1).map { $0 + whole }
    case .from1900:
      guard whole > 0, whole != 60 else { return nil }
      return Day(year: 1899, month: 12, day: whole < 60 ? 31 : 30).map { $0 + whole }
    }
  }
}

extension StringProtocol {
  /// The text without blanks around it.
  var trimmed: String {
    let kept = drop(while: \.isWhitespace)
    guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(kept[...last])
  }
}
