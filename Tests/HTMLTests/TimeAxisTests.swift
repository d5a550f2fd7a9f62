import CivilTime
import Testing

@testable import HTML

@Suite struct TimeAxisTests {
  private func axis(_ first: String, _ last: String) throws -> TimeAxis {
    TimeAxis(
      from: try #require(Day(iso: first)), to: try #require(Day(iso: last)), start: 10, length: 920)
  }

  @Test(arguments: [
    ("2026-03-04", "2026-03-04", "23 Feb 2026", "16 Mar 2026", 4),
    ("2026-03-04", "2026-05-01", "9 Mar 2026", "27 Apr 2026", 8),
    ("2025-06-10", "2026-03-31", "Jul 2025", "Mar 2026", 9),
    ("2023-01-01", "2026-03-31", "Jan 2023", "Jan 2026", 7),
    ("2019-02-11", "2026-03-31", "2020", "2026", 7),
    ("1966-05-01", "2026-05-01", "1970", "2025", 12),
    ("1900-01-01", "2026-01-01", "1900", "2020", 13),
  ])
  func ticks_are_round_dates_that_fit(
    first: String, last: String, firstLabel: String, lastLabel: String, count: Int
  ) throws {
    let axis = try axis(first, last)
    let ticks = axis.ticks
    #expect(ticks.first?.label == firstLabel)
    #expect(ticks.last?.label == lastLabel)
    #expect(ticks.count == count)
    for (tick, next) in zip(ticks, ticks.dropFirst()) {
      #expect(axis.x(next.day) - axis.x(tick.day) >= 50)
    }
    #expect(ticks.allSatisfy { $0.day >= axis.first && $0.day <= axis.last })
  }

  @Test func the_ends_of_the_axis_are_its_first_and_last_day() throws {
    let axis = try axis("2019-02-11", "2026-03-31")
    #expect(axis.x(axis.first) == 10)
    #expect(axis.x(axis.last) == 930)
  }

  @Test func a_single_day_lies_in_the_middle_of_a_month() throws {
    let axis = try axis("2026-03-04", "2026-03-04")
    #expect(axis.last - axis.first == 30)
    #expect(axis.x(try #require(Day(iso: "2026-03-04"))) == 470)
  }

  @Test func the_last_years_of_the_calendar_end_the_ticks() throws {
    #expect(try axis("9990-01-01", "9999-12-31").ticks.last?.label == "9999")
  }
}
