public import CivilTime

extension SeededRandom {
  /// A day from `first` to `last`, both included, each equally likely; `first` where `last` is not
  /// after it.
  public mutating func day(from first: Day, to last: Day) -> Day {
    first + below((last.days(since: first) ?? 0) + 1)
  }

  /// A working day from `first` to `last`, both included, each equally likely; where there is none,
  /// the first after.
  public mutating func workingDay(
    from first: Day, to last: Day, in calendar: WorkingDayCalendar
  ) -> Day {
    let count = calendar.workingDays(from: first - 1, to: last)
    return calendar.adding(workingDays: 1 + below(count), to: first - 1)
  }
}
