import CivilTime
import Testing

@Suite struct PartialDayTests {
  @Test(arguments: [
    ("17/05/2010", "17 May 2010", "2010-05-17", "2010-05-17"),
    ("zz/05/2010", "May 2010", "2010-05-01", "2010-05-31"),
    ("ZZ/02/2012", "February 2012", "2012-02-01", "2012-02-29"),
    ("zz/zz/2010", "2010", "2010-01-01", "2010-12-31"),
    ("31/zz/2010", "day 31 of an unknown month in 2010", "2010-01-31", "2010-12-31"),
    ("zz/zz/zzzz", "not known", "", ""),
    ("17/05/zzzz", "17 May of an unknown year", "", ""),
    ("29/02/ZZZZ", "29 February of an unknown year", "", ""),
  ])
  func known_parts_are_read_and_the_text_is_kept(
    text: String, spoken: String, earliest: String, latest: String
  ) throws {
    let partial = try #require(PartialDay(text))
    #expect(partial.text == text)
    #expect(partial.description == text)
    #expect(partial.spoken == spoken)
    #expect((partial.earliest?.iso ?? "") == earliest)
    #expect((partial.latest?.iso ?? "") == latest)
    #expect((partial.day != nil) == partial.isWhole)
  }

  @Test(arguments: [
    "", "zz/zz/zz", "zz-05-2010", "z5/05/2010", "zz/5/2010", "zz/13/2010", "31/02/zzzz",
    "30/02/zzzz",
    "29/02/2023", "zz/05/201z", "00/05/2010", "32/zz/2010", "zz/05/0000", " zz/05/2010",
    "yy/05/2010",
    "zz/05/2010 ", "ｚz/05/201", "::/05/2010",
  ])
  func anything_looser_is_refused(text: String) {
    #expect(PartialDay(text) == nil)
  }

  @Test func a_whole_day_is_a_partial_day_with_nothing_missing() throws {
    #expect(PartialDay(try day("2010-05-17"))?.text == "17/05/2010")
    #expect(PartialDay(Day.unset) == nil)
  }
}
