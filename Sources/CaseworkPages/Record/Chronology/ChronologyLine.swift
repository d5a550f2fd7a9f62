import CareRecord
import CivilTime

/// One entry of the chronology as it is shown.
struct ChronologyLine: Hashable, Sendable {
  struct Text: Hashable, Sendable {
    let label: String
    let words: String
  }

  let fact: FactID
  let kindName: String
  let kind: String
  let headline: String
  let dates: RecordedDates
  /// What people wrote.
  let texts: [Text]
  /// "Recorded 12 days later"; nil where it was recorded in time, or where it came from a system.
  let late: String?
  let isCorrected: Bool

  var isOngoing: Bool { dates.isSpan && dates.to == nil }
  /// How much there is to read.
  var length: Int { texts.reduce(0) { $0 + $1.words.utf8.count } }
}
