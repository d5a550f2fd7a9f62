import CivilTime
import Returns

/// Stretches of time, of which can be asked whether a day lies in one of them.
///
/// Asking takes the same few steps for ten thousand of them, so that a child with long tables is
/// checked as fast as others.
struct DaySpans {
  /// In order of the start; with each the last day of all spans up to it.
  private var spans: [(start: Int32, furthest: Int32)] = []

  init() {}

  var isEmpty: Bool { spans.isEmpty }

  /// Adds a stretch, both days included, that starts no earlier than those before it; without an end
  /// it goes on for ever.
  mutating func append(from start: CellDay, to end: CellDay) {
    guard start.isKnown else { return }
    let last = end.isKnown ? end.day.ordinal : .max
    spans.append((start.day.ordinal, max(last, spans.last?.furthest ?? last)))
  }

  func contains(_ day: CellDay) -> Bool {
    guard day.isKnown else { return false }
    // How many start on the day or before it.
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].start <= day.day.ordinal { low = middle + 1 } else { high = middle }
    }
    return low > 0 && spans[low - 1].furthest >= day.day.ordinal
  }
}

/// The periods in which a child was looked after, put together from episodes by their dates alone: a
/// period goes on until an episode starts later than the one before it ended.
struct PeriodsOfCare {
  private var spans = DaySpans()
  /// The start of the last period, where it has no end.
  private(set) var openSince: CellDay = .none

  init(_ journey: CheckedJourney) {
    var start = CellDay.none
    var end = CellDay.none
    for episode in journey.sequence {
      let began = episode.day(.DECOM)
      guard began.isKnown else { break }
      if !start.isKnown {
        start = began
      } else if began > end {
        spans.append(from: start, to: end)
        start = began
      }
      end = episode.day(.DEC)
    }
    spans.append(from: start, to: end)
    if !end.isKnown { openSince = start }
  }

  var isEmpty: Bool { spans.isEmpty }

  /// Whether the child was looked after on this day, the first and the last day included.
  func contains(_ day: CellDay) -> Bool { spans.contains(day) }
}
