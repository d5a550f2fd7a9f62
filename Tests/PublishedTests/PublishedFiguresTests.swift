import CivilTime
import Statistics
import Testing

@testable import Published

@Suite struct PublishedFiguresTests {
  /// Read once: a suite is made anew for each of its cases.
  static let shipped = Result { () throws(PublishedProblem) in try PublishedFigures.shipped() }
  let figures: PublishedFigures

  init() throws { figures = try Self.shipped.get() }

  @Test func every_authority_of_today_is_there_with_ten_neighbours() {
    let today = figures.authorities(inYearEnding: 2025)
    #expect(today.count == 153)
    for area in today where area.code != "420" {
      #expect(figures.neighbours(of: area.code).count == 10, "\(area.name)")
    }
    #expect(figures.authorities().count == 158)
    #expect(figures.neighbours(of: "383").first?.kind == .authority)
    #expect(figures.neighbours(of: "999").isEmpty)
  }

  @Test(arguments: [
    ("928", 2021, true), ("928", 2022, false), ("940", 2021, false), ("940", 2022, true),
    ("909", 2023, true), ("909", 2024, false), ("942", 2024, true), ("933", 2011, true),
    ("933", 2025, true), ("836", 2019, true), ("839", 2019, false), ("839", 2020, true),
  ])
  func an_authority_is_there_in_its_years(code: String, year: Int, isThere: Bool) throws {
    #expect(try #require(figures.area(code)).exists(inYearEnding: year) == isThere)
  }

