/// A civil date in the Gregorian calendar: no time, no time zone.
///
/// Stored as the number of days since 1 January 1970, so that comparison and counting are integer
/// arithmetic. `Day.unset` stands for "not filled in" where a fact is still being typed; it sorts
/// before every real day and prints as nothing.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970; negative before it.
  public let ordinal: Int32

  public init(ordinal: Int32) {
    self.ordinal = ordinal
  }

  /// The place of a date that nobody has given yet.
  public static let unset = Day(ordinal: .min)

  public var isSet: Bool { ordinal != .min }

  public static func < (left: Day, right: Day) -> Bool { left.ordinal < right.ordinal }
}

// MARK: - Year, month and day

extension Day {
  /// The day with this year, month and day of month, or nil where the calendar has none
  /// (31 February) or the year is outside 1 to 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, in: year)
    else { return nil }
    self.init(nearest: Day.daysSince1970(year: year, month: month, day: day))
  }

  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var dayOfMonth: Int { parts.day }

  /// Year, month and day of month, worked out together.
  ///
  /// They mean nothing on an unset day.
  ///
  /// Source of the arithmetic: Howard Hinnant, "chrono-compatible low-level date algorithms".
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(ordinal) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  public static func isLeap(year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }

  /// Days in a month (1 to 12) of a year.
  public static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

// MARK: - Counting

/// No counting traps. An unset day stays unset; a day pushed past what can be held (some five
/// million years off) stays at the end of what can be held.
extension Day {
  public static func + (day: Day, days: Int) -> Day {
    guard day.isSet else { return .unset }
    let (sum, overflow) = Int(day.ordinal).addingReportingOverflow(days)
    return Day(nearest: overflow ? (days < 0 ? .min : .max) : sum)
  }

  public static func - (day: Day, days: Int) -> Day {
    day + (days == .min ? .max : -days)
  }

  /// Whole days from `earlier` to `later`; negative the other way round.
  ///
  /// Zero where either day is unset: use `days(since:)` where a day may be missing.
  public static func - (later: Day, earlier: Day) -> Int { later.days(since: earlier) ?? 0 }

  /// Whole days from `earlier` to this day, negative the other way round; nil where either is unset.
  public func days(since earlier: Day) -> Int? {
    guard isSet, earlier.isSet else { return nil }
    return Int(ordinal) - Int(earlier.ordinal)
  }

  /// The same day of the month, `months` later (earlier when negative); the last day of the month
  /// where that month is shorter, so 31 January and one month is 28 or 29 February.
  public func adding(months: Int) -> Day {
    guard isSet else { return .unset }
    let (year, month, day) = parts
    // Two hundred million months reach from one end of what can be held past the other.
    let count = year * 12 + (month - 1) + min(max(months, -200_000_000), 200_000_000)
    let newYear = count >= 0 ? count / 12 : (count - 11) / 12
    let newMonth = count - newYear * 12 + 1
    let newDay = min(day, Day.length(ofMonth: newMonth, in: newYear))
    return Day(nearest: Day.daysSince1970(year: newYear, month: newMonth, day: newDay))
  }

  /// The anniversary `years` later.
  ///
  /// From 29 February it falls on 28 February of a common year, as the rules of the returns reckon
  /// it.
  public func adding(years: Int) -> Day {
    adding(months: min(max(years, -20_000_000), 20_000_000) * 12)
  }

  /// Whole years lived on `day` by someone born on this day; the birthday counts.
  ///
  /// Negative before birth, and where either day is unset, so that nobody whose date of birth is
  /// missing is shown as a baby. Someone born on 29 February is a year older on 28 February of a
  /// common year (see `adding(years:)`).
  public func age(on day: Day) -> Int {
    guard isSet, day.isSet else { return -1 }
    var years = day.year - year
    if adding(years: years) > day { years -= 1 }
    return years
  }

  /// The day at this distance from 1 January 1970, or the last that can be held on that side.
  private init(nearest daysSince1970: Int) {
    self.init(
      ordinal: Int32(min(max(daysSince1970, Int(Int32.min) + 1), Int(Int32.max))))
  }
}
