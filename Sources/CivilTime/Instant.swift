/// A point in time: milliseconds since 1 January 1970, 00:00 UTC, without leap seconds.
///
/// Nothing here reads a clock; the time is passed in. What people see is civil time in London
/// (`inLondon`, `spoken`).
public struct Instant: Hashable, Comparable, Sendable {
  public let milliseconds: Int64

  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant so many milliseconds later, or the last that can be held.
  public func adding(milliseconds more: Int64) -> Instant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(more)
    return Instant(milliseconds: overflow ? (more < 0 ? .min : .max) : sum)
  }

  /// Milliseconds from `earlier` to this instant, or the most that can be held.
  public func milliseconds(since earlier: Instant) -> Int64 {
    let (gap, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return overflow ? (milliseconds < 0 ? .min : .max) : gap
  }
}

// MARK: - Text

extension Instant: CustomStringConvertible {
  /// Reads `2026-11-21T22:03:58.123Z`: UTC, to the millisecond, 24 bytes, nothing looser.
  public init?(iso text: some StringProtocol) {
    let text = String(text)
    let bytes = text.utf8.span
    guard bytes.count == 24, bytes[10] == UInt8(ascii: "T"), bytes[13] == .colon,
      bytes[16] == .colon, bytes[19] == UInt8(ascii: "."), bytes[23] == UInt8(ascii: "Z"),
      let day = Day(isoBytes: bytes.extracting(0..<10)),
      let hour = bytes.number(at: 11, digits: 2), hour < 24,
      let minute = bytes.number(at: 14, digits: 2), minute < 60,
      let second = bytes.number(at: 17, digits: 2), second < 60,
      let millisecond = bytes.number(at: 20, digits: 3)
    else { return nil }
    let seconds = ((Int(day.ordinal) * 24 + hour) * 60 + minute) * 60 + second
    self.init(milliseconds: Int64(seconds * 1000 + millisecond))
  }

  /// In UTC, `2026-11-21T22:03:58.123Z`; outside the years 1 to 9999 the day as `Day.iso` has it.
  public var iso: String {
    let (day, ofDay) = utc
    let (second, millisecond) = (ofDay / 1000, ofDay % 1000)
    let thousandths = (millisecond < 100 ? "0" : "") + Day.twoDigits(millisecond)
    return
      "\(day.iso)T\(Day.twoDigits(second / 3600)):\(Day.twoDigits(second / 60 % 60))"
      + ":\(Day.twoDigits(second % 60)).\(thousandths)Z"
  }

  public var description: String { iso }

  /// By the clock in London: `21 November 2026 at 10:03pm`.
  public var spoken: String { inLondon.spoken }

  /// The day and the milliseconds gone of it, in UTC.
  ///
  /// Far outside every calendar, the nearest day that can be held.
  var utc: (day: Day, milliseconds: Int) {
    let perDay = 86_400_000
    let total = Int(milliseconds)
    let ofDay = ((total % perDay) + perDay) % perDay
    let days = total / perDay - (total % perDay < 0 ? 1 : 0)
    return (Day(ordinal: 0) + days, ofDay)
  }
}
