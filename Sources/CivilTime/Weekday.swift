/// A day of the week, Monday first.
public enum Weekday: Int, CaseIterable, Sendable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  public var isWeekend: Bool { self == .saturday || self == .sunday }
}

extension Day {
  /// The day of the week; it means nothing on an unset day.
  public var weekday: Weekday {
    // 1 January 1970 was a Thursday.
    let index = (Int(ordinal) + 3) % 7
    return Weekday(rawValue: index < 0 ? index + 7 : index) ?? .monday
  }

  /// This day if it falls on that weekday, or the next that does.
  public func onOrAfter(_ weekday: Weekday) -> Day {
    self + (weekday.rawValue - self.weekday.rawValue + 7) % 7
  }

  /// This day if it falls on that weekday, or the last before it that did.
  public func onOrBefore(_ weekday: Weekday) -> Day {
    self - (self.weekday.rawValue - weekday.rawValue + 7) % 7
  }
}
