import CivilTime

/// What every family of an authority has in common.
struct Setting: Sendable {
  let seed: UInt64
  /// The first and the last day of the years that are told.
  let firstDay: Day
  let lastDay: Day
  /// Whether visits and case notes are told too.
  let casework: Bool
  let versions: SimulatedVersions
  let authorityNumber: Int
  let help: HelpChances
  let care: CareChances
  let names: FictionalNames
  let sentences: Sentences
  let calendar: WorkingDayCalendar

  /// The authority in pupil numbers: its own or, where England has no such authority, Bedfordshire,
  /// which ended in 2009, so that no child of today has such a number.
  ///
  /// Source: CIN census, rule 1530, which accepts 820.
  var pupilNumberAuthority: Int { Self.isMadeUp(authorityNumber) ? 820 : authorityNumber }

  /// England's authorities have numbers from 201 to 943.
  private static func isMadeUp(_ number: Int) -> Bool { !(201...943).contains(number) }

  /// The independent sequences of draws that one seed has.
  enum Stream: UInt64 {
    case size, outline, story, shared, recording, writing, identifier, home
  }

  /// The draws of a family, a home or a worker, by number; `part` parts them further.
  func random(_ stream: Stream, _ number: Int, part: Int = 0) -> SeededRandom {
    let place = UInt64(truncatingIfNeeded: number) << 32 | UInt64(part & 0xFF_FFFF) << 8
    return SeededRandom(seed: seed, stream: place | stream.rawValue)
  }
}
