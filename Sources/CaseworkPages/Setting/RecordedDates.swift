public import CareRecord
public import CivilTime

/// The dates of something, as they are recorded: never mended, never left out.
public struct RecordedDates: Hashable, Sendable {
  public let from: Day
  public let to: Day?
  public let isSpan: Bool
  /// It began before `from`, on a day that is not known.
  public let beganEarlier: Bool

  public init(_ occurrence: Occurrence, beganEarlier: Bool = false) {
    from = occurrence.from
    to = occurrence.to.flatMap { $0.isSet ? $0 : nil }
    isSpan = occurrence.isSpan
    self.beganEarlier = beganEarlier
  }

  public init(from: Day, to: Day?, beganEarlier: Bool = false) {
    self.init(.span(from: from, to: to), beganEarlier: beganEarlier)
  }

  /// The two dates cannot both be right.
  public var isContradictory: Bool {
    guard isSpan, from.isSet, let to else { return false }
    return to < from
  }

  /// What stands beside dates that contradict each other.
  public static let contradiction = "The end is before the start"

  /// "3 March 2025", "since before 13 September 2017", "3 March 2025 to 5 May 2025".
  public var words: String {
    guard isSpan else { return from.isSet ? from.spoken : "date not recorded" }
    guard let to else {
      return from.isSet
        ? "since \(beganEarlier ? "before " : "")\(from.spoken)" : "start not recorded"
    }
    return from.isSet
      ? "\(beganEarlier ? "before " : "")\(from.spoken) to \(to.spoken)"
      : "start not recorded, to \(to.spoken)"
  }

  /// Whole days from the start until a day; nil where that cannot be said.
  func days(until day: Day) -> Int? {
    guard from.isSet, from <= day, !isContradictory else { return nil }
    return day - from
  }
}

extension Fact {
  /// When it happened, with what is said of its beginning; nil for what has no time.
  var recordedDates: RecordedDates? {
    occurred.map {
      RecordedDates(
        $0, beganEarlier: Self.self == CarePeriod.self && (self as? CarePeriod)?.earlierStart != nil
      )
    }
  }
}
