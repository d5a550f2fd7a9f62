import CivilTime

/// Whether something was recorded late: more than five working days after it happened.
struct Lateness: Hashable, Sendable {
  let workingDays: Int

  /// Nil where it is in time.
  init?(of happened: Day, recorded: Day, _ calendar: WorkingDayCalendar) {
    let workingDays = calendar.workingDays(from: happened, to: recorded)
    guard happened.isSet, workingDays > Chronology.workingDaysInTime else { return nil }
    self.workingDays = workingDays
  }
}
