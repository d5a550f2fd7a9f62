import CivilTime
import HTML
import Measures
import Published
import Testing

@testable import OutcomePages

/// The limits of a control chart move by a decision alone, and the page says by whose.
@Suite struct PhaseTests {
  private func page(
    _ decisions: [PhaseDecision] = [], of id: String = "claRate", own: String = "383",
    chosen: String? = nil, mayRecalculate: Bool = false
  ) throws -> IndicatorPage {
    IndicatorPage(
      try OutcomeSample.indicator(id), try OutcomeSample.setting(own: own, chosen: chosen),
      decisions: decisions, mayRecalculate: mayRecalculate)
  }

  private func from(_ year: Int, _ reason: String = "Meetings began", on day: Int = 4)
    -> PhaseDecision
  {
    PhaseDecision(
      from: year, because: reason, by: "Hazel Marram",
      on: Day(year: 2026, month: 3, day: day) ?? .unset,
      action: NavigationItem("Offer meetings", "/learning/actions/x"), page: "/learning/phases/x")
  }

  private func text(_ page: IndicatorPage) -> String { page.page.markup.description.withoutTags }

  @Test func limits_rest_on_the_first_twelve_figures_and_later_years_do_not_move_them() throws {
    let history = try #require(try page().history)
    #expect(history.years == 2010...2025)
    #expect(history.phases.map(\.baseline) == [2010...2021])
    #expect(history.phases[0].figures == 12 && !history.phases[0].isProvisional)
    let shorter = try #require(
      OwnHistory(of: history.series, decisions: [from(2024)]))
    #expect(history.limits(in: 2012)?.centre == shorter.limits(in: 2012)?.centre)
    #expect(
      text(try page()).contains(
        "2010 to 2021. Later years do not move them."))
  }

  @Test func each_phase_has_an_average_and_limits_of_its_own() throws {
    let page = try page([from(2018)])
    let history = try #require(page.history)
    #expect(history.phases.map(\.years) == [2010...2017, 2018...2025])
    #expect(history.phases.map(\.hasLimits) == [true, true])
    #expect(history.phases.map(\.isProvisional) == [true, true])
    let before = try #require(history.limits(in: 2017))
    let after = try #require(history.limits(in: 2018))
    #expect(before.centre != after.centre)
    #expect(history.limits(in: 2010)?.centre == before.centre)
    #expect(history.limits(in: 2025)?.centre == after.centre)
    let markup = page.page.markup.description
    #expect(
      markup.withoutTags.contains(
        "From 2018: average and limits begin anew. Hazel Marram decided so on 4 March 2026."))
    #expect(markup.contains("href=\"/learning/phases/x\""))
    #expect(markup.contains("href=\"/learning/actions/x\""))
    // Which phase a year is in stands in the table.
    #expect(markup.contains(">Phase<"))
  }

  @Test func the_average_is_not_drawn_from_one_phase_into_the_next_but_the_figures_are() throws {
    func runs(_ page: IndicatorPage) -> Int {
      let markup = page.page.markup.description
      guard let start = markup.firstRange(of: "id=\"control-title\"") else { return 0 }
      let chart = markup[start.upperBound...].split(separator: "</svg>", maxSplits: 1)[0]
      return chart.matches(of: #/\sd="([^"]*)"/#).reduce(0) { $0 + $1.1.count { $0 == "M" } }
    }
    // Average and two limits begin anew, the figures do not.
    #expect(runs(try page([from(2018)])) == runs(try page()) + 3)
  }

  @Test func a_phase_of_too_few_has_no_limits_and_says_so() throws {
    let page = try page([from(2021)])
    let history = try #require(page.history)
    #expect(history.phases.map(\.hasLimits) == [true, false])
    #expect(history.limits(in: 2022) == nil && history.limits(in: 2020) != nil)
    #expect(
      text(page).contains("2021 to 2025: 5 figures, too few for limits. They take 8."))
    // Nothing is said of figures that no limit is about.
    #expect(history.signals.allSatisfy { $0.year < 2021 })
    let none = try self.page([from(2015), from(2021)])
    #expect(none.history?.phases.count == 3)
    #expect(text(none).contains("so nothing can be said yet"))
  }

  @Test(arguments: [
    (2010, "Without effect: the figures that can be compared begin in 2010."),
    (2005, "Without effect: the figures that can be compared begin in 2010."),
    (2027, "Without effect until a figure of 2027 is published."),
  ])
  func a_decision_that_changes_nothing_is_listed_with_why(_ year: Int, _ words: String) throws {
    let page = try page([from(year)])
    #expect(page.history?.phases.count == 1)
    #expect(text(page).contains(words))
  }

  @Test func of_two_decisions_about_a_year_the_later_counts_and_both_are_listed() throws {
    let page = try page([from(2018, "First", on: 4), from(2018, "Second", on: 5)])
    #expect(page.history?.phases.map { $0.decision?.reason } == [nil, "Second"])
    #expect(text(page).contains("Without effect: a later decision is about the same year."))
  }

  @Test func a_decision_of_ours_is_not_shown_about_others_nor_offered() throws {
    let other = try page([from(2018)], chosen: "881", mayRecalculate: true)
    #expect(other.history?.phases.count == 1)
    #expect(!text(other).contains("Hazel Marram"))
    #expect(!text(other).contains("Recalculate from here"))
  }

  @Test func who_may_recalculate_chooses_a_year_and_others_are_not_asked() throws {
    let page = try page(mayRecalculate: true).page.markup.description
    #expect(page.contains("action=\"/learning/phases/new\""))
    #expect(page.contains("name=\"indicator\" value=\"claRate\"") || page.contains("claRate"))
    #expect(page.withoutTags.contains("2019: 7 figures so far, limits from 8 on"))
    #expect(page.withoutTags.contains("2018: 8 figures"))
    #expect(!text(try self.page()).contains("Recalculate from here"))
    // Where there is no chart there is nothing to decide.
    let short = try self.page(of: "threePlacements", mayRecalculate: true)
    #expect(!text(short).contains("Recalculate from here"))
  }

  @Test func a_small_series_of_an_average_has_phases_too() throws {
    let page = try page(of: "caseloadFte")
    let series = try #require(page.history?.series)
    let years = PhaseStart.years(of: series)
    let year = try #require(years.last?.year)
    let phased = try self.page([from(year)], of: "caseloadFte")
    #expect(phased.history?.phases.count == 2)
    #expect(phased.history?.phases[0].hasLimits == false)
  }

  @Test func the_sheet_has_limits_phases_and_reasons_and_the_workbook_the_decisions() throws {
    let page = try page([from(2018, "Meetings began")])
    let sheet = page.sheet
    for row in sheet.rows { #expect(row.count == sheet.columns.count) }
    let phase = try #require(sheet.columns.firstIndex { $0.heading == "Phase" })
    let own = sheet.rows.filter { $0[0] == .text("Leeds") }
    #expect(own.first { $0[2].plain == "2017" }?[phase].plain == "1")
    let first = try #require(own.first { $0[2].plain == "2018" })
    #expect(first[phase].plain == "2")
    #expect(first.last?.plain == "Meetings began (Hazel Marram, 4 March 2026)")
    // Of others no limits were reckoned.
    #expect(sheet.rows.filter { $0[0] == .text("England") }.allSatisfy { $0[phase] == .empty })
    let decisions = try #require(page.decisionSheet)
    #expect(
      decisions.rows.map { $0.map(\.plain) }[0][..<4] == [
        "2018", "Meetings began", "Offer meetings", "Hazel Marram",
      ])
    #expect(try self.page().decisionSheet == nil)
  }
}
