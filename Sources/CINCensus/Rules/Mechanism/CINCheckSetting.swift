import CivilTime
public import Returns

/// What is the same for every child of a census that is being checked.
public final class CINCheckSetting: Sendable {
  /// The last day of the period; none where it is not known, so that nothing compares with it.
  public let end: CellDay
  /// The first day of the period: a year before its last, and a day.
  public let start: CellDay
  /// The last working day before the period.
  public let lastWorkingDayBefore: CellDay
  /// The first day on which an assessment may have begun that is still open at the end.
  ///
  /// 45 working days, the last day of the period being the first of them.
  public let assessmentLimit: CellDay
  /// The first day on which an enquiry may have begun that still has no conference at the end.
  ///
  /// 15 working days, reckoned likewise.
  public let enquiryLimit: CellDay

  init(referenceDate: Day?, calendar: WorkingDayCalendar) {
    let reference = referenceDate ?? .unset
    end = CellDay(reference)
    start = CellDay(reference.adding(years: -1) + 1)
    guard reference.isSet else {
      lastWorkingDayBefore = .none
      assessmentLimit = .none
      enquiryLimit = .none
      return
    }
    lastWorkingDayBefore = CellDay(calendar.lastWorkingDay(before: start.day))
    let first = calendar.firstWorkingDay(onOrAfter: reference)
    assessmentLimit = CellDay(calendar.adding(workingDays: -44, to: first))
    enquiryLimit = CellDay(calendar.adding(workingDays: -14, to: first))
  }
}
