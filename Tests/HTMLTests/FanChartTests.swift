import CivilTime
import Testing

@testable import HTML

@Suite struct FanChartTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  private func chart(_ past: [FanChart.Past], _ coming: [FanChart.Coming]) -> FanChart {
    FanChart(id: "fan", title: "Children in care", unit: "Children", past: past, coming: coming)
  }

  private func text(_ chart: FanChart) -> String {
    String(decoding: Markup { chart }.bytes, as: UTF8.self)
  }

  @Test func what_was_and_what_may_come_are_drawn_and_said() throws {
    let text = text(
      chart(
        [.init(try day("2026-01-31"), 100), .init(try day("2026-02-28"), 104)],
        [
          .init(try day("2026-03-31"), middle: 105, bands: [103...107, 101...110, 98...115]),
          .init(try day("2026-04-30"), middle: 106, bands: [102...110, 99...114, 95...120]),
        ]))
    #expect(text.contains("role=\"img\""))
    #expect(text.contains("aria-labelledby=\"fan-title fan-description\""))
    #expect(text.contains("100 on 31 January 2026, 104 on 28 February 2026."))
    #expect(
      text.contains(
        "Expected on 30 April 2026: 106, 50 in 100 from 102 to 110, 80 in 100 from 99 to 114, 95 in 100 from 95 to 120."
      ))
    // A band each, and a line each for what was and what is expected.
    #expect(text.matches(of: /fill="#(8eb8dc|b8d2e9|deeaf5)"/).count == 6)
    #expect(text.contains("The scale does not begin at 0."))
    #expect(text.contains("98 to 115"))
    #expect(text.contains("<td class=\"govuk-table__cell govuk-table__cell--numeric\">105</td>"))
  }

  @Test func without_anything_foretold_only_the_past_is_drawn() throws {
    let text = text(chart([.init(try day("2026-01-31"), 3)], []))
    #expect(!text.contains("Expected"))
    #expect(text.contains("Nothing is foretold."))
    #expect(!text.contains("NaN") && !text.contains("nan"))
  }

  @Test func without_any_figure_it_says_so() throws {
    #expect(text(chart([], [])).contains("Children in care: there are no figures to draw."))
    #expect(
      text(chart([.init(try day("2026-01-31"), .nan)], [])).contains("there are no figures"))
  }

  @Test func months_without_all_bands_are_left_out() throws {
    let text = text(
      chart(
        [.init(try day("2026-01-31"), 3)],
        [.init(try day("2026-02-28"), middle: 4, bands: [3...5])]))
    #expect(text.contains("Nothing is foretold."))
  }
}
