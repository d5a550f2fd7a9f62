import CivilTime
import Statistics
import Testing

@testable import Forecast

/// Children in care, and homes for them, by where they come from.
@Suite struct AreaTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  private func span(
    _ child: String, _ home: HomeKind, from: String, livesIn: String, start: String = "2020-05-01",
    end: String? = nil
  ) throws -> CareSpan {
    CareSpan(
      child: child, born: try day("2012-05-20"), home: home, legalStatus: "C2",
      start: try day(start), end: try end.map(day), cameFrom: District(of: from),
      lives: District(of: livesIn))
  }

  private func history(_ spans: [CareSpan]) throws -> CareHistory {
    CareHistory(spans, observed: DaySpan(from: try day("2020-04-01"), to: try day("2022-04-01")))
  }

  @Test(arguments: [
    ("LS8 1AB", "LS8"), ("ls81ab", "LS8"), ("LS8", "LS8"), ("SW1A 1AA", "SW1A"), ("", ""),
    ("unknown", ""), ("W1 5SU", "W1"),
  ])
  func a_district_is_the_first_half_of_a_postcode(postcode: String, district: String) {
    #expect(District(of: postcode).name == district)
  }

  @Test func districts_are_in_the_order_of_their_numbers() {
    let sorted = ["LS10", "LS2", "BD3", "SW1W", "SW1A"].map { District(of: $0) }.sorted()
    #expect(sorted.map(\.name) == ["BD3", "LS2", "LS10", "SW1A", "SW1W"])
  }

  @Test func children_count_where_they_came_from_and_whether_they_live_there() throws {
    let known = try history([
      try span("a", .fostering, from: "LS8 1AB", livesIn: "LS9 2AA"),
      try span("b", .fostering, from: "LS8 1AB", livesIn: "BD1 2AA"),
      try span("c", .fostering, from: "LS17 1AB", livesIn: "LS17 4AA"),
      try span("d", .childrensHome, from: "", livesIn: ""),
      try span("e", .fostering, from: "HX1 1AA", livesIn: "HX1 9ZZ"),
      try span("f", .fostering, from: "LS8 1AB", livesIn: "LS8 2AA", end: "2021-01-01"),
      // The last home counts.
      try span("g", .childrensHome, from: "LS9 1AB", livesIn: "LS9 2AA", end: "2021-06-01"),
      try span("g", .fostering, from: "LS9 1AB", livesIn: "", start: "2021-06-01"),
    ])
    let areas = Areas([
      Areas.Area("East", districts: ["LS8", "LS9"]), Areas.Area("LS", districts: ["LS"]),
    ])
    let now = known.now(by: areas)
    let fostered = try #require(now[.fostering])
    #expect(fostered.map(\.children) == [3, 1, 1, 0])
    #expect(fostered.map(\.livingThere) == [1, 1, 1, 0])
    #expect(fostered.map(\.homeNotRecorded) == [1, 0, 0, 0])
    #expect(now[.childrensHome]?.map(\.children) == [0, 0, 0, 1])
    #expect((0..<areas.count).map(areas.name) == ["East", "LS", "Other districts", "Not recorded"])
  }

  @Test func the_districts_most_come_from_are_chosen_where_none_are_asked_for() {
    let areas = Areas(whereMostComeFromIn: MadeUpCare(seed: 3, years: 6).history(), atMost: 3)
    #expect(areas.named.map(\.name) == ["MU1", "MU2", "MU3"])
    let none = Areas(whereMostComeFromIn: CareHistory([], observed: DaySpan(from: .unset, to: nil)))
    #expect(none.named.isEmpty && none.name(of: none.elsewhere) == "All districts")
  }

  @Test func areas_add_up_to_the_whole_in_every_scenario() throws {
    let history = MadeUpCare(seed: 3, years: 6).history()
    let areas = Areas(whereMostComeFromIn: history)
    let forecasts = CareForecast.sideBySide(
      history,
      scenarios: [.asNow, Scenario(name: "Fewer", startsFactor: 0.5, moreFosteringHomes: 20)],
      areas: areas, settings: ForecastSettings(draws: 8))
    #expect(forecasts.count == 2)
    for forecast in forecasts {
      for month in [0, 11, 35] {
        for home in HomeKind.found {
          let needs = forecast.needs(month: month).filter { $0.home == home }
          #expect(needs.count == areas.count)
          let sum = needs.reduce(0) { $0 + $1.count.mean }
          let whole = try #require(forecast.months[month].byHome[home]).mean
          #expect(abs(sum - whole) < 1e-6)
        }
      }
    }
    let plain = try #require(CareForecast(history, settings: ForecastSettings(draws: 8)))
    #expect(plain.needs(month: 0).isEmpty)
    #expect(forecasts[0].needs(month: 36).isEmpty)
  }

  /// Ten who will be there still, from one district; those who come are from the other.
  @Test func who_is_there_now_counts_where_they_came_from() throws {
    var spans: [CareSpan] = []
    for number in 0..<40 {
      spans.append(
        CareSpan(
          child: "stays \(number)", born: try day("2018-05-20"), home: .fostering,
          legalStatus: "C2", start: try day("2019-01-01"), end: nil,
          cameFrom: District(of: "AA1"), lives: District(of: "AA1")))
    }
    // One a month for two months each: a short stay says little of where children live in three years.
    for month in 0..<48 {
      let start = try day("2018-04-10").adding(months: month)
      spans.append(
        CareSpan(
          child: "comes \(month)", born: try day("2010-05-20"), home: .fostering,
          legalStatus: "C2", start: start, end: start.adding(months: 2),
          cameFrom: District(of: "BB1")))
    }
    let history = try history(spans)
    let areas = Areas(["AA1", "BB1"].map { Areas.Area($0, districts: [$0]) })
    let forecast = try #require(
      CareForecast.sideBySide(
        history, scenarios: [.asNow], areas: areas, settings: ForecastSettings(draws: 8)
      ).first)
    let soon = forecast.needs(month: 0).filter { $0.home == .fostering }.map(\.count.mean)
    #expect(soon[0] > 35 && soon[1] < 5, "\(soon)")
    let later = forecast.needs(month: 35).filter { $0.home == .fostering }.map {
      $0.count.interval()
    }
    #expect(later[0].upper - later[0].lower > 4)
  }

  @Test func forecasts_by_area_hold_what_came_about_as_often_as_they_promise() throws {
    let trials = [3, 5].flatMap { seed in
      let history = MadeUpCare(seed: UInt64(seed), years: 8).history()
      return CareBacktest(
        history, horizon: 24, step: 18, learning: 24,
        areas: Areas(whereMostComeFromIn: history), settings: ForecastSettings(draws: 8)
      ).areaTrials
    }
    let summary = try #require(BacktestSummary(trials.filter { $0.actual + $0.sameAsNow > 0 }))
    #expect(summary.count > 60)
    #expect((0.72...0.92).contains(summary.coverage.value), "\(summary.coverage)")
    #expect(summary.error < summary.errorOfSameAsNow)
  }

  @Test func homes_are_read_line_by_line() {
    let listed = ListedHomes(
      """
      area,kind,homes
      LS8,fostering,12

      East: LS9 LS14\tChildren’s homes\t4
      "East";"fostering";"0"
      BD; supported ; 3
      """)
    #expect(listed.refusals.isEmpty, "\(listed.refusals)")
    #expect(listed.named.map(\.name) == ["LS8", "East", "BD"])
    #expect(listed.named.map(\.districts) == [["LS8"], ["LS9", "LS14"], ["BD"]])
    #expect(listed.homes(.fostering, in: "LS8") == 12)
    #expect(listed.homes(.fostering, in: "East") == 0)
    #expect(listed.homes(.childrensHome, in: "East") == 4)
    #expect(listed.homes(.childrensHome, in: "LS8") == nil)
    #expect(listed.has(.fostering) && !listed.has(.otherResidential))
  }

  @Test(arguments: [
    ("LS8, fostering", "line"), ("LS8, fostering, 3, 4", "line"), ("LS8, castle, 3", "kind"),
    ("LS8, fostering, -3", "homes"), ("LS8, fostering, twelve", "homes"),
    ("LS8, fostering, 100001", "homes"), ("LS8, fostering, 99999999999999999999", "homes"),
    ("Nowhere, fostering, 3", "area"), (", fostering, 3", "area"), ("East:, fostering, 3", "area"),
    (": LS8, fostering, 3", "area"), ("East: LS8 1AB, fostering, 3", "area"),
    ("LS7, fostering, 4", "line"), ("Inner: LS7, supported, 4", "area"),
  ])
  func a_line_that_cannot_be_read_is_refused_and_the_others_count(line: String, field: String) {
    let listed = ListedHomes("LS7, fostering, 2\n\(line)\nLS6, supported, 1")
    #expect(listed.refusals.map(\.field) == [field], "\(listed.refusals)")
    #expect(listed.refusals.first?.line == 2)
    #expect(listed.homes(.fostering, in: "LS7") == 2 && listed.homes(.supported, in: "LS6") == 1)
    #expect(listed.named.map(\.name) == ["LS7", "LS6"])
  }

  @Test func sufficiency_says_how_many_are_to_be_found() {
    let count = ForecastCount(means: [20], variance: 16)
    let few = Sufficiency(count, available: 15)
    #expect(few.chanceOfShortage > 0.8 && few.toFind == 11)
    let many = Sufficiency(count, available: 40)
    #expect(many.chanceOfShortage < 0.01 && many.toFind == 0)
  }
}
