import CivilTime
import HTML
import Published
import Statistics
import Testing

@testable import OutcomePages

@Suite struct FrameworkPageTests {
  private func text(_ page: FrameworkPage) -> String { page.page.markup.description.withoutTags }

  @Test func every_outcome_and_enabler_stands_on_the_page_by_name() throws {
    let markup = FrameworkPage(try OutcomeSample.setting()).page.markup.description
    for outcome in Indicator.Outcome.allCases {
      #expect(markup.contains(outcome.title))
      #expect(markup.contains("id=\"\(outcome.rawValue)\""))
    }
    #expect(!markup.contains("Outcome 1") && !markup.contains("Outcome 2"))
    #expect(markup.contains("Nothing is published about this yet"))
    #expect(markup.contains("no league table"))
  }

  @Test func every_indicator_leads_to_its_page() throws {
    let markup = FrameworkPage(try OutcomeSample.setting()).page.markup.description
    for indicator in try OutcomeSample.shipped.get().indicators {
      #expect(markup.contains("href=\"/outcomes/\(indicator.id)\""), "\(indicator.id)")
    }
  }

  @Test func an_authority_stands_beside_region_neighbours_and_england() throws {
    let page = FrameworkPage(try OutcomeSample.setting())
    let line = try #require(page.parts[0].lines.first { $0.indicator.id == "claRate" })
    #expect(line.comparison.year == 2025)
    #expect(line.comparison.own?[2025]?.numerator == .number(1_498))
    #expect(line.comparison.region?.area.name == "Yorkshire and The Humber")
    #expect(line.comparison.median(in: 2025)?.count == 10)
    #expect(text(page).contains("Outcomes: Leeds"))
  }

