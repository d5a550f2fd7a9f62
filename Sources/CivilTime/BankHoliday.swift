/// A day on which England and Wales do not work, by law or proclamation.
public struct BankHoliday: Hashable, Sendable {
  /// Where the date comes from.
  public enum Status: String, Hashable, Sendable {
    /// On the government's published list.
    case published
    /// Worked out by rule; for years to come a proclamation can still add to it or move it.
    case calculated
  }

  public let day: Day
  public let name: String
  public let status: Status
}

// MARK: - By rule

extension BankHoliday {
  /// The bank holidays of a year by rule, in order: Banking and Financial Dealings Act 1971, the
  /// proclamations that have become custom (New Year's Day from 1974, early May from 1978, a
  /// weekday in place of one at a weekend), and the single days proclaimed up to 2007.
  ///
  /// None before 1971.
  static func calculated(in year: Int) -> [BankHoliday] {
    guard (1971...9999).contains(year) else { return [] }
    var found: [BankHoliday] = []
    func add(_ name: String, _ day: Day?) {
      guard let day else { return }
      found.append(BankHoliday(day: day, name: name, status: .calculated))
    }
    func date(_ month: Int, _ day: Int) -> Day? { Day(year: year, month: month, day: day) }

    if year >= 1974 { add("New Year's Day", date(1, 1)?.nextWeekday) }
    let easter = Day.easterSunday(in: year)
    add("Good Friday", easter - 2)
    add("Easter Monday", easter + 1)
    switch year {
    case ..<1978: break
    // The fiftieth anniversary of the end of the war in Europe.
    case 1995: add("Early May bank holiday", date(5, 8))
    default: add("Early May bank holiday", date(5, 1)?.onOrAfter(.monday))
    }
    switch year {
    // Moved to make a long weekend with the Golden Jubilee.
    case 2002: add("Spring bank holiday", date(6, 4))
    default: add("Spring bank holiday", date(5, 31)?.onOrBefore(.monday))
    }
    add("Summer bank holiday", date(8, 31)?.onOrBefore(.monday))
    let (christmas, boxing) = christmasAndBoxingDay(in: year)
    add("Christmas Day", christmas)
    add("Boxing Day", boxing)
    for (month, day, name) in onceOnly[year] ?? [] { add(name, date(month, day)) }
    return found.sorted { $0.day < $1.day }
  }

  /// Each keeps its day on a weekday; otherwise the next weekday that is not the other's.
  private static func christmasAndBoxingDay(in year: Int) -> (Day?, Day?) {
    guard let day = Day(year: year, month: 12, day: 25) else { return (nil, nil) }
    switch day.weekday {
    case .friday: return (day, day + 3)
    case .saturday: return (day + 2, day + 3)
    // Boxing Day is itself the Monday, so the day in place of Christmas Day is the Tuesday.
    case .sunday: return (day + 2, day + 1)
    default: return (day, day + 1)
    }
  }

  private static let onceOnly: [Int: [(month: Int, day: Int, name: String)]] = [
    1973: [(11, 14, "Wedding of Princess Anne")],
    1977: [(6, 7, "Silver Jubilee")],
    1981: [(7, 29, "Wedding of the Prince of Wales")],
    1999: [(12, 31, "Millennium bank holiday")],
    2002: [(6, 3, "Golden Jubilee")],
  ]
}

extension Day {
  /// Easter Sunday of a year in the Gregorian calendar.
  ///
  /// Source: the anonymous algorithm in Nature, 20 April 1876, as given by J. Meeus, Astronomical
  /// Algorithms, chapter 8.
  public static func easterSunday(in year: Int) -> Day {
    let goldenNumber = year % 19
    let (century, yearOfCentury) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * goldenNumber + century - century / 4 - correction + 15) % 30
    let toSunday =
      (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
    let late = (goldenNumber + 11 * epact + 22 * toSunday) / 451
    let count = epact + toSunday - 7 * late + 114
    return Day(year: year, month: count / 31, day: count % 31 + 1) ?? .unset
  }

  fileprivate var nextWeekday: Day { weekday.isWeekend ? onOrAfter(.monday) : self }
}
