import CivilTime

/// A date of birth, or the month or year of one.
struct BirthRange: Hashable, Sendable {
  let days: ClosedRange<Day>

  /// The same, as far as the year: all that counts where the reader may know no more.
  var years: ClosedRange<Day> {
    let first = Day(year: days.lowerBound.year, month: 1, day: 1) ?? days.lowerBound
    let last = Day(year: days.upperBound.year, month: 12, day: 31) ?? days.upperBound
    return first...last
  }

  var isDay: Bool { days.lowerBound == days.upperBound }

  init(_ days: ClosedRange<Day>) { self.days = days }

  /// Reads a date at the beginning of `chunks`: `2014`, `12/3/2014`, `12.03.14`, `2014-03-12`,
  /// `12 March 2014`, `12th mar 2014`, `March 12 2014`, `March 2014`.
  /// - Parameters:
  ///   - isAlone: how many chunks the whole query has: `May 2014` alone is a child called May
  ///   - today: a year of two digits is the last such year that is not after this day's
  /// - Returns: the range, and how many chunks it took; nil where there is no date
  static func read(
    _ chunks: ArraySlice<String>, isAlone count: Int, today: Day
  ) -> (BirthRange, Int)? {
    guard let first = chunks.first else { return nil }
    if let day = inDigits(first, today) { return (BirthRange(day...day), 1) }
    if first.utf8.count == 4, let year = Int(first), let range = BirthRange(year: year) {
      return (range, 1)
    }
    let three = Array(chunks.prefix(3))
    if three.count == 3 {
      let dayAndMonth =
        if let month = month(three[1]), let day = ordinal(three[0]) {
          Optional((day, month))
        } else if let month = month(three[0]), let day = ordinal(three[1]) {
          Optional((day, month))
        } else {
          (Int, Int)?.none
        }
      if let (day, month) = dayAndMonth, let year = year(three[2], today),
        let date = Day(year: year, month: month, day: day)
      {
        return (BirthRange(date...date), 3)
      }
    }
    if three.count >= 2, let month = month(three[0]), three[1].utf8.count == 4,
      let year = year(three[1], today), !(count == 2 && alsoNames.contains(three[0].lowercased())),
      let from = Day(year: year, month: month, day: 1)
    {
      return (BirthRange(from...(from + (Day.length(ofMonth: month, in: year) - 1))), 2)
    }
    return nil
  }

  private init?(year: Int) {
    guard (1900...2100).contains(year), let from = Day(year: year, month: 1, day: 1),
      let to = Day(year: year, month: 12, day: 31)
    else { return nil }
    days = from...to
  }

  /// Day, month, year or year, month, day, in digits with `/`, `-` or `.` between.
  private static func inDigits(_ text: String, _ today: Day) -> Day? {
    let parts = text.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 4 }),
      let numbers = parts.map({ Int($0) }) as? [Int]
    else { return nil }
    if parts[0].utf8.count == 4 {
      return Day(year: numbers[0], month: numbers[1], day: numbers[2])
    }
    guard parts[0].utf8.count <= 2, parts[1].utf8.count <= 2, let year = year(parts[2], today)
    else { return nil }
    return Day(year: year, month: numbers[1], day: numbers[0])
  }

  private static func year(_ text: some StringProtocol, _ today: Day) -> Int? {
    guard let number = Int(text), number >= 0 else { return nil }
    switch text.utf8.count {
    case 4: return (1900...2100).contains(number) ? number : nil
    case 2:
      let year = today.year / 100 * 100 + number
      return year > today.year ? year - 100 : year
    default: return nil
    }
  }

  /// `12` or `12th`.
  private static func ordinal(_ text: String) -> Int? {
    var digits = text.lowercased()[...]
    for ending in ["st", "nd", "rd", "th"] where digits.hasSuffix(ending) {
      digits = digits.dropLast(2)
    }
    guard digits.utf8.count <= 2, let day = Int(digits), (1...31).contains(day) else { return nil }
    return day
  }

  private static func month(_ text: String) -> Int? {
    let name = text.lowercased()
    guard name.utf8.count >= 3 else { return nil }
    return Day.monthNames.firstIndex { month in
      let month = month.lowercased()
      return month == name || month.prefix(3) == name || month == "september" && name == "sept"
    }.map { $0 + 1 }
  }

  /// Names of months that are first names as well.
  private static let alsoNames: Set<String> = ["jan", "april", "may", "june", "august"]
}
