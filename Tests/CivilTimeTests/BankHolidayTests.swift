import Foundation
import Testing

@testable import CivilTime

@Suite struct BankHolidayTests {
  /// Built once: a suite is made anew for each of its cases.
  static let england = Result { try WorkingDayCalendar.england() }
  let calendar: WorkingDayCalendar

  init() throws { calendar = try Self.england.get() }

  static func file() throws -> [BankHoliday] {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/CivilTime/Resources/bank-holidays-england.csv")
    return try BankHolidayFile.read(String(contentsOf: url, encoding: .utf8), name: "list")
  }

  /// The Book of Common Prayer's table for 1900 to 2199: the paschal full moon by golden number, as
  /// days after 21 March.
  ///
  /// Easter is the Sunday after it.
  static let fullMoons = [
    24, 13, 2, 21, 10, 28, 18, 7, 26, 15, 4, 23, 12, 1, 20, 9, 27, 17, 6,
  ]

  @Test(arguments: 1900...2100)
  func easter_is_where_the_prayer_book_has_it(year: Int) throws {
    let equinox = try #require(Day(year: year, month: 3, day: 21))
    let fullMoon = equinox + Self.fullMoons[year % 19]
    #expect(Day.easterSunday(in: year) == (fullMoon + 1).onOrAfter(.sunday))
  }

  @Test func every_holiday_of_the_file_is_one_and_no_other_day_of_its_years() throws {
    let listed = try Self.file()
    #expect(listed.count == 173)
    for holiday in listed {
      #expect(calendar.holiday(on: holiday.day) == holiday)
      #expect(!calendar.isWorkingDay(holiday.day))
      #expect(!holiday.day.weekday.isWeekend)
      #expect(holiday.status == (holiday.day.year < 2012 ? .calculated : .published))
    }
    let days = Set(listed.map(\.day))
    for ordinal in try day("2008-01-01").ordinal...day("2028-12-31").ordinal {
      let day = Day(ordinal: ordinal)
      #expect(calendar.isWorkingDay(day) == (!days.contains(day) && !day.weekday.isWeekend))
    }
  }

  @Test func the_rule_gives_the_published_days_but_for_those_proclaimed_for_one_year() throws {
    let moved: [Int: (added: Set<String>, gone: Set<String>)] = [
      2011: (["2011-04-29"], []), 2012: (["2012-06-04", "2012-06-05"], ["2012-05-28"]),
      2020: (["2020-05-08"], ["2020-05-04"]),
      2022: (["2022-06-02", "2022-06-03", "2022-09-19"], ["2022-05-30"]),
      2023: (["2023-05-08"], []),
    ]
    let listed = try Self.file()
    for year in 2008...2028 {
      let byRule = Set(BankHoliday.calculated(in: year).map(\.day.iso))
      let byList = Set(listed.filter { $0.day.year == year }.map(\.day.iso))
      #expect(byList.subtracting(byRule) == moved[year]?.added ?? [])
      #expect(byRule.subtracting(byList) == moved[year]?.gone ?? [])
    }
  }

  @Test(arguments: [
    ("1995-05-08", "Early May bank holiday"), ("1999-12-31", "Millennium bank holiday"),
    ("1999-12-28", "Boxing Day"), ("1999-12-27", "Christmas Day"), ("2000-01-03", "New Year's Day"),
    ("2002-06-03", "Golden Jubilee"), ("2002-06-04", "Spring bank holiday"),
    ("2005-01-03", "New Year's Day"), ("2005-12-27", "Christmas Day"), ("2005-12-26", "Boxing Day"),
    ("2029-03-30", "Good Friday"), ("2029-04-02", "Easter Monday"), ("2038-04-26", "Easter Monday"),
    ("2033-12-26", "Boxing Day"), ("2033-12-27", "Christmas Day"), ("2032-12-27", "Christmas Day"),
    ("1977-06-07", "Silver Jubilee"), ("1976-08-30", "Summer bank holiday"),
  ])
  func years_outside_the_file_are_worked_out_and_say_so(iso: String, name: String) throws {
    let holiday = try #require(calendar.holiday(on: day(iso)))
    #expect(holiday.name == name)
    #expect(holiday.status == .calculated)
  }

  @Test(arguments: ["1973-01-01", "1977-05-02", "1995-05-01", "2002-05-27", "2004-12-29"])
  func a_day_not_yet_or_not_that_year_a_holiday_is_worked(iso: String) throws {
    #expect(calendar.isWorkingDay(try day(iso)))
  }

  static let header = "date,title,notes,source\n"

  @Test(arguments: [
    ("", 1, "header"), ("day,name\n", 1, "header"), (header, 2, "date"),
    (header + "2026-12-25,Christmas Day,,GOV.UK,\n", 2, "row"), (header + "rubbish\n", 2, "row"),
    (header + "2026-12-25,Christmas Day,,GOV.UK\n25/12/2027,Christmas Day,,GOV.UK\n", 3, "date"),
    (header + "2026-12-25,A,,GOV.UK\n2026-12-25,B,,GOV.UK\n", 3, "date"),
    (header + "2026-12-25,,,GOV.UK\n", 2, "title"),
    (header + "2026-12-25,A,,hearsay\n", 2, "source"),
    (header + "2026-12-25,Christmas Day,,GOV.UK\n", 3, "date"),
  ])
  func a_list_that_cannot_be_trusted_is_refused_by_line_and_field(
    text: String, line: Int, field: String
  ) throws {
    let error = try #require(throws: BankHolidayFileError.self) {
      try BankHolidayFile.read(text, name: "list.csv")
    }
    #expect(error.line == line)
    #expect(error.field == field)
    #expect(error.description.hasPrefix("list.csv, line \(line), \(field): found "))
  }
}
