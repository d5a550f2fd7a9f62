/// Reads the list of bank holidays: comma-separated `date,title,notes,source` with a header row,
/// dates as `2026-12-25`, no quoted fields; the source is `GOV.UK` or `calculated`.
enum BankHolidayFile {
  private static let columns = ["date", "title", "notes", "source"]

  /// The holidays of the file, in order.
  ///
  /// A year that the file names at all has to be whole: a list cut short would turn holidays into
  /// working days and due dates wrong, without a word.
  ///
  /// - Throws: `BankHolidayFileError` at the first line that cannot be read.
  static func read(_ text: String, name: String) throws(BankHolidayFileError) -> [BankHoliday] {
    func refuse(_ line: Int, _ field: String, _ value: some StringProtocol, _ expected: String)
      -> BankHolidayFileError
    {
      BankHolidayFileError(
        file: name, line: line, field: field, value: String(value), expected: expected)
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let header = lines.first, header.split(separator: ",").map(String.init) == columns
    else { throw refuse(1, "header", lines.first ?? "", columns.joined(separator: ",")) }

    var holidays: [BankHoliday] = []
    for (index, row) in lines.enumerated().dropFirst() where !row.isEmpty {
      let line = index + 1
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == columns.count else {
        throw refuse(line, "row", row, "\(columns.count) fields")
      }
      guard let day = Day(iso: fields[0]) else {
        throw refuse(line, "date", fields[0], "a date such as 2026-12-25")
      }
      if let last = holidays.last, day <= last.day {
        throw refuse(line, "date", fields[0], "a date after \(last.day.iso), each day once")
      }
      guard !fields[1].isEmpty else { throw refuse(line, "title", "", "a name") }
      let status: BankHoliday.Status =
        switch fields[3] {
        case "GOV.UK": .published
        case "calculated": .calculated
        default: throw refuse(line, "source", fields[3], "GOV.UK or calculated")
        }
      holidays.append(BankHoliday(day: day, name: String(fields[1]), status: status))
    }
    guard let first = holidays.first?.day.year, let last = holidays.last?.day.year else {
      throw refuse(2, "date", "", "at least one year of bank holidays")
    }
    for year in first...last {
      let count = holidays.count { $0.day.year == year }
      guard count >= 8 else {
        throw refuse(
          lines.count, "date", "\(count) in \(year)", "at least 8 bank holidays in each year")
      }
    }
    return holidays
  }
}
