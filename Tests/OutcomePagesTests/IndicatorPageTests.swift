import CivilTime
import HTML
import Measures
import Published
import Statistics
import Testing

@testable import OutcomePages

@Suite struct IndicatorPageTests {
  private func page(
    _ id: String, own: String = "383", chosen: String? = nil, measured: [MeasuredFigure] = [],
    mayListChildren: Bool = false, marks: [LineChart.Mark] = [],
    decisions: [PhaseDecision] = [], mayRecalculate: Bool = false
  ) throws -> IndicatorPage {
    IndicatorPage(
      try OutcomeSample.indicator(id), try OutcomeSample.setting(own: own, chosen: chosen),
      measured: measured, mayListChildren: mayListChildren, marks: marks,
      decisions: decisions, mayRecalculate: mayRecalculate)
  }

  private func text(_ page: IndicatorPage) -> String { page.page.markup.description.withoutTags }

  @Test func every_indicator_of_every_sort_of_authority_has_a_page() throws {
    let codes = ["383", "201", "928", "940", "420", "999"]
    for (place, indicator) in try OutcomeSample.shipped.get().indicators.enumerated() {
      for code in ["383", codes[place % codes.count]] {
        let page = try page(indicator.id, own: code)
        #expect(page.page.bytes.count > 2_000)
        for row in page.sheet.rows { #expect(row.count == page.sheet.columns.count) }
        #expect(text(page).contains(indicator.counted), "\(indicator.id)")
        #expect(!text(page).contains(/\bnan\b|not known/), "\(indicator.id) \(code)")
      }
    }
  }

  @Test func the_figure_is_said_in_a_sentence_with_its_interval() throws {
    let text = text(try page("claRate"))
    #expect(text.contains("in the year ending 31 March 2025"))
    #expect(text.contains("chance alone would move it between"))
    #expect(text.contains("the median of the ten statistical neighbours"))
    #expect(text.contains("England 67"))
  }

  @Test(arguments: [
    (1498, "They agree to within 5 in 100."), (1430, "They agree to within 5 in 100."),
    (433, "They are more than 5 in 100 apart."),
  ])
  func our_record_is_held_against_what_was_published_of_the_same_day(
    count: Int, words: String
  ) throws {
    let end = try #require(Day(iso: "2025-03-31"))
    let text = text(
      try page(
        "claRate",
        measured: [
          OutcomeSample.measured("claRate", count, at: end),
          OutcomeSample.measured("claRate", 440),
        ]))
    #expect(text.contains("Of the year ending 31 March 2025 our record says"))
    #expect(text.contains("; 85 (1,498) was published. \(words)"))
  }

  @Test func our_record_is_held_against_nothing_where_nothing_was_published_of_its_days() throws {
    let text = text(try page("claRate", measured: [OutcomeSample.measured("claRate", 440)]))
    #expect(!text.contains("our record says"))
    // Of two shares both the count and what it is among must be near.
    let share = try page(
      "reReferrals12m",
      measured: [
        OutcomeSample.measured(
          "reReferrals12m", 1, of: 400, at: try #require(Day(iso: "2025-03-31")))
      ])
    #expect(share.reconciled?.agree == false)
  }

  @Test func a_change_of_definition_breaks_the_line_and_is_explained() throws {
    let page = try page("reReferrals12m")
    let markup = page.page.markup.description
    #expect(markup.contains("Not comparable from 2013"))
    #expect(text(page).contains("From 2013: In 2011 and 2012 an earlier definition"))
    // What is compared with itself is of one definition.
    #expect((page.history?.years.lowerBound ?? 0) >= 2013)
  }

  @Test func a_code_is_in_the_table_in_words() throws {
    #expect(
      text(try page("claRate", own: "201")).contains("Hidden so that nobody can be recognised"))
  }

  @Test func an_area_that_was_divided_says_so() throws {
    #expect(
      text(try page("claRate", own: "940")).contains(
        "Northamptonshire became North Northamptonshire"))
    #expect(
      text(try page("claRate", own: "933")).contains(
        "Figures before and after are of the same area"))
    #expect(
      text(try page("claRate", own: "942")).contains(
        "Not yet an authority in 2020: part of Cumbria until April 2023"))
  }

  @Test(
    arguments: [
      ("928", "940", "Figures from after are under", "North Northamptonshire (from April 2021)"),
      ("942", "909", "Figures from before are under", "Cumbria (until 2023)"),
      ("838", "835", "Figures from before are under", "Dorset (until 2019)"),
    ])
  func the_way_leads_to_what_came_before_and_after(
    code: String, other: String, words: String, name: String
  ) throws {
    let page = try page("claRate", own: code)
    let shown = text(page)
    #expect(shown.contains(words) && shown.contains(name))
    #expect(
      page.page.markup.description.contains("href=\"/outcomes/claRate?area=\(other)\""))
    #expect(shown.contains("they are not joined to these"))
  }

  @Test(arguments: ["933", "383"])
  func an_authority_of_the_same_area_throughout_has_nothing_before_it(code: String) throws {
    #expect(!text(try page("claRate", own: code)).contains("not joined to these"))
  }

  @Test func a_short_history_is_not_put_on_a_control_chart() throws {
    let short = try page("threePlacements")
    #expect(short.history == nil)
    #expect(text(short).contains("fewer than 8 comparable years"))
    let long = try page("claRate")
    #expect(long.history?.chart.points.count == 16)
    #expect(text(long).contains("Upper limit"))
  }

  @Test func the_control_chart_says_what_its_rules_found() throws {
    let history = try #require(try page("claRate", own: "881").history)
    #expect(!history.signals.isEmpty)
    // A ring for each.
    let markup = try page("claRate", own: "881").page.markup.description
    #expect(markup.split(separator: "r=\"8\"").count == history.signals.count + 1)
    #expect(text(try page("claRate", own: "881")).contains("More than chance: "))
  }

  @Test(arguments: ["reReferrals12m", "vacancyRateFte", "factorRate.domesticAbuseParent"])
  func of_a_very_small_authority_nothing_is_said_against_the_others(id: String) throws {
    let page = try page(id, own: "420")
    let funnel = try #require(page.funnel)
    #expect(funnel.isTooSmall("420") && !funnel.isTooSmall("383"))
    #expect(funnel.standsOut("420") == nil && funnel.differs("420") == nil)
    #expect(funnel.differs("383") != nil && funnel.judgedCount < funnel.areas.count)
    #expect(text(page).contains("Isles of Scilly is too small to be held against the others"))
  }

  @Test func an_average_has_no_funnel_and_says_nothing_of_chance_between_authorities() throws {
    let page = try page("caseloadFte")
    #expect(page.funnel == nil)
    #expect(!text(page).contains("Among all authorities"))
    #expect(page.history != nil)
  }

  @Test func the_funnel_holds_all_authorities_with_a_figure() throws {
    let funnel = try #require(try page("claRate").funnel)
    #expect(funnel.year == 2025)
    #expect(funnel.areas.count > 145)
    #expect(!funnel.areas.contains { $0.code == "201" })
    let outside = funnel.areas.count { funnel.standsOut($0.code) != nil }
    let different = funnel.areas.count { funnel.differs($0.code) == true }
    // Authorities differ by far more than chance; few by more than they ordinarily do.
    #expect(outside > 0 && outside < 20 && different > 100)
  }

  @Test func what_is_not_held_says_why_and_shows_england() throws {
    let leavers = text(try page("leaverEet19to21"))
    #expect(leavers.contains("only England’s latest"))
    #expect(leavers.contains("England 54.0%"))
    let spending = text(try page("spendShare"))
    #expect(spending.contains("No figures by authority are among the releases that Kith ships"))
    #expect(text(try page("orderToMatchMonths")).contains("Published for England alone"))
  }

  @Test func our_own_figures_are_of_one_definition_and_never_of_days_to_come() throws {
    func day(_ month: Int, _ year: Int = 2026) -> Day {
      Day(year: year, month: month, day: 28) ?? .unset
    }
    let page = try page(
      "threePlacements",
      measured: [
        OutcomeSample.measured("threePlacements", 90, of: 900, at: day(1), definition: 1),
        OutcomeSample.measured("threePlacements", 100, of: 900, at: day(4), definition: 2),
        OutcomeSample.measured("threePlacements", 3, of: 900, at: day(5), definition: 2),
        OutcomeSample.measured("threePlacements", 110, of: 900, at: day(6), definition: 2),
        OutcomeSample.measured("threePlacements", 120, of: 900, at: day(7, 2027), definition: 2),
        OutcomeSample.measured("claRate", 1, at: day(6), definition: 2),
      ], mayListChildren: true, marks: [.init(on: day(5), "More foster homes")])
    #expect(page.measured.map(\.numerator) == [100, 3, 110])
    let markup = page.page.markup.description
    #expect(markup.contains("/outcomes/threePlacements/children?at=2026-06-28"))
    #expect(markup.contains("28 May 2026: More foster homes"))
    // A small count is in no chart, and no other day is left out with it.
    #expect(markup.contains(">too few to show<"))
    #expect(markup.contains("<span class=\"kith-on-screen\">0.3%</span>"))
    #expect(!markup.replacing("kith-on-screen\">0.3%", with: "").contains("0.3%"))
    let others = try self.page("threePlacements", mayListChildren: false)
    #expect(!others.page.markup.description.contains("/children?at="))
  }

  @Test func month_ends_have_counts_and_intervals_and_begin_where_anybody_counts() throws {
    let days = try ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"].map {
      try #require(Day(iso: $0))
    }
    let page = try page(
      "reReferrals12m",
      measured: [
        OutcomeSample.measured("reReferrals12m", 0, of: 0, at: days[0]),
        OutcomeSample.measured("reReferrals12m", 0, of: 40, at: days[1]),
        OutcomeSample.measured("reReferrals12m", 3, of: 90, at: days[2]),
        OutcomeSample.measured("reReferrals12m", 20, of: 100, at: days[3]),
      ])
    #expect(page.measured.map(\.at) == Array(days[1...]))
    let interval = try #require(page.measured.last?.interval)
    let expected = try #require(Proportion(20, of: 100)?.wilson())
    #expect(abs(interval.lower - 100 * expected.lower) < 1e-9)
    #expect(text(page).contains("20.0% ( 20 of 100 )"))
    #expect(text(page).contains("30 September 2026 20.0% 13.3% to 28.9% 20 100"))
    let sheet = try #require(page.recordSheet)
    #expect(sheet.rows.map { $0[0].plain } == ["2026-07-31", "2026-08-31", "2026-09-30"])
    #expect(sheet.rows.allSatisfy { $0.count == sheet.columns.count })
    // Three leave with neither count, share nor total.
    #expect(sheet.rows[1][1...5].allSatisfy { $0.plain == "too few to show" })
    #expect(sheet.rows[2][4].plain == "20" && sheet.rows[2][5].plain == "100")
    #expect(try self.page("reReferrals12m").recordSheet == nil)
  }

  @Test func where_every_count_is_small_it_says_so_once() throws {
    let page = try page(
      "reReferrals12m",
      measured: try ["2026-07-31", "2026-08-31", "2026-09-30"].map {
        OutcomeSample.measured("reReferrals12m", 2, of: 22, at: try #require(Day(iso: $0)))
      })
    let markup = page.page.markup.description
    #expect(markup.contains("There is no chart of our own record"))
    #expect(!markup.contains("no figures to draw"))
    #expect(!text(page).contains("too few to show (too few to show)"))
  }

  @Test(arguments: [("24", 24), ("240", 240), ("", 24)])
  func month_ends_go_back_as_far_as_was_asked_for(asked: String, months: Int) {
    #expect(OwnMonths(asked: asked)?.rawValue == months)
  }

  @Test(arguments: ["25", "-24", "many", "24.0", "99999999999999999999"])
  func other_numbers_of_month_ends_are_none(asked: String) {
    #expect(OwnMonths(asked: asked) == nil)
  }

  @Test func grades_are_shown_in_words_with_their_reports() throws {
    let page = try page("ofstedLeadership")
    let text = text(page)
    #expect(text.contains("Outstanding"))
    #expect(text.contains("authorities"))
    #expect(page.page.markup.description.contains("href=\"https://files.ofsted.gov.uk"))
  }
}
