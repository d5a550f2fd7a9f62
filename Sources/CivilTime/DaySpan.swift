/// A stretch of days: from the day something began to the day it ended.
///
/// The day it ended is not part of it: on that day the next one begins. So SSDA903 episodes, legal
/// statuses and placements follow each other without a gap or a day counted twice (the child moved
/// on 4 March: the first placement ends on 4 March, the second begins on 4 March and has the day).
/// What began and ended on one day holds no day.
///
/// An end that is nil is still to come. A start that is unset is not known, and lies before every
/// day. Where the two dates are typed the wrong way round they are kept as typed, and the span holds
/// no day.
public struct DaySpan: Hashable, Sendable {
  /// The first day; unset where it is not known.
  public let from: Day
  /// The day it ended, which is no longer in it; nil while it goes on.
  public let to: Day?

  /// The span from a day to a day; an unset end counts as none.
  public init(from: Day, to: Day?) {
    self.from = from
    self.to = to?.isSet == true ? to : nil
  }

  public var isOpen: Bool { to == nil }

  /// The end comes before the start: one of the two dates is wrong.
  public var isReversed: Bool {
    guard let to else { return false }
    return to < from
  }

  /// Whether it was going on when the day closed: `from` counts, `to` does not.
  public func contains(_ day: Day) -> Bool {
    guard day.isSet, from <= day else { return false }
    guard let to else { return true }
    return day < to
  }

  /// Whether the two have a day in common.
  public func overlaps(_ other: DaySpan) -> Bool {
    guard !isReversed, !other.isReversed else { return false }
    let start = max(from, other.from)
    return ends(after: start) && other.ends(after: start)
  }

  /// Whether the two have a day in common or meet: one ends on the day the other begins.
  ///
  /// A span that began and ended on one day touches whatever holds, begins or ends on that day.
  public func touches(_ other: DaySpan) -> Bool {
    guard !isReversed, !other.isReversed else { return false }
    let start = max(from, other.from)
    return start <= (to ?? start) && start <= (other.to ?? start)
  }

  /// Days from start to end, which is the number of nights; negative when reversed.
  ///
  /// Nil while it goes on or where the start is not known.
  public var lengthInDays: Int? { to?.days(since: from) }

  /// The part inside `bounds`, or nil where there is none.
  ///
  /// What began and ended on one day stays whole if `bounds` holds that day; a part that only
  /// touches an edge is none.
  public func clipped(to bounds: DaySpan) -> DaySpan? {
    if let to, to == from { return bounds.contains(from) ? self : nil }
    guard overlaps(bounds) else { return nil }
    let ends = [to, bounds.to].compactMap { $0 }
    return DaySpan(from: max(from, bounds.from), to: ends.min())
  }

  private func ends(after day: Day) -> Bool {
    guard let to else { return true }
    return to > day
  }
}
