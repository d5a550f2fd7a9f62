/// What calendar and clock show in London: the civil day and the time of day.
public struct LondonTime: Hashable, Sendable {
  public let day: Day
  /// 0 to 23.
  public let hour: Int
  /// 0 to 59.
  public let minute: Int
  /// 0 to 59.
  public let second: Int
  /// Whether the clock stands an hour ahead of UTC.
  ///
  /// It tells apart the two passes of the hour that comes twice each October.
  public let isSummerTime: Bool

  /// As people read it: `21 November 2026 at 10:03pm`.
  public var spoken: String {
    let twelve = hour % 12 == 0 ? 12 : hour % 12
    return "\(day.spoken) at \(twelve):\(Day.twoDigits(minute))\(hour < 12 ? "am" : "pm")"
  }
}

extension Instant {
  /// Day and time in London at this instant.
  public var inLondon: LondonTime {
    let isSummer = SummerTime.holds(at: self)
    let (day, milliseconds) = adding(milliseconds: isSummer ? SummerTime.ahead : 0).utc
    let seconds = milliseconds / 1000
    return LondonTime(
      day: day, hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60,
      isSummerTime: isSummer)
  }

  /// When London's calendar and clock show this: nil where they never do (the hour left out in
  /// March, 24:00, an unset day).
  ///
  /// In the hour that comes twice in October, the first pass.
  public init?(london day: Day, hour: Int, minute: Int, second: Int = 0) {
    guard day.isSet, (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    let seconds = Int64((Int(day.ordinal) * 24 + hour) * 60 + minute) * 60 + Int64(second)
    let winter = Instant(milliseconds: seconds * 1000)
    let summer = winter.adding(milliseconds: -SummerTime.ahead)
    if SummerTime.holds(at: summer) {
      self = summer
    } else if !SummerTime.holds(at: winter) {
      self = winter
    } else {
      return nil
    }
  }

  /// The first moment of a day in London; nil where it is unset.
  public init?(startOf day: Day) { self.init(london: day, hour: 0, minute: 0) }
}

/// When clocks in the United Kingdom stand an hour ahead of UTC.
///
/// From 1996: last Sunday of March to last Sunday of October, both at 01:00 UTC (Directive
/// 2000/84/EC and its forerunner; Summer Time Order 2002, SI 2002/262). Before that the yearly
/// orders, which follow the patterns below; from 18 February 1968 to 31 October 1971 the clocks
/// stayed ahead (British Standard Time Act 1968). Earlier instants are given in Greenwich time.
/// A later change of the law is not known here: dates to come are as the law stands.
enum SummerTime {
  static let ahead: Int64 = 3_600_000

  static func holds(at instant: Instant) -> Bool {
    let (day, milliseconds) = instant.utc
    let (year, month, _) = day.parts
    guard year >= 1972 else {
      return instant >= stayedAhead.from && instant < stayedAhead.to
    }
    switch month {
    case 4...9: return true
    case 3, 10:
      let change = dayOfChange(month: month, year: year)
      let changed =
        day > change || (day == change && milliseconds >= (year < 1981 ? 2 : 1) * 3_600_000)
      return month == 3 ? changed : !changed
    default: return false
    }
  }

  /// The Sunday in March or October on which the clocks change, 1972 on.
  private static func dayOfChange(month: Int, year: Int) -> Day {
    let first =
      switch (month, year) {
      case (3, ..<1981): 16
      case (10, ..<1990): 23
      case (10, ..<1996): 22
      default: 25
      }
    return (Day(year: year, month: month, day: first) ?? .unset).onOrAfter(.sunday)
  }

  // 18 February 1968 and 31 October 1971, both at 02:00 UTC.
  private static let stayedAhead = (
    from: Instant(milliseconds: -59_004_000_000), to: Instant(milliseconds: 57_722_400_000)
  )
}