  /// Nobody who reads a chart would see that a column slipped; its regions do.
  @Test func england_is_what_its_regions_add_up_to() {
    let regions = figures.areas.filter { $0.kind == .region && $0.within == "E92000001" }
    #expect(regions.count == 9)
    var compared = 0
    let counts = figures.measures.filter {
      !$0.hasSuffix("AsPrinted") && $0 != "assessmentMedianDays"
    }
    for measure in counts {
      let england = figures.series(of: measure, for: PublishedFigures.englandCode)
      let parts = regions.map { figures.series(of: measure, for: $0.code) }
      for (year, whole) in england.numbers {
        let numbers = parts.compactMap { $0[year].number }
        guard numbers.count == regions.count else { continue }
        compared += 1
        #expect(
          abs(numbers.reduce(0, +) - whole) <= max(60, 0.02 * whole), "\(measure) \(year)")
      }
    }
    #expect(compared > 500)
  }

  @Test func an_area_is_found_by_any_code_it_had() {
    #expect(figures.area(onsCode: "E10000027")?.code == "933")
    #expect(figures.area(onsCode: "E06000066")?.code == "933")
    #expect(figures.area(onsCode: "E10000023")?.name == "North Yorkshire")
    #expect(figures.area(onsCode: "") == figures.area("314/318"))
    #expect(figures.area("0") == nil)
  }

  @Test func the_same_year_reads_differently_in_each_edition() {
    func leeds(_ edition: Edition) -> YearSeries {
      figures.series(of: "lookedAfter", for: "383", edition: edition)
    }
    #expect(leeds(.firstPublished)[2011] == .number(1448))
    #expect(leeds(.latest)[2011] == .number(1450))
    #expect(leeds(.firstPublished)[2014] == .number(1339))
    #expect(leeds(.latest)[2014] == .number(1355))
    #expect(leeds(.asAt(2014))[2014] == .number(1339))
    #expect(leeds(.asAt(2015))[2014] == .number(1350))
    #expect(leeds(.asAt(2013))[2014] == .notPublished)
    // The unrounded print of the same release counts, not the rounded one.
    #expect(leeds(.latest)[2016] == .number(1226))
    #expect(leeds(.latest)[2025] == .number(1498))
    #expect(leeds(.firstPublished)[2024] == .number(1549))
    #expect(leeds(.latest)[2024] == .number(1546))
    #expect(leeds(.latest)[1999] == .notPublished)
    #expect(figures.release(of: 2014, in: leeds(.latest))?.name == "SFR41/2016 LAA1")
    #expect(figures.release(of: 2014, in: leeds(.latest))?.roundedTo == 5)
  }

  @Test func a_code_stays_a_code() throws {
    #expect(figures.series(of: "lookedAfter", for: "201")[2025] == .missing(.confidential))
    #expect(figures.series(of: "startedCare", for: "928")[2025] == .missing(.notApplicable))
    #expect(figures.series(of: "factor.neglect", for: "204")[2021] == .missing(.notAvailable))
    #expect(
      figures.series(of: "factor.childCriminalExploitation", for: "383")[2018]
        == .missing(.notAvailable))
    let rate = try #require(figures.indicator("claRate"))
    let point = try #require(figures.series(of: rate, for: "201")?[2025])
    #expect(point.value == nil)
    #expect(point.missing == .confidential)
    #expect(point.interval() == nil)
  }

  /// National-framework benchmarks as the Department's dashboard of 27 April 2026 shows them.
  @Test(
    arguments: [
      ("cinRate", 2025, 402_400, 330, 0), ("reReferrals12m", 2025, 142_900, 22.6, 1),
      ("claStartRate", 2025, 32_270, 26, 0), ("claRate", 2025, 81_770, 67, 0),
      ("repeatCpPlans", 2025, 15_130, 24.5, 1), ("longCpPlans", 2025, 1_130, 2.3, 1),
      ("threePlacements", 2025, 8_500, 10, 0), ("threePlusSocialWorkers", 2024, 22_140, 27, 0),
      ("turnoverFte", 2025, 4276.3, 11.8, 1), ("agencyRateFte", 2025, 5415.9, 13.0, 1),
      ("vacancyRateFte", 2025, 5965.4, 14.2, 1), ("caseloadFte", 2025, 321_661, 15.2, 1),
      ("factorRate.domesticAbuseParent", 2025, 162_890, 134, 0),
      ("factorRate.goingMissing", 2025, 16_940, 14, 0),
    ] as [(String, Int, Double, Double, Int)])
  func england_is_as_published(
    id: String, year: Int, numerator: Double, value: Double, decimals: Int
  ) throws {
    let indicator = try #require(figures.indicator(id))
    let england = try #require(figures.series(of: indicator, for: PublishedFigures.englandCode))
    let point = try #require(england[year])
    #expect(point.numerator == .number(numerator))
    let scale = decimals == 1 ? 10.0 : 1
    #expect(((point.value ?? 0) * scale).rounded() / scale == value)

    // The authorities' own figures add up to it, less those that are hidden or did not report.
    let authorities = figures.allSeries(of: indicator).compactMap { $0[year] }
    let joint = figures.areas.filter { $0.kind == .joint }
      .compactMap { figures.series(of: indicator, for: $0.code)?[year] }
    let known = (authorities + joint).compactMap(\.numerator.number).reduce(0, +)
    let hidden =
      figures.authorities(inYearEnding: year).count
      - authorities.count { $0.numerator.number != nil }
    #expect(known <= numerator * 1.001 + 10)
    #expect(known >= numerator * 0.97 - 10 - Double(hidden) * 5, "\(known) of \(numerator)")
  }

  @Test func a_rate_has_the_same_interval_however_it_is_reckoned() throws {
    let rate = try #require(figures.indicator("claRate"))
    for area in ["201", "383", "857", PublishedFigures.englandCode] {
      let point = try #require(figures.series(of: rate, for: area)?[2024])
      guard let count = point.numerator.number, let children = point.denominator.number
      else { continue }
      let exact = try #require(EventRate(Int(count), among: children)?.exact())
      let interval = try #require(point.interval())
      #expect(abs(interval.lower - exact.lower * 10_000) < 0.001 * interval.value)
      #expect(abs(interval.upper - exact.upper * 10_000) < 0.001 * interval.value)
      #expect(interval.value == point.value)
    }
  }

  @Test func population_is_of_the_year_before_and_says_where_it_is_drawn_in() throws {
    let england = PublishedFigures.englandCode
    let now = try #require(figures.population(of: england, forYearEnding: 2025))
    #expect(now == Population(number: 12_183_016, isDrawnIn: false))
    let then = try #require(figures.population(of: "383", forYearEnding: 2011))
    #expect(then.isDrawnIn)
    #expect(figures.population(of: "383", forYearEnding: 2026) == nil)
    #expect(figures.population(of: "383", forYearEnding: 2009) == nil)
    #expect(figures.population(of: "nobody", forYearEnding: 2025) == nil)
  }

  @Test func a_group_has_a_median_of_those_that_have_a_value() throws {
    let rate = try #require(figures.indicator("claRate"))
    let neighbours = figures.neighbours(of: "383")
    let medians = figures.medians(of: rate, among: neighbours)
    let last = try #require(medians.last)
    #expect(last.year == 2025)
    #expect(last.count == 10)
    #expect((30...150).contains(last.median ?? 0))
    let city = try #require(figures.area("201"))
    #expect(figures.medians(of: rate, among: [city]).last?.median == nil)
    #expect(figures.medians(of: rate, among: []).isEmpty)
  }

  @Test func a_definition_that_changed_is_another_version() throws {
    let indicator = try #require(figures.indicator("reReferrals12m"))
    let leeds = try #require(figures.series(of: indicator, for: "383"))
    #expect(leeds[2012]?.definitionVersion == 1)
    #expect(leeds[2013]?.definitionVersion == 2)
  }

  @Test func inspections_come_in_order_and_say_who_read_them() throws {
    let leeds = figures.judgements(of: "383")
    #expect(leeds.map(\.published) == leeds.map(\.published).sorted())
    let day = try #require(Day(iso: "2025-03-31"))
    #expect(figures.judgement(of: "383", on: day)?.overall == .outstanding)
    #expect(figures.judgement(of: "383", on: day)?.isReadByMachine == false)
    let inForce = figures.authorities(inYearEnding: 2025)
      .compactMap { figures.judgement(of: $0.code, on: day) }
    #expect(inForce.count >= 150)
  }

  @Test func regions_hold_their_authorities() {
    #expect(figures.authorities(within: "E12000007").count == 33)
    #expect(figures.authorities(within: "E13000001").count == 14)
    #expect(figures.authorities(within: "E12000001").contains { $0.code == "390" })
  }

  @Test func every_indicator_has_its_measures_and_a_definition() {
    for indicator in figures.indicators {
      for measure in [indicator.numerator] + indicator.denominator where !measure.isEmpty {
        #expect(figures.measures.contains(measure), "\(indicator.id)")
      }
      for words in [
        indicator.definition, indicator.counted, indicator.among, indicator.source,
        indicator.caveat,
      ] {
        #expect(!words.isEmpty, "\(indicator.id)")
      }
      // Either its figures are held, or it is said why they are not.
      let own = figures.series(of: indicator, for: "383")?.points ?? []
      #expect(
        own.isEmpty == !indicator.notHeld.isEmpty || indicator.unit == .grade, "\(indicator.id)")
    }
  }

  @Test func every_outcome_but_the_one_without_any_has_indicators() {
    for outcome in Indicator.Outcome.allCases {
      let count = figures.indicators.count { $0.under == outcome }
      #expect((count == 0) == (outcome == .multiAgencyWorking), "\(outcome)")
      #expect(!outcome.title.contains { $0.isNumber })
    }
    #expect(Set(figures.indicators.map(\.id)).count == figures.indicators.count)
  }

  /// England alone, as the Department's dashboard of 27 April 2026 shows it.
  @Test(
    arguments: [
      ("claMidYearSchoolMove", 2024, 8.1), ("ks2Rwm.cla12", 2025, 35), ("sdqAverage", 2025, 14.9),
      ("ks4Attainment8.cppo", 2025, 16.9), ("orderToMatchMonths", 2025, 10),
      ("leaverEet19to21", 2025, 54), ("leaverAccommodation17to18", 2025, 91),
      ("uascRate", 2024, 6.1),
    ] as [(String, Int, Double)])
  func what_is_held_for_england_alone_is_as_published(id: String, year: Int, value: Double) throws {
    let indicator = try #require(figures.indicator(id))
    let england = try #require(figures.series(of: indicator, for: PublishedFigures.englandCode))
    let point = try #require(england.latest)
    #expect(point.year == year)
    #expect((((point.value ?? 0) * 10).rounded() / 10) == value)
    if indicator.denominator.isEmpty { #expect(point.interval() == nil) }
  }

  @Test func pairs_report_their_workforce_together() throws {
    #expect(figures.jointArea(with: "940")?.code == "940/941")
    #expect(figures.jointArea(with: "383") == nil)
    let indicator = try #require(figures.indicator("turnoverFte"))
    #expect(figures.series(of: indicator, for: "940/941")?[2025]?.value != nil)
  }
}
