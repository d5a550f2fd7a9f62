import CivilTime
import Testing

@Suite struct WorkingDayCalendarTests {
  /// Built once: a suite is made anew for each of its cases.
  static let england = Result { try WorkingDayCalendar.england() }
  let calendar: WorkingDayCalendar

  init() throws { calendar = try Self.england.get() }

  @Test(arguments: [
    // Christmas 2025: Thursday and Friday, then the weekend.
    ("2025-12-24", 1, "2025-12-29"), ("2025-12-24", 4, "2026-01-02"),
    ("2025-12-23", 10, "2026-01-09"),
    // Christmas 2026: Friday, and Monday in place of Saturday.
    ("2026-12-24", 1, "2026-12-29"), ("2026-12-24", 3, "2026-12-31"),
    ("2026-12-24", 4, "2027-01-04"),
    ("2021-12-24", 1, "2021-12-29"), ("2022-12-23", 1, "2022-12-28"),
    // Easter, and an event at a weekend or on a bank holiday.
    ("2024-03-28", 1, "2024-04-02"), ("2024-03-30", 1, "2024-04-02"),
    ("2024-04-01", 1, "2024-04-02"),
    ("2026-11-21", 1, "2026-11-23"), ("2026-11-20", 1, "2026-11-23"),
    ("2026-11-20", 45, "2027-01-27"),
    ("2022-09-16", 1, "2022-09-20"), ("2020-05-07", 1, "2020-05-11"),
    ("2026-11-21", 0, "2026-11-21"), ("2026-11-23", -1, "2026-11-20"),
    ("2026-11-21", -1, "2026-11-20"),
    ("2026-11-22", -2, "2026-11-19"), ("2025-01-02", -1, "2024-12-31"),
  ])
  func the_day_of_the_event_is_day_0(from: String, count: Int, due: String) throws {
    #expect(calendar.adding(workingDays: count, to: try day(from)).iso == due)
  }

  @Test(arguments: [
    ("2023-03-31", 44, "2023-01-30"), ("2026-03-31", 44, "2026-01-28"),
    ("2026-03-31", 14, "2026-03-11"),
  ])
  func counting_back_from_the_end_of_a_census_year(from: String, count: Int, start: String) throws {
    #expect(calendar.adding(workingDays: -count, to: try day(from)).iso == start)
  }

  @Test(arguments: [
    ("2022-04-01", "2022-03-31"), ("2023-04-01", "2023-03-31"), ("2024-04-01", "2024-03-28"),
    ("2025-04-01", "2025-03-31"), ("2026-04-01", "2026-03-31"),
  ])
  func the_last_working_day_before_a_census_year(start: String, expected: String) throws {
    #expect(calendar.lastWorkingDay(before: try day(start)).iso == expected)
  }

  @Test func a_free_day_rolls_forward_to_the_next_working_day() throws {
    #expect(calendar.firstWorkingDay(onOrAfter: try day("2024-03-29")).iso == "2024-04-02")
    #expect(calendar.firstWorkingDay(onOrAfter: try day("2024-04-02")).iso == "2024-04-02")
  }

  @Test func counting_and_adding_agree_with_stepping_day_by_day() throws {
    for start in ["1970-12-20", "1999-12-24", "2024-12-20", "2028-12-20", "2100-12-20"] {
      let from = try day(start)
      var count = 0
      for offset in 1...400 {
        let to = from + offset
        if calendar.isWorkingDay(to) {
          count += 1
          #expect(calendar.adding(workingDays: count, to: from) == to)
        }
        #expect(calendar.workingDays(from: from, to: to) == count)
        #expect(calendar.workingDays(from: to, to: from) == -count)
      }
      var back = 0
      for offset in 1...400 where calendar.isWorkingDay(from - offset) {
        back += 1
        #expect(calendar.adding(workingDays: -back, to: from) == from - offset)
      }
    }
  }

  @Test func a_date_far_off_or_missing_does_no_harm() throws {
    let early = try day("0001-01-01")
    let late = try day("9999-12-31")
    #expect(try [day("1971-01-01"), day("2100-12-31")].allSatisfy(calendar.covers))
    #expect(
      try ![early, late, day("1970-12-31"), day("2101-01-01")].contains(where: calendar.covers))
    #expect(calendar.workingDays(from: early, to: late) > 2_600_000)
    #expect(calendar.adding(workingDays: 5, to: late) == late + 7)
    #expect(calendar.adding(workingDays: .max, to: late).isSet)
    #expect(calendar.adding(workingDays: .min, to: early).isSet)
    #expect(calendar.adding(workingDays: 3, to: .unset) == .unset)
    #expect(calendar.workingDays(from: .unset, to: late) == 0)
    #expect(!calendar.isWorkingDay(.unset))
    #expect(!calendar.covers(.unset))
  }
}
