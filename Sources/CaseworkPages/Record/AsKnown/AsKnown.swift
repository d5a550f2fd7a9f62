public import CivilTime
public import HTML

/// A past day's knowledge: the record as Kith knew it when that day ended.
public enum AsKnown {
  /// The name under which the day stands in the address of every page of a record.
  public static let name = "known"
  /// The name of the date in the form that asks for it.
  static let field = "on"

  /// The last moment of a day in London; nil where the day is unset.
  public static func instant(endOf day: Day) -> Instant? {
    Instant(startOf: day + 1)?.adding(milliseconds: -1)
  }

  /// Reads the day that the address of a page names; nil for none, for one that is no date, and for
  /// today or later, which are not past.
  public static func day(in text: String?, today: Day) -> Day? {
    text.flatMap { Day(iso: $0) }.flatMap { $0 < today ? $0 : nil }
  }

  /// Reads the day that was asked for; the state comes back with what is wrong with it.
  public static func day(askedIn form: FormState, today: Day) -> (day: Day?, form: FormState) {
    var form = form
    guard let day = form.day(field, called: "the day", required: true) else { return (nil, form) }
    if day >= today {
      form.refuse(field, "The day must be in the past")
      return (nil, form)
    }
    return (day, form)
  }
}
