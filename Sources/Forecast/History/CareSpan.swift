public import CivilTime

/// A stretch of a child's time in care in one home: an episode of the SSDA903 return, or a placement
/// of the record.
public struct CareSpan: Hashable, Sendable {
  /// Tells one child's spans from another's; is shown nowhere.
  public let child: String
  public let born: Day
  public let home: HomeKind
  /// The code of the SSDA903 return; short breaks (V3, V4) are not counted as being in care.
  public let legalStatus: String
  public let start: Day
  /// The day it ended; nil while it goes on.
  public let end: Day?
  /// The code of why it ended (REC), where it is known.
  public let reasonEnded: String
  /// Where the child lived before care.
  public let cameFrom: District
  /// Where the home is.
  public let lives: District

  public init(
    child: String, born: Day, home: HomeKind, legalStatus: String, start: Day, end: Day?,
    reasonEnded: String = "", cameFrom: District = .notRecorded, lives: District = .notRecorded
  ) {
    self.child = child
    self.born = born
    self.home = home
    self.legalStatus = legalStatus
    self.start = start
    self.end = end?.isSet == true ? end : nil
    self.reasonEnded = reasonEnded
    self.cameFrom = cameFrom
    self.lives = lives
  }

  /// A series of short breaks, which every published count leaves out.
  public var isShortBreak: Bool { legalStatus == "V3" || legalStatus == "V4" }

  /// The child went home to parents (E4 of earlier years, E4A and E4B).
  var endedAtHome: Bool { ["E4", "E4A", "E4B"].contains(reasonEnded) }
}

/// A month, counted from January of the year 0.
struct Month: Hashable, Comparable, Sendable {
  let number: Int

  init(number: Int) { self.number = number }

  init(_ day: Day) {
    let parts = day.parts
    number = parts.year * 12 + parts.month - 1
  }

  /// Its last day.
  var end: Day {
    let (year, month) = (number / 12, number % 12 + 1)
    return Day(year: year, month: month, day: Day.length(ofMonth: month, in: year)) ?? .unset
  }

  /// 0 for January.
  var ofYear: Int { number % 12 }

  static func < (left: Month, right: Month) -> Bool { left.number < right.number }
  static func + (month: Month, count: Int) -> Month { Month(number: month.number + count) }
  static func - (later: Month, earlier: Month) -> Int { later.number - earlier.number }
}
