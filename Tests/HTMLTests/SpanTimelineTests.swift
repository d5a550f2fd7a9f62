import CivilTime
import Foundation
import Testing

@testable import HTML

@Suite struct SpanTimelineTests {
  private let care = SpanTimeline.Kind("Child in care", .blue)
  private let missing = SpanTimeline.Kind("Missing", .red)
  private let today = day("2026-03-31")

  private func drawn(_ spans: SpanTimeline.Span...) -> SpanTimelineLayout? {
    SpanTimelineLayout(of: [.init("Status", spans)], today: today)
  }

  @Test func an_open_span_ends_today() throws {
    let layout = try #require(drawn(.init("In care", care, from: day("2020-01-01"), to: nil)))
    let bar = try #require(layout.lanes.first?.bars.first)
    #expect(bar.isOpen)
    #expect(bar.x + bar.width == layout.todayX)
    #expect(layout.axis.last == today)
  }

  @Test func a_span_that_is_planned_and_open_runs_to_the_end() throws {
    let layout = try #require(drawn(.init("Planned", care, from: day("2026-05-01"), to: nil)))
    let bar = try #require(layout.lanes.first?.bars.first)
    #expect(bar.x == layout.axis.x(day("2026-05-01")))
    #expect(try #require(layout.todayX) < bar.x)
  }

  @Test func what_is_over_is_not_squeezed_to_make_room_for_today() throws {
    let layout = try #require(
      drawn(.init("In care", care, from: day("2001-01-01"), to: day("2004-01-01"))))
    #expect(layout.axis.last == day("2004-01-01"))
    #expect(layout.todayX == nil)
  }

  @Test func concurrent_spans_go_below_each_other_and_following_ones_beside() throws {
    let layout = try #require(
      drawn(
        .init("A", care, from: day("2020-01-01"), to: day("2022-01-01")),
        .init("B", care, from: day("2021-01-01"), to: day("2023-01-01")),
        .init("C", care, from: day("2022-01-01"), to: nil),
        .init("D", care, from: day("2024-01-01"), to: nil)))
    let rows = Dictionary(grouping: layout.lanes[0].bars, by: \.y).sorted { $0.key < $1.key }
      .map { $0.value.map(\.span.label) }
    #expect(rows == [["A", "C"], ["B", "D"]])
  }

  @Test func an_event_is_centred_on_its_day() throws {
    let layout = try #require(
      drawn(
        .init("In care", care, from: day("2020-01-01"), to: nil),
        .init("Missing", missing, on: day("2022-08-28"))))
    let bar = try #require(layout.lanes[0].bars.first { $0.span.isEvent })
    #expect(bar.x + bar.width / 2 == layout.axis.x(day("2022-08-28")))
  }

  @Test func a_span_of_a_day_in_sixty_years_can_still_be_seen() throws {
    let layout = try #require(
      drawn(
        .init("Long", care, from: day("1966-01-01"), to: day("2026-01-01")),
        .init("Night", care, from: day("1990-05-01"), to: day("1990-05-01"))))
    #expect(layout.lanes[0].bars.allSatisfy { $0.width >= 4 })
    #expect(layout.axis.ticks.count == 12)
  }

  @Test func nothing_lies_outside_the_drawing_whatever_the_dates() throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<200 {
      let spans = (0..<Int.random(in: 1...12, using: &random)).map { index in
        let start = today - Int.random(in: -400...8000, using: &random)
        let length = Int.random(in: 0...2000, using: &random)
        return switch index % 3 {
        case 0: SpanTimeline.Span("Open one", care, from: start, to: nil)
        case 1: SpanTimeline.Span("A long label indeed", care, from: start, to: start + length)
        default: SpanTimeline.Span("Event", missing, on: start)
        }
      }
      let layout = try #require(
        SpanTimelineLayout(of: [.init("One", spans), .init("None", [])], today: today))
      let bars = layout.lanes.flatMap(\.bars)
      #expect(bars.count == spans.count)
      for bar in bars {
        #expect(bar.x >= 0 && bar.x + bar.width <= SpanTimelineLayout.width)
        #expect(bar.y >= 0 && bar.y + SpanTimelineLayout.barHeight <= layout.height)
      }
      for row in Dictionary(grouping: bars, by: \.y).values {
        let inOrder = row.sorted { $0.span.start < $1.span.start }
        for (bar, next) in zip(inOrder, inOrder.dropFirst()) {
          #expect((bar.span.end ?? .unset).isSet && next.span.start >= (bar.span.end ?? .unset))
        }
      }
    }
  }

  @Test func dates_that_cannot_be_right_are_not_drawn_but_told() {
    let chart = SpanTimeline(
      id: "c", title: "Journey",
      lanes: [
        .init(
          "Status",
          [
            .init("Fine", care, from: day("2020-01-01"), to: nil),
            .init("Backwards", care, from: day("2022-01-01"), to: day("2021-01-01")),
            .init("Unknown", care, from: .unset, to: nil),
          ])
      ], today: today)
    let html = chart.markup.description
    #expect(html.contains("2 entries have no usable dates and are only in the table."))
    #expect(html.contains("1 January 2021 (before it starts)"))
    #expect(html.contains("not recorded"))
    #expect(html.ranges(of: "<title>").count == 1)
  }

  @Test func nothing_recorded_says_so() {
    let chart = SpanTimeline(id: "c", title: "Journey", lanes: [.init("Status", [])], today: today)
    #expect(
      chart.markup.description
        == "<p class=\"govuk-body\">Journey: nothing is recorded yet.</p>")
  }

  @Test func the_table_has_the_same_dates_in_words() {
    let chart = SpanTimeline(
      id: "c", title: "Journey",
      lanes: [
        .init(
          "Status",
          [
            .init("In care", care, from: day("2026-03-04"), to: nil),
            .init("Missing", missing, on: day("2026-03-05")),
          ])
      ], today: today)
    let html = chart.table.markup.description
    #expect(
      html.contains(
        "<td class=\"govuk-table__cell\">4 March 2026</td><td class=\"govuk-table__cell\">now</td>")
    )
    #expect(
      html.contains(
        "<td class=\"govuk-table__cell\">5 March 2026</td><td class=\"govuk-table__cell\">the same day</td>"
      ))
    #expect(
      chart.markup.description.contains(
        "<title>In care, Child in care: 4 March 2026 to now</title>"))
  }

  @Test func every_style_has_a_colour_and_a_pattern_of_its_own() {
    let drawn = SpanStyle.allCases.map { $0.definition(id: "x").description }
    #expect(Set(drawn).count == SpanStyle.allCases.count)
    let paths = drawn.map { $0.split(separator: " d=\"").last?.split(separator: "\"").first ?? "" }
    #expect(Set(paths).count == SpanStyle.allCases.count)
  }

  @Test(arguments: SpanStyle.allCases)
  func edges_stand_out_from_white_and_words_from_their_ground(style: SpanStyle) {
    #expect(contrast(style.edge, "#ffffff") >= 4.5)
    #expect(contrast(style.ground, "#0b0c0c") >= 7)
  }

  /// WCAG 2.2, "contrast ratio".
  private func contrast(_ one: String, _ other: String) -> Double {
    let (lighter, darker) = (
      max(luminance(one), luminance(other)), min(luminance(one), luminance(other))
    )
    return (lighter + 0.05) / (darker + 0.05)
  }

  private func luminance(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [number >> 16, number >> 8 & 255, number & 255].map { part in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}

private func day(_ iso: String) -> Day { Day(iso: iso) ?? .unset }
