public import CivilTime

/// The date in a cell as a rule compares it: every comparison with a date that is missing or cannot
/// be read is false.
///
/// So `!(end >= start)` is true where either is missing, and is not the same as `end < start`. The
/// rule books are worded with that in mind.
@frozen public struct CellDay: Sendable {
  /// Days since 1 January 1970; the least number where there is no date.
  @usableFromInline let ordinal: Int32

  @inlinable @inline(__always)
  init(ordinal: Int32) { self.ordinal = ordinal }

  /// An unset day is no date.
  public init(_ day: Day) { ordinal = day.ordinal }

  public var day: Day { Day(ordinal: ordinal) }

  /// No date, or none that can be read.
  @inlinable public static var none: CellDay { CellDay(ordinal: .min) }

  /// Whether there is a date that can be read.
  @inlinable public var isKnown: Bool { ordinal != .min }

  @inlinable @inline(__always)
  public static func < (left: CellDay, right: CellDay) -> Bool {
    left.ordinal < right.ordinal && left.isKnown
  }

  @inlinable @inline(__always)
  public static func <= (left: CellDay, right: CellDay) -> Bool {
    left.ordinal <= right.ordinal && left.isKnown
  }

  @inlinable @inline(__always)
  public static func > (left: CellDay, right: CellDay) -> Bool { right < left }

  @inlinable @inline(__always)
  public static func >= (left: CellDay, right: CellDay) -> Bool { right <= left }

  @inlinable @inline(__always)
  public static func == (left: CellDay, right: CellDay) -> Bool {
    left.ordinal == right.ordinal && left.isKnown
  }

  /// True also where either side is missing.
  @inlinable @inline(__always)
  public static func != (left: CellDay, right: CellDay) -> Bool { !(left == right) }

  /// Whether both are the same day or both are missing.
  @inlinable public func isSame(as other: CellDay) -> Bool { ordinal == other.ordinal }

  /// Whether the day lies within these two, both included.
  @inlinable public func isWithin(_ start: CellDay, _ end: CellDay) -> Bool {
    start <= self && self <= end
  }

  public static func + (day: CellDay, days: Int) -> CellDay { CellDay(day.day + days) }
  public static func - (day: CellDay, days: Int) -> CellDay { CellDay(day.day - days) }

  /// Whole days from `earlier` to this day; nil where either is missing.
  public func days(since earlier: CellDay) -> Int? { day.days(since: earlier.day) }

  /// The anniversary: from 29 February it is 28 February in a common year.
  public func adding(years: Int) -> CellDay { CellDay(day.adding(years: years)) }

  public func adding(months: Int) -> CellDay { CellDay(day.adding(months: months)) }

  /// The earlier and the later of two days that are both known; the known one otherwise.
  public static func earlier(_ one: CellDay, _ other: CellDay) -> CellDay {
    !one.isKnown || other < one ? other : one
  }

  public static func later(_ one: CellDay, _ other: CellDay) -> CellDay {
    !one.isKnown || other > one ? other : one
  }
}
