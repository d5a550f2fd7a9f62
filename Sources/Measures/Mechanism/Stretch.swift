import CivilTime

/// Days one after the other: from the first, until the day on which it is over.
///
/// Unlike a `DaySpan` it always has an end, so that stretches can be cut and added up: what goes on ends
/// after the last day of the calendar.
struct Stretch: Equatable {
  let from: Day
  /// The first day that is no longer in it.
  let until: Day

  /// The end of what has none: 31 December 9999.
  static let noEnd = Day(ordinal: 2_932_896)

  /// - Parameter until: nil, or unset, where it goes on
  init(_ from: Day, _ until: Day?) {
    self.from = from
    self.until = min(until.flatMap { $0.isSet ? $0 : nil } ?? Stretch.noEnd, Stretch.noEnd)
  }

  /// Whether it has no day: also where the two days were typed the wrong way round, or the first is not
  /// known.
  var isEmpty: Bool { !from.isSet || until <= from }

  /// The year to every day of it holds the day of an event: from that day until a year later.
  static func year(after event: Day) -> Stretch { Stretch(event, event.adding(years: 1)) }

  func clipped(to other: Stretch) -> Stretch {
    Stretch(max(from, other.from), min(until, other.until))
  }
}

extension [Stretch] {
  /// The days that are in any of them, in order, each once.
  func merged() -> [Stretch] {
    if count < 2 { return filter { !$0.isEmpty } }
    return daysWithAtLeast(1)
  }

  /// The days that are in at least so many of them, in order.
  func daysWithAtLeast(_ count: Int) -> [Stretch] {
    if self.count < count { return [] }
    var edges: [(day: Day, change: Int)] = []
    edges.reserveCapacity(self.count * 2)
    for stretch in self where !stretch.isEmpty {
      edges.append((stretch.from, 1))
      edges.append((stretch.until, -1))
    }
    edges.sort { $0.day < $1.day }
    var found: [Stretch] = []
    var held = 0
    var start: Day?
    var index = 0
    while index < edges.count {
      let day = edges[index].day
      while index < edges.count, edges[index].day == day {
        held += edges[index].change
        index += 1
      }
      if held >= count {
        start = start ?? day
      } else if let begun = start {
        found.append(Stretch(begun, day))
        start = nil
      }
    }
    return found
  }

  /// The days that are both in one of these and in one of those.
  func days(alsoIn others: [Stretch]) -> [Stretch] {
    var found: [Stretch] = []
    for one in self {
      for other in others {
        let both = one.clipped(to: other)
        if !both.isEmpty { found.append(both) }
      }
    }
    return found
  }
}
