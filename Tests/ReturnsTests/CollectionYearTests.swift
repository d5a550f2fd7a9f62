import CivilTime
import Testing

@testable import Returns

@Suite struct CollectionYearTests {
  @Test(arguments: [("2017-18", 2018), ("1999-00", 2000), ("2025-26", 2026), ("2099-00", 2100)])
  func a_label_is_read_and_written(label: String, endYear: Int) throws {
    let year = try #require(CollectionYear(label))
    #expect(year.endYear == endYear)
    #expect(year.description == label)
  }

  @Test(arguments: [
    "2017-19", "2017/18", "17-18", "2017-2018", "2017-18 ", "", "2017-1８", "99999-00", "-017-18",
  ])
  func anything_else_is_no_year(label: String) {
    #expect(CollectionYear(label) == nil)
  }

  @Test func a_year_runs_from_1_april_to_31_march() throws {
    let year = try #require(CollectionYear("2017-18"))
    #expect(year.start.iso == "2017-04-01")
    #expect(year.end.iso == "2018-03-31")
  }

  @Test(arguments: [
    ("2017-03-31", "2016-17"), ("2017-04-01", "2017-18"), ("2018-03-31", "2017-18"),
    ("2000-01-01", "1999-00"),
  ])
  func a_day_lies_in_one_year(day: String, label: String) throws {
    let day = try #require(Day(iso: day))
    #expect(CollectionYear(containing: day).description == label)
    #expect(CollectionYear(containing: day).contains(day))
  }
}
