import Foundation

extension WorkingDayCalendar {
  /// England's working days: bank holidays as the data file of this target has them (2008 to 2028),
  /// other years by rule.
  ///
  /// Load it once and pass it on: it is built in some milliseconds.
  ///
  /// - Throws: `BankHolidayFileError` where the file is missing or a line of it cannot be read.
  public static func england() throws -> WorkingDayCalendar {
    let name = "bank-holidays-england.csv"
    let url = Bundle.module.bundleURL.appending(path: "Resources/\(name)")
    guard let bytes = try? Data(contentsOf: url), let text = String(data: bytes, encoding: .utf8)
    else {
      throw BankHolidayFileError(
        file: url.path, line: 0, field: "file", value: "nothing readable", expected: "UTF-8 text")
    }
    return WorkingDayCalendar(listed: try BankHolidayFile.read(text, name: name))
  }
}
