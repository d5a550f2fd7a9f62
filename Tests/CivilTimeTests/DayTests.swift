import CivilTime
import Testing

@Suite struct DayTests {
  @Test func a_real_date_survives_reading_and_writing() throws {
    let day = try #require(Day(iso: "2026-03-31"))
    #expect(day.iso == "2026-03-31")
    #expect(day.british == "31/03/2026")
    #expect(day.spoken == "31 March 2026")
    #expect(Day(british: "31/03/2026") == day)
    #expect(day.weekday == .tuesday)
  }

  @Test func every_day_of_two_centuries_follows_the_last_and_survives_the_round_trip() throws {
    var expected = try day("1899-12-31").ordinal
    var weekday = Weekday.sunday
    var wrong: [String] = []
    for year in 1900...2100 {
      for month in 1...12 {
        let leap = year % 4 == 0 && year != 1900 && year != 2100
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        #expect(Day.length(ofMonth: month, in: year) == lengths[month - 1])
        #expect(Day(year: year, month: month, day: lengths[month - 1] + 1) == nil)
        for dayOfMonth in 1...lengths[month - 1] {
          expected += 1
          weekday = Weekday.allCases[(weekday.rawValue + 1) % 7]
          let day = try #require(Day(year: year, month: month, day: dayOfMonth))
          let same =
            day.ordinal == expected && day.parts == (year, month, dayOfMonth)
            && day.weekday == weekday && Day(iso: day.iso) == day
            && Day(british: day.british) == day
          if !same { wrong.append(day.iso) }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [(1900, false), (2000, true), (2023, false), (2024, true), (2100, false)])
  func a_leap_year_has_the_29th_of_february(year: Int, leap: Bool) {
    #expect(Day.isLeap(year: year) == leap)
    #expect((Day(year: year, month: 2, day: 29) != nil) == leap)
  }

  @Test(arguments: [
    "", " ", "2026-3-31", "2026-03-31 ", " 2026-03-31", "2026-03-3１", "２０２６-03-31", "2026-02-29",
    "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01", "2026/03/31", "31-03-2026",
    "-026-03-31",
    "+026-03-31", "2026-03-3\u{301}", "2026‑03‑31", "éééééé", "26-03-31", "2026-03-31T00:00:00Z",
  ])
  func what_is_not_exactly_a_date_is_not_read(text: String) {
    #expect(Day(iso: text) == nil)
    #expect(Day(british: text) == nil)
  }

  @Test(arguments: ["1/4/2024", "01/04/24", "29/02/2023", "31/04/2024", "01.04.2024", "00/01/2024"])
  func loose_british_dates_are_not_read(text: String) {
    #expect(Day(british: text) == nil)
  }

  @Test(arguments: [
    ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"),
    ("2023-03-31", -1, "2023-02-28"),
    ("2023-12-31", 2, "2024-02-29"), ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", -12, "2023-02-28"),
    ("2024-02-29", 48, "2028-02-29"), ("2023-05-31", 6, "2023-11-30"),
    ("2023-01-15", -1, "2022-12-15"),
    ("2023-01-15", 0, "2023-01-15"), ("2000-02-29", 1200, "2100-02-28"),
  ])
  func a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(
    from: String, months: Int, expected: String
  ) throws {
    #expect(try day(from).adding(months: months).iso == expected)
  }

  @Test(arguments: [
    ("2008-02-29", "2026-02-27", 17), ("2008-02-29", "2026-02-28", 18),
    ("2008-02-29", "2024-02-28", 15),
    ("2008-02-29", "2024-02-29", 16), ("2008-02-29", "2008-02-29", 0),
    ("2008-02-28", "2024-02-28", 16),
    ("2010-07-01", "2026-06-30", 15), ("2010-07-01", "2026-07-01", 16),
    ("2026-03-31", "2026-03-30", -1),
    ("2026-03-31", "2025-03-30", -2),
  ])
  func age_counts_the_birthday(born: String, on: String, age: Int) throws {
    let (born, on) = (try day(born), try day(on))
    #expect(born.age(on: on) == age)
  }

  @Test func a_missing_date_never_becomes_a_date_or_an_age() throws {
    let real = try day("2026-03-31")
    let unset = Day.unset
    #expect([unset + 1, unset - 1, unset + .max, unset - .min] == [unset, unset, unset, unset])
    #expect(unset.adding(months: 5) == unset)
    #expect(unset.adding(years: -5) == unset)
    #expect(unset - real == 0)
    #expect(real - unset == 0)
    #expect(real.days(since: unset) == nil)
    #expect(unset.days(since: real) == nil)
    #expect(unset.age(on: real) < 0)
    #expect(real.age(on: unset) < 0)
    #expect([unset.iso, unset.british, unset.spoken, unset.description] == ["", "", "", "unset"])
    #expect(unset < real)
    #expect(unset < real - .max)
    _ = unset.weekday
    _ = unset.parts
  }

  @Test(arguments: [
    Int.min, Int.max, Int(Int32.min), Int(Int32.max), -4_000_000_000, 4_000_000_000,
  ])
  func counting_too_far_stops_at_the_end(count: Int) throws {
    let real = try day("2026-03-31")
    for far in [real + count, real.adding(months: count), real.adding(years: count)] {
      #expect(far.isSet)
      #expect((far > real) == (count > 0))
      #expect(Day(iso: far.iso) == nil)
    }
    #expect(((real - count) > real) == (count < 0))
  }

  @Test func a_year_of_more_than_four_digits_is_written_whole() throws {
    let far = try day("9999-12-31") + 1
    #expect(far.iso == "+010000-01-01")
    #expect(far.british == "01/01/+010000")
    let first = try day("0001-01-01")
    #expect((first - 1).iso == "+000000-12-31")
    #expect(first.adding(years: -2).iso == "-000001-01-01")
  }
}

/// The day of an ISO date in a test.
func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }
