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
}
