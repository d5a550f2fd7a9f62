import CivilTime
import HTML
import OutcomePages
import Testing

@Suite struct OutcomeLinkTests {
  @Test func who_is_counted_is_asked_for_an_indicator_and_a_day() throws {
    let day = try #require(Day(year: 2026, month: 3, day: 31))
    #expect(
      Link.whoIsIn("factorRate.neglect", at: day).text
        == "/outcomes/factorRate.neglect/children?at=2026-03-31")
  }
}
