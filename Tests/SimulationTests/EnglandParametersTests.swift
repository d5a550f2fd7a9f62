import Testing

@testable import Simulation

@Suite struct EnglandParametersTests {
  /// Read once: a suite is made anew for each of its cases.
  static let read = Result { try EnglandParameters() }
  let england: EnglandParameters

  init() throws { england = try Self.read.get() }

  @Test func every_figure_stands_once_and_says_where_it_comes_from() {
    var seen: Set<String> = []
    for figure in england.figures {
      let year = figure.year.map(String.init) ?? ""
      #expect(seen.insert("\(figure.parameter) \(figure.group) \(year)").inserted)
      #expect(figure.value >= 0)
      if let year = figure.year {
        #expect((2019...2025).contains(year))
        #expect(figure.status != .assumed)
      } else {
        #expect(figure.status == .assumed)
      }
      #expect(figure.source.count > 10)
    }
    #expect(seen.count > 1000)
  }

  @Test func parts_of_a_whole_add_up_to_it() {
    let shares = Dictionary(grouping: england.figures.filter { $0.unit == "share" }) {
      $0.parameter
    }
    for (parameter, figures) in shares where figures.count > 1 && figures[0].status == .assumed {
      let sum = figures.reduce(0) { $0 + $1.value }
      #expect(abs(sum - 1) < 1e-9, "\(parameter) adds up to \(sum)")
    }
    for figure in england.figures where ["share", "chance"].contains(figure.unit) {
      #expect(figure.value <= 1, "\(figure.parameter) \(figure.group)")
    }
  }

  @Test(arguments: [
    ("referral_rate", "referrals", "population_0_17", 10_000.0, 0.06),
    ("cin_rate", "cin_31_march", "population_0_17", 10_000, 0.06),
    ("cpp_started_rate", "cpp_started", "population_0_17", 10_000, 0.06),
    ("looked_after_start_rate", "looked_after_started", "population_0_17", 10_000, 0.06),
    ("looked_after_rate", "looked_after_31_march", "population_0_17", 10_000, 1),
    ("rereferral_percent", "rereferrals_12m", "referrals", 100, 0.06),
    // The release prints 22.7 for 2022, its own counts give 22.6.
    ("cpp_second_or_subsequent_percent", "cpp_second_or_subsequent", "cpp_started", 100, 0.11),
    ("referral_no_further_action_share", "referrals_no_further_action", "referrals", 1, 0.0001),
    ("section47_per_referral", "section47", "referrals", 1, 0.0001),
    ("icpc_per_section47", "icpc", "section47", 1, 0.0001),
    ("cpp_started_per_icpc", "cpp_started", "icpc", 1, 0.0001),
    ("cpp_mean_days", "cpp_31_march", "cpp_ended", 365, 0.51),
    ("cin_mean_days", "cin_31_march", "cin_ended", 365, 0.51),
    ("looked_after_mean_days", "looked_after_31_march", "looked_after_ceased", 365, 0.51),
    (
      "looked_after_unaccompanied_share", "looked_after_unaccompanied_31_march",
      "looked_after_31_march", 1, 0.0001
    ),
  ])
  func rates_follow_from_the_counts(
    rate: String, count: String, of: String, times: Double, within: Double
  ) throws {
    let years = england.figures.filter { $0.parameter == rate }.compactMap(\.year)
    #expect(!years.isEmpty)
    for year in years {
      let expected =
        try england.value(count, year: year) / england.value(of, year: year) * times
      let stated = try england.value(rate, year: year)
      #expect(abs(stated - expected) <= within, "\(rate) \(year): \(stated), not \(expected)")
    }
  }

  @Test func the_latest_published_figures_are_those_of_the_releases() throws {
    #expect(try england.value("referrals", year: 2025) == 632_830)
    #expect(try england.value("rereferral_percent", year: 2025) == 22.6)
    #expect(try england.value("cpp_started", year: 2025) == 61_840)
    #expect(try england.value("looked_after_31_march", year: 2025) == 81_770)
    #expect(try england.value("looked_after_started", year: 2025) == 32_270)
    #expect(
      try england.value("assessment_factor_episodes", group: "3B", year: 2025) == 162_890)
  }

  @Test func assumed_lengths_agree_with_the_published_stocks_and_flows() throws {
    for (spread, mean, within) in [
      ("cpp_days", "cpp_mean_days", 0.06), ("cin_days", "cin_mean_days", 0.06),
      ("looked_after_days", "looked_after_mean_days", 0.12),
    ] {
      let stated = try england.value(mean, year: 2025)
      let assumed = try england.percentiles(spread).mean
      #expect(abs(assumed / stated - 1) < within, "\(spread): \(assumed), not \(stated)")
    }
    let median = try england.value("assessment_median_days", year: 2022)
    #expect(try england.percentiles("assessment_days").value(at: 50) == median)
  }

  @Test func a_year_without_figures_takes_the_nearest_before_or_else_after() throws {
    #expect(try england.value("section47", year: 2025) == england.value("section47", year: 2022))
    #expect(try england.value("referrals", year: 2001) == england.value("referrals", year: 2019))
    #expect(try england.value("referrals") == england.value("referrals", year: 2025))
    #expect(
      try england.value("disabled_share", year: 2020) == england.value("disabled_share", year: 2025)
    )
  }

  @Test func every_list_can_be_drawn_from() throws {
    var random = SeededRandom(seed: 9)
    for (parameter, figures) in Dictionary(grouping: england.figures, by: \.parameter) {
      if figures.allSatisfy({ Double($0.group) != nil }),
        figures[0].unit.lowercased().hasSuffix("days")
      {
        _ = try england.percentiles(parameter).drawDays(&random)
      } else if figures.count > 1, figures[0].status == .assumed {
        let drawn = try england.choices(parameter).draw(&random)
        #expect(figures.contains { $0.group == drawn })
      }
    }
  }

  @Test func what_the_file_does_not_know_is_an_error_that_names_it() throws {
    let error = try #require(throws: ResourceError.self) { try england.value("moon_phase") }
    #expect(error.description.contains("moon_phase"))
    #expect(throws: ResourceError.self) { try england.value("referral_age", group: "99") }
    #expect(throws: ResourceError.self) { try england.percentiles("category_of_abuse") }
  }

  @Test(arguments: [
    ("a,,x,count,2020,published,some source", "value"), ("a,,1,count,MMXX,published,s", "year"),
    ("a,,1,count,2020,guessed,s", "status"), ("a,,1,count,2020,published,", "source"),
    (",,1,count,2020,published,s", "parameter"), ("a,,1,count,2020,published", "row"),
    ("a,,inf,count,2020,published,s", "value"),
  ])
  func a_line_that_cannot_be_read_is_refused_by_field(line: String, field: String) throws {
    let text = "parameter,group,value,unit,year,status,source\n" + line + "\n"
    let error = try #require(throws: ResourceError.self) {
      try EnglandParameters(
        ResourceTable("figures.csv", text: text, columns: EnglandParameters.columns))
    }
    #expect(error.line == 2)
    #expect(error.field == field)
  }
}