  @Test func a_published_rate_and_our_own_have_the_interval_of_chance() throws {
    let page = FrameworkPage(
      try OutcomeSample.setting(), measured: [OutcomeSample.measured("claRate", 440)])
    let series = try #require(
      try OutcomeSample.shipped.get().series(
        of: OutcomeSample.indicator("claRate"), for: "383"))
    let interval = try #require(series.latest?.interval())
    let words = "\(Int(interval.lower.rounded())) to \(Int(interval.upper.rounded()))"
    #expect(text(page).contains(words), "\(words)")
    #expect(text(page).contains("25 23 to 27"))
    #expect(text(page).contains("within which chance alone moves it"))
  }

  @Test func our_own_figure_is_beside_the_published_one() throws {
    let page = FrameworkPage(
      try OutcomeSample.setting(),
      measured: [
        OutcomeSample.measured("claRate", 1_400),
        OutcomeSample.measured("threePlacements", 140, of: 1_400),
        OutcomeSample.measured("nobody knows", 3),
      ])
    #expect(page.measuredAt == OutcomeSample.today)
    let line = try #require(page.parts[0].lines.first { $0.indicator.id == "claRate" })
    let own = try #require(line.measured)
    // 2024's children are the newest there are.
    #expect(own.populationYear == 2024)
    #expect(text(page).contains("Our record"))
    #expect(text(page).contains("10.0%"))
  }

  @Test func a_small_count_is_on_the_screen_and_not_on_paper_nor_in_a_file() throws {
    let page = FrameworkPage(
      try OutcomeSample.setting(),
      measured: [
        OutcomeSample.measured("longCpPlans", 4, of: 400),
        OutcomeSample.measured("uascRate", 3),
      ])
    let markup = page.page.markup.description
    #expect(markup.contains("<strong class=\"kith-on-screen\">1.0%</strong>"))
    #expect(markup.contains("<span class=\"kith-on-paper\">too few to show</span>"))
    let rows = page.sheet.rows.filter { $0.contains(.text("too few to show")) }
    #expect(rows.count == 2)
    // Value, count and total: each would give the others away.
    for row in rows { #expect(row.count { $0 == .text("too few to show") } == 3) }
  }

  @Test func the_sheet_has_a_row_for_every_indicator_and_cells_for_every_column() throws {
    for setting in [try OutcomeSample.setting(), try OutcomeSample.setting(own: "999")] {
      let page = FrameworkPage(setting, measured: [OutcomeSample.measured("claRate", 60)])
      // The judgement of leaders is no number.
      #expect(page.sheet.rows.count == setting.figures.indicators.count - 1)
      for row in page.sheet.rows { #expect(row.count == page.sheet.columns.count) }
    }
  }

  @Test func an_authority_of_which_nothing_is_published_sees_england() throws {
    let page = FrameworkPage(try OutcomeSample.setting(own: "999"))
    #expect(text(page).contains("Outcomes: England"))
    #expect(text(page).contains("Nothing is published of the authority"))
    let measured = FrameworkPage(
      try OutcomeSample.setting(own: "999"), measured: [OutcomeSample.measured("claRate", 60)])
    // No population is known, so the count itself is shown.
    #expect(text(measured).contains("60 counted"))
    #expect(measured.measuredAt != nil)
  }

  @Test func our_record_is_not_shown_beside_another_authority() throws {
    let page = FrameworkPage(
      try OutcomeSample.setting(chosen: "881"), measured: [OutcomeSample.measured("claRate", 77)])
    #expect(page.measuredAt == nil)
    #expect(text(page).contains("Outcomes: Essex"))
    #expect(page.page.markup.description.contains("/outcomes/claRate?area=881"))
  }

  @Test(arguments: ["000", "E92000001", "Leeds", "314/318", "<b>"])
  func what_is_no_authority_is_said(code: String) throws {
    let page = FrameworkPage(try OutcomeSample.setting(chosen: code))
    #expect(page.setting.area?.code == "383")
    #expect(text(page).contains("is no authority that figures are published of"))
  }

  @Test(arguments: [
    ("928", "No longer an authority in 2025: now North Northamptonshire and West Northamptonshire"),
    ("909", "No longer an authority in 2025: now Cumberland and Westmorland and Furness"),
    ("201", "Hidden so that nobody can be recognised"),
  ])
  func what_is_missing_is_said_in_words(code: String, words: String) throws {
    let page = FrameworkPage(try OutcomeSample.setting(chosen: code))
    #expect(text(page).contains(words))
  }

  @Test func a_pair_that_reports_its_workforce_together_is_named() throws {
    let page = FrameworkPage(try OutcomeSample.setting(own: "940"))
    #expect(text(page).contains("together with West Northamptonshire"))
  }

  @Test func what_stands_out_can_be_found_again_in_the_funnel() throws {
    let setting = try OutcomeSample.setting(own: "890")
    let page = FrameworkPage(setting)
    #expect(page.compared > 15)
    #expect(!page.standingOut.isEmpty)
    for one in page.standingOut {
      let funnel = try #require(setting.standings.funnel(of: one.line.indicator.id))
      #expect(funnel.standsOut("890") != nil)
      let value = try #require(one.line.comparison.own?[funnel.year]?.value)
      let target = funnel.plot.target * one.line.indicator.unit.factor
      #expect((value > target) == one.isAbove)
    }
  }

  @Test func grades_of_leaders_are_counted_among_all() throws {
    let summary = JudgementSummary(
      of: try OutcomeSample.setting().own, on: OutcomeSample.today,
      in: try OutcomeSample.shipped.get())
    #expect(summary.inspected > 140)
    #expect(summary.counts.reduce(0) { $0 + $1.count } == summary.inspected)
    #expect(summary.own == summary.history.first)
    let before = JudgementSummary(
      of: try OutcomeSample.setting().own, on: Day(year: 2010, month: 1, day: 1) ?? .unset,
      in: try OutcomeSample.shipped.get())
    #expect(before.own == nil && before.history.isEmpty && before.inspected == 0)
  }
}
