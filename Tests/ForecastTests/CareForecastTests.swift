import CivilTime
import Statistics
import Testing

@testable import Forecast

@Suite struct CareForecastTests {
  static let steady = MadeUpCare(seed: 3, years: 6).history()
  /// Fewer draws than usual: unoptimised builds are slow.
  static let quick = ForecastSettings(draws: 8)
  static let forecast = CareForecast(steady, settings: quick)

  @Test func a_steady_authority_stays_as_it_is() throws {
    let forecast = try #require(Self.forecast)
    #expect(forecast.months.count == 36)
    #expect(forecast.months.first?.end.iso == "2020-04-30")
    let last = try #require(forecast.months.last)
    let ratio = last.total.mean / Double(forecast.inCareAtOrigin)
    #expect((0.85...1.18).contains(ratio), "\(ratio)")
    let interval = last.total.interval()
    #expect(interval.lower < last.total.mean && last.total.mean < interval.upper)
  }

  @Test func parts_add_up_to_the_total() throws {
    for month in try #require(Self.forecast).months {
      let homes = month.byHome.values.reduce(0) { $0 + $1.mean }
      let bands = month.byBand.values.reduce(0) { $0 + $1.mean }
      let cells = month.expected.values.flatMap(\.values).reduce(0, +)
      #expect(abs(homes - month.total.mean) < 1e-6)
      #expect(abs(bands - month.total.mean) < 1e-6)
      #expect(abs(cells - month.total.mean) < 1e-6)
    }
  }

  @Test func the_same_seed_gives_the_same_forecast() throws {
    let few = ForecastSettings(months: 3, draws: 4)
    let one = try #require(CareForecast(Self.steady, settings: few))
    let two = try #require(CareForecast(Self.steady, settings: few))
    let other = try #require(
      CareForecast(Self.steady, settings: ForecastSettings(months: 3, draws: 4, seed: 21)))
    #expect(one.months.map(\.total) == two.months.map(\.total))
    #expect(one.months.map(\.total) != other.months.map(\.total))
  }

  @Test func intervals_widen_with_time() throws {
    let forecast = try #require(Self.forecast)
    let widths = forecast.months.map { $0.total.interval().upper - $0.total.interval().lower }
    #expect(try #require(widths.first) < widths[11])
    #expect(widths[11] < widths[35])
  }

  /// Nobody comes and nobody leaves but by turning 18: what is left is known to the child.
  @Test func children_leave_on_their_eighteenth_birthday() throws {
    let start = try #require(Day(iso: "2018-01-15"))
    let births = ["2005-06-10", "2006-02-20", "2007-11-05", "2012-03-01"]
    let spans = try births.enumerated().map { index, text in
      CareSpan(
        child: "\(index)", born: try #require(Day(iso: text)), home: .fostering, legalStatus: "C2",
        start: start, end: nil)
    }
    let history = CareHistory(
      spans,
      observed: DaySpan(
        from: try #require(Day(iso: "2020-04-01")), to: Day(iso: "2023-04-01")))
    let learned = try #require(LearnedRates(history, settings: Self.quick))
    let stays = Propagation(
      leaving: [Double](repeating: 0, count: RateCell.count),
      shareHome: learned.propagation.shareHome, moving: learned.propagation.moving,
      arrivals: learned.propagation.arrivals)
    let path = Propagation.Path(
      arrivals: [Double](repeating: 0, count: 36), leaving: [Double](repeating: 1, count: 36))
    var totals: [Double] = []
    stays.run(from: learned.stock, path: path, scenario: .asNow) { _, cells in
      totals.append(cells.reduce(0) { $0 + $1.sum() }.rounded())
    }
    // April and May 2023 four; from June 2023 three; from February 2024 two; from November 2025 one.
    #expect(totals[0...1].allSatisfy { $0 == 4 })
    #expect(totals[2...9].allSatisfy { $0 == 3 })
    #expect(totals[10...30].allSatisfy { $0 == 2 })
    #expect(totals[31...35].allSatisfy { $0 == 1 })
  }

  /// The chances reckoned backwards are the shares reckoned forwards.
  @Test func chances_backwards_are_shares_forwards() throws {
    let learned = try #require(
      LearnedRates(Self.steady, settings: ForecastSettings(months: 12, draws: 2)))
    var forwards: [Double] = []
    learned.propagation.run(
      from: learned.stock,
      path: Propagation.Path(
        arrivals: [Double](repeating: 0, count: 12), leaving: [Double](repeating: 1, count: 12)),
      scenario: .asNow
    ) { _, cells in
      var sums = MonthSums()
      sums.add(cells)
      forwards.append(sums.homes[HomeKind.childrensHome.rawValue][0])
    }
    var backwards: [Double] = []
    learned.propagation.chances(
      of: { $0.home == .childrensHome }, months: 12, leavingFactor: 1
    ) { _, chances in
      backwards.append(
        zip(ByLength.all(learned.stock), chances).reduce(0) { $0 + ($1.0 * $1.1).sum() })
    }
    for (one, two) in zip(forwards, backwards) { #expect(abs(one - two) < 1e-6) }
  }

  @Test func scenarios_move_the_way_they_should() throws {
    let costs = HomeCosts(
      poundsPerWeek: [.fostering: 500, .childrensHome: 6000], ownPlacePoundsPerWeek: 4000)
    let found = CareForecast.sideBySide(
      Self.steady,
      scenarios: [
        .asNow, Scenario(name: "Fewer starts", startsFactor: 0.8),
        Scenario(name: "Home sooner", reunificationFactor: 1.5),
        Scenario(name: "Fostering", moreFosteringHomes: 15, beginsAfterMonths: 6),
        Scenario(name: "A children’s home", newChildrensHomePlaces: 6, beginsAfterMonths: 12),
      ], costs: costs, settings: Self.quick)
    let last = try found.map { try #require($0.months.last) }
    let now = last[0]
    #expect(last[1].total.mean < now.total.mean - 20)
    #expect(last[2].total.mean < now.total.mean - 5)
    // More fostering homes move children, and change how many there are only a little.
    #expect(abs(last[3].total.mean - now.total.mean) < 0.01 * now.total.mean)
    func homes(_ month: ForecastMonth, _ home: HomeKind) -> Double { month.byHome[home]?.mean ?? 0 }
    #expect(homes(last[3], .fostering) > homes(now, .fostering) + 3)
    #expect(homes(last[3], .fostering) < homes(now, .fostering) + 15.1)
    #expect(homes(last[3], .childrensHome) < homes(now, .childrensHome) - 3)
    #expect(
      found[3].months[5].byHome[.fostering]?.mean == found[0].months[5].byHome[.fostering]?.mean)
    #expect(last[4].total == now.total)
    let price = { (month: ForecastMonth) in month.cost?.mean ?? 0 }
    #expect(price(last[1]) < price(now))
    #expect(price(last[3]) < price(now))
    // Six places at 4,000 in place of six at 6,000, in a month of 31 days.
    #expect(abs(price(now) - price(last[4]) - 6 * 2000 * 31.0 / 7) < 1)
    #expect(abs(last[4].costByHome.values.reduce(0, +) - price(last[4])) < 1e-3)
    #expect(Self.forecast?.months.first?.cost == nil)
  }

  @Test func a_shortage_is_as_likely_as_the_numbers_say() throws {
    let forecast = try #require(Self.forecast)
    let month = try #require(forecast.months.last)
    let needed = try #require(month.byHome[.fostering])
    let enough = Int(needed.quantile(0.99))
    let few = Int(needed.quantile(0.01))
    let last = forecast.months.count - 1
    let good = try #require(
      forecast.sufficiency(of: .fostering, available: enough, month: last))
    let bad = try #require(forecast.sufficiency(of: .fostering, available: few, month: last))
    #expect(good.chanceOfShortage < 0.03 && good.toFind == 0)
    #expect(bad.chanceOfShortage > 0.97 && bad.toFind > 0)
    #expect(forecast.sufficiency(of: .fostering, available: few, month: 36) == nil)
  }

  @Test func what_begins_with_few_children_does_not_leave_for_eleven_months() throws {
    let start = try #require(Day(iso: "2018-01-15"))
    let kinds: [(HomeKind, Int)] = [
      (.fostering, 30), (.childrensHome, 3), (.kinshipFostering, 12), (.supported, 9),
    ]
    let spans = kinds.flatMap { kind, count in
      (0..<count).map { number in
        CareSpan(
          child: "\(kind) \(number)", born: start.adding(years: -2 - number % 9), home: kind,
          legalStatus: "C2", start: start, end: nil,
          cameFrom: District(of: number % 10 == 0 ? "AA1" : "BB1"))
      }
    }
    let history = CareHistory(
      spans,
      observed: DaySpan(
        from: try #require(Day(iso: "2020-04-01")), to: try #require(Day(iso: "2023-04-01"))))
    let areas = Areas(["AA1", "BB1"].map { Areas.Area($0, districts: [$0]) })
    let small = SmallCounts(history, by: areas)
    // Three in children's homes, and the next smallest, from which they could be worked out.
    #expect(HomeKind.allCases.filter(small.hides) == [.childrensHome, .supported])
    #expect(!small.total)
    #expect(small.hides(.fostering, in: 0) && small.hides(.fostering, in: 1))
    #expect(small.hides(.supported, in: 0) && small.hides(.supported, in: 1))
    let forecasts = CareForecast.sideBySide(
      history, scenarios: [.asNow], areas: areas,
      settings: ForecastSettings(months: 14, draws: 4))
    let rows = CareForecast.rows(of: forecasts, hiding: small)
    func hidden(_ name: String, area: String = "") -> Int {
      rows.count {
        $0[3] == name && $0[7] == area && $0[4...6].allSatisfy { $0 == "too few to show" }
      }
    }
    #expect(hidden("Children’s home") == 11 && hidden("Other fostering") == 0)
    #expect(hidden("All children in care") == 0)
    #expect(hidden("Other fostering", area: "AA1") == 11)
    #expect(rows.filter { $0[3] == "Children’s home" && $0[7].isEmpty }.count == 14)
  }

  @Test func scenarios_differ_by_less_than_each_is_unsure() throws {
    let forecasts = CareForecast.sideBySide(
      Self.steady, scenarios: [.asNow, Scenario(name: "Fewer", startsFactor: 0.8)],
      costs: HomeCosts(poundsPerWeek: [.fostering: 500, .childrensHome: 5_000]),
      settings: Self.quick)
    let children = try #require(forecasts[1].difference(fromTotalOf: forecasts[0]))
    let whole = try #require(forecasts[1].months.last).total.interval()
    #expect(children.lower <= children.value && children.value <= children.upper)
    #expect(children.upper < 0)
    #expect(children.upper - children.lower < whole.upper - whole.lower)
    let pounds = try #require(forecasts[1].difference(fromCostOf: forecasts[0], ofMonths: 0..<36))
    #expect(pounds.upper < 0 && pounds.lower < pounds.upper)
    #expect(forecasts[0].difference(fromTotalOf: forecasts[0])?.upper == 0)
  }

  @Test func a_level_that_wanders_is_followed_and_a_steady_one_believed() {
    let paces: [WanderingLevel.Pace] = [(0, 0.5), (0.0015, 0.3), (0.01, 0.2)]
    let steady = WanderingLevel.learn(
      counts: (0..<60).map { [9, 11, 10, 12, 8, 10][$0 % 6] },
      exposures: [Double](repeating: 1, count: 60), prior: (10, 2), paces: paces)
    #expect(abs(steady.mean - 10) < 0.5)
    // A calm past does not promise that it stays so, but makes it likelier.
    #expect(steady.wandering > 0 && steady.wandering < 0.001)
    let fallen = WanderingLevel.learn(
      counts: (0..<60).map { $0 < 30 ? 40 : 10 }, exposures: [Double](repeating: 1, count: 60),
      prior: (25, 2), paces: paces)
    #expect(fallen.wandering > 0.009)
    #expect(abs(fallen.mean - 10) < 2)
    #expect(fallen.shape < steady.shape)
    let none = WanderingLevel.learn(counts: [], exposures: [], prior: (2, 2), paces: paces)
    #expect(abs(none.mean - 2) < 1e-9 && abs(none.shape - 2) < 1e-6)
  }

  @Test func a_small_imbalance_is_taken_for_chance_and_a_large_one_believed() {
    func kept(_ imbalance: Double) -> Double {
      Balance.kept(imbalance, beforehand: 0.01, measured: 0.01)
    }
    #expect(kept(0) > 0.49 && kept(0) < 0.55)
    #expect(kept(0.1) < 0.6)
    #expect(kept(0.6) > 0.85)
    #expect(kept(1_000) > 0.5 && kept(1_000) <= 1)
    #expect(Balance.kept(0.1, beforehand: 0.01, measured: 1) < 0.06)
    #expect(Balance.kept(0.1, beforehand: 0.01, measured: 1e-6) > 0.99)
  }

  @Test func rates_of_few_are_drawn_towards_those_of_many() throws {
    let flows = CareFlows(Self.steady, halfLife: .infinity)
    let rates = LeavingRates(flows, halfLife: .infinity)
    // Nobody is ever in an adoptive home here: its rate is that of the same age and length of care.
    for band in AgeBand.allCases {
      let at = { (home: HomeKind) in
        rates.chances[
          (band.rawValue * Cell.homes + home.rawValue) * Cell.lengths
            + LengthOfCare.longer.rawValue]
      }
      #expect(at(.adoption) > 0.005 && at(.adoption) < 0.08)
      #expect(abs(at(.adoption) - at(.fostering)) < 0.02)
    }
    let moving = MovingRates(flows)
    for row in 0..<AgeBand.allCases.count * Cell.homes {
      let sum = moving.chances[row * Cell.homes..<(row + 1) * Cell.homes].reduce(0, +)
      #expect(abs(sum - 1) < 1e-9)
    }
    #expect(abs(ArrivalMix(flows).shares.reduce(0, +) - 1) < 1e-9)
  }
}
