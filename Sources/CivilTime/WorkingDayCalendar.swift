/// Working days: Monday to Friday without the bank holidays of England.
///
/// Counting follows the statutory clocks: **the day of the event is day 0**, the next working day is
/// day 1, and the due date is the last day on which the duty is done in time. An event on a Saturday
/// has Monday as day 1.
///
/// The years of the data file are taken from it; other years from 1971 to 2100 are worked out by rule
/// and their holidays marked so. Outside those years only weekends are counted (`covers`).
public struct WorkingDayCalendar: Sendable {
  private static let years = 1971...2100

  private let holidays: [Day: BankHoliday]
  /// The first day of the covered years, and the first after them.
  private let start: Day
  private let end: Day
  /// For each covered day, the working days from `start` up to and including it.
  private let countThrough: [Int32]
  /// The covered working days in order.
  private let workingDays: [Int32]

  /// - Parameter listed: holidays that are known; a year in which none is listed is worked out by rule.
  init(listed: [BankHoliday]) {
    let listedYears = Set(listed.map(\.day.year))
    let calculated =
      Self.years.filter { !listedYears.contains($0) }.flatMap(BankHoliday.calculated(in:))
    let holidays = Dictionary((listed + calculated).map { ($0.day, $0) }) { first, _ in first }
    let start = Day(year: Self.years.lowerBound, month: 1, day: 1) ?? .unset
    let end = Day(year: Self.years.upperBound + 1, month: 1, day: 1) ?? .unset

    var countThrough: [Int32] = []
    var workingDays: [Int32] = []
    for ordinal in start.ordinal..<end.ordinal {
      let day = Day(ordinal: ordinal)
      if !day.weekday.isWeekend, holidays[day] == nil { workingDays.append(ordinal) }
      countThrough.append(Int32(workingDays.count))
    }
    self.holidays = holidays
    self.start = start
    self.end = end
    self.countThrough = countThrough
    self.workingDays = workingDays
  }

  /// Whether bank holidays are known on that day; elsewhere only weekends are.
  public func covers(_ day: Day) -> Bool { day >= start && day < end }

  /// The bank holiday on that day, if it is one.
  public func holiday(on day: Day) -> BankHoliday? { holidays[day] }

  /// Whether people work on that day; never on an unset one.
  public func isWorkingDay(_ day: Day) -> Bool {
    day.isSet && !day.weekday.isWeekend && holidays[day] == nil
  }

  /// The day so many working days after the day of the event, which is day 0; before it when the
  /// count is negative.
  ///
  /// No working days gives the day itself, whatever day it is. Unset stays unset.
  public func adding(workingDays count: Int, to day: Day) -> Day {
    guard day.isSet, count != 0 else { return day }
    // Ten million days is further than any date that can be typed.
    let count = min(max(count, -10_000_000), 10_000_000)
    return self.day(
      numbered: count > 0 ? number(of: day) + count : number(of: day - 1) + 1 + count)
  }

  /// Working days after `from` up to and including `to`: 0 on the day of the event, 1 on the next
  /// working day.
  ///
  /// Negative where `to` is earlier; zero where either is unset.
  public func workingDays(from: Day, to: Day) -> Int {
    guard from.isSet, to.isSet else { return 0 }
    return number(of: to) - number(of: from)
  }

  /// That day if people work on it, or the next on which they do.
  public func firstWorkingDay(onOrAfter day: Day) -> Day { adding(workingDays: 1, to: day - 1) }

  /// The last day before it on which people work.
  public func lastWorkingDay(before day: Day) -> Day { adding(workingDays: -1, to: day) }

  // MARK: - Numbering

  // Working days are numbered from 1 on the first of the covered years, onwards and backwards without
  // end: by table inside those years, by weekdays alone outside.

  /// The number of the last working day on or before that day.
  private func number(of day: Day) -> Int {
    if day < start { return day.weekdaysSinceMonday1970 - (start - 1).weekdaysSinceMonday1970 }
    if day < end { return Int(countThrough[day - start]) }
    return workingDays.count + day.weekdaysSinceMonday1970 - (end - 1).weekdaysSinceMonday1970
  }

  private func day(numbered number: Int) -> Day {
    if number < 1 {
      return Day(weekdaysSinceMonday1970: number + (start - 1).weekdaysSinceMonday1970)
    }
    if number <= workingDays.count { return Day(ordinal: workingDays[number - 1]) }
    return Day(
      weekdaysSinceMonday1970: number - workingDays.count + (end - 1).weekdaysSinceMonday1970)
  }
}

extension Day {
  /// Mondays to Fridays from Monday 5 January 1970 up to and including this day.
  fileprivate var weekdaysSinceMonday1970: Int {
    let days = Int(ordinal) - 4
    let week = days >= 0 ? days / 7 : (days - 6) / 7
    return week * 5 + min(days - week * 7 + 1, 5)
  }

  /// The Monday to Friday with that count.
  fileprivate init(weekdaysSinceMonday1970 count: Int) {
    let index = count - 1
    let week = index >= 0 ? index / 5 : (index - 4) / 5
    self = Day(ordinal: 4) + (week * 7 + index - week * 5)
  }
}
