import CivilTime
import Testing

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z", Int64(0)), ("2026-11-21T22:03:58.123Z", 1_795_298_638_123),
    ("1969-12-31T23:59:59.999Z", -1), ("2000-02-29T12:00:00.005Z", 951_825_600_005),
    ("0001-01-01T00:00:00.000Z", -62_135_596_800_000),
    ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
  ])
  func an_instant_survives_reading_and_writing(text: String, milliseconds: Int64) throws {
    let instant = try #require(Instant(iso: text))
    #expect(instant.milliseconds == milliseconds)
    #expect(instant.iso == text)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T22:03:58Z", "2026-11-21T22:03:58.123", "2026-11-21 22:03:58.123Z",
    "2026-11-21t22:03:58.123z", "2026-11-21T24:00:00.000Z", "2026-11-21T22:60:00.000Z",
    "2026-11-21T22:03:60.000Z", "2026-02-29T22:03:58.123Z", "2026-11-21T22:03:58.12Z",
    "2026-11-21T22:03:58.123+00:00", "2026-11-21T22:03:58,123Z", "2026-11-21T22:03:5８.1Z",
  ])
  func anything_looser_is_refused(text: String) {
    #expect(Instant(iso: text) == nil)
  }

  @Test(arguments: [Int64.min, .max, -62_135_596_800_001, 253_402_300_800_000])
  func an_instant_outside_every_calendar_neither_traps_nor_passes_for_another(milliseconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(Instant(iso: instant.iso) == nil)
    #expect(instant.spoken != "")
    #expect(instant.adding(milliseconds: .max) >= instant)
    #expect(instant.adding(milliseconds: .min) <= instant)
    #expect(instant.milliseconds(since: instant) == 0)
    #expect(Instant(milliseconds: .min).milliseconds(since: Instant(milliseconds: 1)) == .min)
  }

  @Test(arguments: [
    ("2026-11-21T22:03:58.123Z", "21 November 2026 at 10:03pm"),
    ("2026-07-01T22:59:59.999Z", "1 July 2026 at 11:59pm"),
    ("2026-07-01T23:00:00.000Z", "2 July 2026 at 12:00am"),
    ("2026-07-01T11:00:00.000Z", "1 July 2026 at 12:00pm"),
    ("2026-01-01T00:05:00.000Z", "1 January 2026 at 12:05am"),
  ])
  func people_read_the_clock_in_london(text: String, spoken: String) throws {
    #expect(try #require(Instant(iso: text)).spoken == spoken)
  }

  /// The moments at which London's clocks changed, from the time zone database (`Europe/London`).
  static let changes: [(String, toSummer: Bool)] = [
    ("1968-02-18T02", true), ("1971-10-31T02", false), ("1972-03-19T02", true),
    ("1972-10-29T02", false), ("1977-03-20T02", true), ("1977-10-23T02", false),
    ("1980-03-16T02", true), ("1980-10-26T02", false), ("1981-03-29T01", true),
    ("1981-10-25T01", false), ("1989-03-26T01", true), ("1989-10-29T01", false),
    ("1990-03-25T01", true), ("1990-10-28T01", false), ("1994-03-27T01", true),
    ("1994-10-23T01", false), ("1995-03-26T01", true), ("1995-10-22T01", false),
    ("1996-03-31T01", true), ("1996-10-27T01", false), ("2019-03-31T01", true),
    ("2019-10-27T01", false), ("2024-03-31T01", true), ("2024-10-27T01", false),
    ("2026-03-29T01", true), ("2026-10-25T01", false), ("2030-03-31T01", true),
    ("2030-10-27T01", false),
  ]

  @Test(arguments: changes)
  func clocks_change_at_the_moment_of_the_order(text: String, toSummer: Bool) throws {
    let change = try #require(Instant(iso: text + ":00:00.000Z"))
    #expect(change.inLondon.isSummerTime == toSummer)
    #expect(change.adding(milliseconds: -1).inLondon.isSummerTime == !toSummer)
    #expect(
      change.inLondon.hour - change.adding(milliseconds: -1).inLondon.hour == (toSummer ? 2 : 0))
  }

  @Test func the_hour_left_out_in_march_is_no_time_and_the_double_hour_is_its_first_pass() throws {
    let march = try day("2026-03-29")
    #expect(Instant(london: march, hour: 0, minute: 59)?.iso == "2026-03-29T00:59:00.000Z")
    #expect(Instant(london: march, hour: 1, minute: 0) == nil)
    #expect(Instant(london: march, hour: 1, minute: 59) == nil)
    #expect(Instant(london: march, hour: 2, minute: 0)?.iso == "2026-03-29T01:00:00.000Z")
    let october = try day("2026-10-25")
    #expect(Instant(london: october, hour: 0, minute: 59)?.iso == "2026-10-24T23:59:00.000Z")
    #expect(Instant(london: october, hour: 1, minute: 30)?.iso == "2026-10-25T00:30:00.000Z")
    #expect(Instant(london: october, hour: 2, minute: 0)?.iso == "2026-10-25T02:00:00.000Z")
    #expect(Instant(startOf: try day("2026-07-01"))?.iso == "2026-06-30T23:00:00.000Z")
    #expect(Instant(london: october, hour: 24, minute: 0) == nil)
    #expect(Instant(startOf: .unset) == nil)
  }

  @Test func every_hour_of_thirty_years_is_found_again_from_the_clock() throws {
    var instant = try #require(Instant(iso: "1999-01-01T00:00:00.000Z"))
    let end = try #require(Instant(iso: "2029-01-01T00:00:00.000Z"))
    var second: [String] = []
    while instant < end {
      let clock = instant.inLondon
      let found = Instant(
        london: clock.day, hour: clock.hour, minute: clock.minute, second: clock.second)
      if found != instant { second.append(instant.iso) }
      instant = instant.adding(milliseconds: 3_600_000)
    }
    // Only the second pass of the double hour, once a year.
    #expect(second.count == 30)
    #expect(second.allSatisfy { $0.contains("-10-") && $0.hasSuffix("T01:00:00.000Z") })
  }
}
