import CivilTime
import Testing

@testable import Forecast

@Suite struct CareHistoryTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  private func span(
    _ child: String, _ home: HomeKind, _ start: String, _ end: String?, born: String = "2012-05-20",
    status: String = "C2", reason: String = ""
  ) throws -> CareSpan {
    CareSpan(
      child: child, born: try day(born), home: home, legalStatus: status, start: try day(start),
      end: try end.map(day), reasonEnded: reason)
  }

  private func history(_ spans: [CareSpan]) throws -> CareHistory {
    CareHistory(spans, observed: DaySpan(from: try day("2020-04-01"), to: try day("2022-04-01")))
  }

  @Test func a_child_counts_from_the_first_night_to_the_last() throws {
    let known = try history([
      try span("a", .fostering, "2020-05-31", "2020-07-31"),
      try span("b", .fostering, "2020-06-30", nil),
    ])
    #expect(known.total(at: try day("2020-05-31")) == 1)
    #expect(known.total(at: try day("2020-06-30")) == 2)
    // Who left on the last day of July is not there when it closes.
    #expect(known.total(at: try day("2020-07-31")) == 1)
    #expect(known.total(at: try day("2022-03-31")) == 1)
    #expect(known.total(at: try day("2022-04-30")) == nil)
    #expect(known.total(at: try day("2020-02-28")) == nil)
    #expect(known.firstDay.iso == "2020-03-31")
    #expect(known.lastDay.iso == "2022-03-31")
    #expect(known.monthCount == 24)
  }

  @Test func short_breaks_are_not_care() throws {
    let known = try history([
      try span("a", .fostering, "2020-05-01", nil, status: "V4"),
      try span("b", .fostering, "2020-05-01", nil, status: "V3"),
      try span("c", .fostering, "2020-05-01", nil, status: "V2"),
    ])
    #expect(known.total(at: try day("2021-03-31")) == 1)
    #expect(known.notes == [.shortBreak: 2])
  }

  @Test func what_cannot_be_used_is_counted() throws {
    let unborn = CareSpan(
      child: "x", born: .unset, home: .other, legalStatus: "C2", start: try day("2020-05-01"),
      end: nil)
    let known = try history([
      unborn, try span("a", .fostering, "2020-05-01", nil, born: "2021-01-01"),
      try span("b", .fostering, "2020-05-01", "2020-04-01"),
      try span("c", .fostering, "2020-05-01", "2021-05-01"),
      try span("c", .childrensHome, "2020-09-15", nil),
      try span("d", .fostering, "2020-05-01", nil, born: "2003-01-10"),
    ])
    #expect(known.notes == [.noBirth: 2, .datesReversed: 1, .overlapped: 1, .pastEighteen: 1])
    #expect(known.total(at: try day("2020-12-31")) == 2)
    #expect(known.total(at: try day("2021-01-31")) == 1)
  }

  @Test func the_later_file_knows_the_end() throws {
    let known = try history([
      try span("a", .fostering, "2020-05-10", nil),
      try span("a", .fostering, "2020-05-10", "2021-06-11", reason: "E4A"),
    ])
    #expect(known.total(at: try day("2021-05-31")) == 1)
    #expect(known.total(at: try day("2021-06-30")) == 0)
    #expect(known.notes.isEmpty)
  }

  @Test func flows_add_up_to_the_stock() throws {
    let known = MadeUpCare(years: 3, arrivals: 5).history()
    let flows = CareFlows(known, halfLife: .infinity)
    var children = try #require(known.total(at: known.firstDay))
    for month in flows.months {
      #expect(month.total == children)
      children += month.entrants - month.gone
      #expect(known.total(at: month.month.end) == children)
    }
    #expect(flows.stock.reduce(0, +) == Double(children))
    let leavers = flows.months.reduce(0) { $0 + $1.leavers.reduce(0, +) }
    #expect(flows.left.reduce(0, +) == Double(leavers))
    #expect(flows.wentHome.reduce(0, +) > 0.2 * Double(leavers))
  }

  @Test func an_earlier_month_knows_nothing_later() throws {
    let known = MadeUpCare(years: 3, arrivals: 5).history()
    let earlier = known.asKnown(monthsBeforeLast: 12)
    #expect(earlier.lastDay.iso == "2016-03-31")
    #expect(earlier.total(at: earlier.lastDay) == known.total(at: earlier.lastDay))
    #expect(
      earlier.children.allSatisfy { child in
        child.stays.allSatisfy {
          $0.from <= earlier.lastDay && ($0.to ?? .unset) <= earlier.lastDay
        }
      })
  }

  @Test(arguments: [
    ("U1", HomeKind.kinshipFostering), ("u4", .fostering), ("K2", .childrensHome),
    ("K1", .otherResidential), ("H5", .supported), ("K3", .supported), ("P1", .withParents),
    ("A3", .adoption),
    ("T0", .other), ("", .other), ("Q9", .other),
  ])
  func a_placement_is_a_kind_of_home(code: String, home: HomeKind) {
    #expect(HomeKind(place: code) == home)
  }

  @Test func nothing_known_is_no_history() throws {
    let empty = try history([])
    #expect(empty.total(at: empty.lastDay) == 0)
    #expect(
      CareForecast(empty, settings: ForecastSettings(draws: 2))?.months.last?.total.mean ?? 0 < 40)
    let none = CareHistory([], observed: DaySpan(from: .unset, to: nil))
    #expect(CareForecast(none) == nil)
    #expect(CareBacktest(none).trials.isEmpty)
    #expect(CareBacktest(none).summary == nil)
  }
}
