import CivilTime
import Foundation
import Testing

@testable import HTML

@Suite struct FigureFormatTests {
  @Test(
    arguments: [
      (0, "", 0.4, "0"), (0, "", 1_234.5, "1,235"), (1, "%", 22.58, "22.6%"), (1, "", 0.04, "0.0"),
      (2, "", 1_000_000.006, "1,000,000.01"), (0, "", -12, "−12"), (1, "", -0.25, "−0.3"),
      (0, "", 1e18, "1e+18"), (0, "", .nan, "not known"), (0, "", .infinity, "inf"),
    ] as [(Int, String, Double, String)])
  func a_figure_is_written_as_people_read_it(
    decimals: Int, suffix: String, value: Double, words: String
  ) {
    #expect(FigureFormat(decimals: decimals, suffix: suffix).words(value) == words)
  }

  @Test func what_is_not_known_is_not_nought() {
    #expect(FigureFormat().words(nil) == "not known")
  }
}

@Suite struct ChartScaleTests {
  private func scale(_ values: [Double], decimals: Int = 0) -> ChartScale {
    .figures(values, from: 200, to: 0, room: 40, format: FigureFormat(decimals: decimals))
  }

  @Test(
    arguments: [
      ([12, 84.0], ["0", "20", "40", "60", "80", "100"]), ([0], ["0", "1"]), ([], ["0", "1"]),
      ([3, 3], ["3", "4"]), ([980, 1_010], ["980", "990", "1,000", "1,010"]),
      ([-20, 30], ["−20", "−10", "0", "10", "20", "30"]), ([.nan, .infinity, 4], ["4", "5"]),
    ] as [([Double], [String])])
  func ticks_are_round_and_hold_every_value(values: [Double], labels: [String]) {
    let scale = scale(values)
    #expect(scale.ticks.map(\.label) == labels)
    for value in values where value.isFinite {
      #expect(scale.lower <= value && value <= scale.upper)
    }
    #expect(scale.position(scale.lower) == 200)
    #expect(abs(scale.position(scale.upper)) < 1e-9)
  }

  @Test func a_scale_says_that_it_leaves_nought_out() {
    #expect(scale([980, 1_010]).leavesOutZero)
    #expect(!scale([12, 84]).leavesOutZero)
  }

  @Test func years_are_labelled_at_their_ends_and_the_last_one_always() throws {
    let days = try (2010...2025).map { try #require(Day(year: $0, month: 3, day: 31)) }
    let scale = ChartScale.days(days, from: 40, to: 340, by: .yearsEnding(month: 3, day: 31))
    #expect(scale.ticks.last?.label == "2025")
    #expect(scale.ticks.count < 8)
    #expect(scale.position(days[0]) == 40)
    #expect(scale.position(days[15]) == 340)
    let one = ChartScale.days([days[0]], from: 0, to: 100, by: .yearsEnding(month: 3, day: 31))
    #expect(one.position(days[0]) == 50)
    #expect(ChartScale.days([.unset], from: 0, to: 100, by: .days).ticks.isEmpty)
  }
}

@Suite struct LineChartTests {
  private let format = FigureFormat()

  private func day(_ year: Int) -> Day { Day(year: year, month: 3, day: 31) ?? .unset }

  private func points(_ values: [Double?]) -> [LineChart.Point] {
    values.enumerated().map { LineChart.Point(day(2010 + $0), $1, missing: "Hidden") }
  }

  @Test func a_line_is_not_drawn_over_a_gap_nor_over_a_break() {
    let all = points([1, 2, nil, 4, 5, 6])
    let runs = LineDrawing.runs(all, brokenBy: [day(2014)])
    #expect(runs.map { $0.compactMap(\.value) } == [[1, 2], [4], [5, 6]])
    #expect(LineDrawing.runs(points([nil, nil]), brokenBy: []).isEmpty)
    // A break at the first figure, or after the last, parts nothing.
    #expect(LineDrawing.runs(points([1, 2]), brokenBy: [day(2010), day(2030)]).count == 1)
  }

  @Test func each_run_of_the_path_begins_anew() {
    let x = ChartScale.days([day(2010), day(2013)], from: 0, to: 300, by: .days)
    let y = ChartScale.figures([0, 10], from: 100, to: 0, room: 50, format: format)
    let path = LineDrawing.path(points([1, 2, nil, 4]), brokenBy: [], x, y)
    #expect(path.count { $0 == "M" } == 2)
    #expect(path.count { $0 == "L" } == 1)
  }

  private func chart(_ values: [Double?]) -> LineChart {
    LineChart(
      id: "c", title: "Rate", unit: "For every 10,000", by: .yearsEnding(month: 3, day: 31),
      series: [
        LineChart.Series("Leeds", label: "Leeds", .heavy, points(values)),
        LineChart.Series("England", label: "England", .chained, points([3, 3, 3, 3])),
      ], breaks: [.init(from: day(2012), "Counted otherwise.")],
      marks: [.init(on: day(2013), "Family group conferences")], notes: ["Not a league table."],
      source: "Somebody")
  }

  @Test func the_drawing_has_a_title_a_description_and_its_table() {
    let markup = chart([1, nil, 3, 4]).markup.description
    for part in [
      "role=\"img\"", "<title id=\"c-title\">Rate</title>",
      "Leeds: 1 (2010) to 4 (2013).", "Not comparable from 2012: Counted otherwise.",
      "From 2012: Counted otherwise.", "31 March 2013: Family group conferences",
      "Not a league table.", "Source: Somebody", "<table",
    ] {
      #expect(markup.contains(part), "\(part)")
    }
    // What is missing is a cross on the chart and words in the table.
    #expect(markup.contains(">×<"))
    #expect(markup.contains(">Hidden<"))
  }

  @Test func a_signal_has_a_ring_and_words() {
    let own = [
      LineChart.Point(day(2010), 1), LineChart.Point(day(2011), 9, signal: "above the limit"),
    ]
    let markup = LineChart(
      id: "c", title: "T", unit: "U", by: .days,
      series: [LineChart.Series("Leeds", label: "Leeds", .heavy, own)]
    ).markup.description
    #expect(markup.contains("9, above the limit"))
    #expect(markup.contains("r=\"8\""))
  }

  @Test func where_limits_begin_anew_they_are_not_joined_and_the_figures_are() {
    let chart = LineChart(
      id: "c", title: "Rate", unit: "U", by: .yearsEnding(month: 3, day: 31),
      series: [
        LineChart.Series("Leeds", label: "Leeds", .heavy, points([1, 2, 3, 4])),
        LineChart.Series(
          "Average", label: "Average", .faint, points([1, 1, 3, 3]), isReckonedAnew: true),
      ], breaks: [.init(from: day(2012), "limits begin anew.", endsFigures: false)])
    #expect(chart.breaks(of: chart.series[0]).isEmpty)
    #expect(chart.breaks(of: chart.series[1]) == [day(2012)])
    let markup = chart.markup.description
    #expect(markup.contains("From 2012: limits begin anew."))
    #expect(!markup.contains("Not comparable"))
    // Which phase a year is in is a column of the table.
    let rows = chart.table.markup.description.split(separator: "<tr").suffix(4)
    #expect(
      rows.map { $0.contains(">1</td></tr>") ? 1 : $0.contains(">2</td></tr>") ? 2 : 0 }
        == [1, 1, 2, 2])
  }

  @Test func limits_that_ended_with_an_earlier_phase_have_no_name_at_the_end_of_the_chart() {
    func ends(_ average: [Double?]) -> [Bool] {
      LineChartLayout(
        of: LineChart(
          id: "c", title: "Rate", unit: "U", by: .yearsEnding(month: 3, day: 31),
          series: [
            LineChart.Series("Leeds", label: "Leeds", .heavy, points([1, 2, 3, 4])),
            LineChart.Series(
              "Average", label: "Average", .faint, points(average), isReckonedAnew: true),
          ])
      ).ends.map { $0 != nil }
    }
    #expect(ends([1, 1, nil, nil]) == [true, false])
    #expect(ends([1, 1, 3, 3]) == [true, true])
  }

  @Test func nothing_to_draw_is_said() {
    let markup = chart([nil, nil]).table.markup.description
    #expect(markup.contains("Hidden"))
    let empty = LineChart(id: "c", title: "Rate", unit: "U", by: .days, series: []).markup
    #expect(empty.description.contains("there are no figures to draw"))
    let allMissing = LineChart(
      id: "c", title: "Rate", unit: "U", by: .days,
      series: [LineChart.Series("Leeds", label: "L", .heavy, points([nil]))]
    ).markup.description
    #expect(!allMissing.contains("<svg") && allMissing.contains("Hidden"))
  }

  @Test(
    arguments: [
      ([10, 12, 14], [10.0, 25, 40]), ([100, 100, 100], [70, 85, 100]), ([0, 90], [5, 90]),
    ] as [([Double], [Double])])
  func labels_that_would_cover_each_other_move_apart(wanted: [Double], placed: [Double]) {
    #expect(LineDrawing.apart(wanted, by: 15, within: 5...100) == placed)
  }

  @Test func marks_have_letters_without_end() {
    #expect([0, 25, 26, 53].map(LineChart.letter) == ["A", "Z", "A2", "B3"])
  }
}

@Suite struct OtherFigureChartTests {
  private func day(_ year: Int) -> Day { Day(year: year, month: 3, day: 31) ?? .unset }

  @Test func a_dot_plot_marks_ones_own_and_what_differs_without_colour() {
    let markup = DotPlot(
      id: "d", title: "Rate", unit: "Per 10,000",
      rows: [
        .init("Leeds", 84, within: 80...88, isOwn: true, differs: true),
        .init("Essex", 34, within: 32...36), .init("Nowhere", nil, missing: "Hidden"),
      ], references: [.init("England", 67, .chained)]
    ).markup.description
    #expect(markup.contains("<polygon"))
    #expect(markup.contains("full: differs by more than chance"))
    #expect(markup.contains("84 (80 to 88)"))
    #expect(markup.contains(">Hidden<"))
    #expect(markup.contains("England: 67"))
    let none = DotPlot(id: "d", title: "Rate", unit: "U", rows: [.init("A", nil, missing: "x")])
    #expect(!none.markup.description.contains("<svg"))
  }

  @Test func a_scatter_plot_names_those_that_stand_out() {
    let plot = ScatterPlot(
      id: "s", title: "Rate", across: .init("Children"), up: .init("Rate"),
      points: [
        .init("Leeds", x: 170_000, y: 84, .own), .init("Kent", x: 350_000, y: 50, .standsOut),
        .init("Essex", x: 320_000, y: 34), .init("Odd", x: .nan, y: 1),
      ], curves: [.init("Limit", .limit, [(100_000, 60), (400_000, 70)])]
    ).markup.description
    let drawing = plot.split(separator: "</svg>").first ?? ""
    #expect(drawing.contains(">Leeds</text>") && drawing.contains(">Kent</text>"))
    #expect(!drawing.contains(">Essex</text>"))
    #expect(plot.contains(">Essex<") && !plot.contains("Odd"))
    let none = ScatterPlot(
      id: "s", title: "T", across: .init("A"), up: .init("B"), points: [])
    #expect(none.markup.description.contains("no figures"))
  }

  @Test func every_mark_of_a_scatter_plot_tells_its_name_and_no_name_lies_on_another() {
    let close = (0..<4).map {
      ScatterPlot.Point("Authority \($0)", x: 100 + Double($0) / 100, y: 50, .standsOut)
    }
    let plot = ScatterPlot(
      id: "s", title: "Rate", across: .init("Children"), up: .init("Rate"),
      points: close + [
        .init("Bournemouth, Christchurch and Poole", x: 300, y: 90, .own),
        .init("Essex", x: 200, y: 20),
      ]
    ).markup.description
    let drawing = String(plot.split(separator: "</svg>").first ?? "")
    #expect(drawing.contains("<title>Essex: Rate 20; Children 200</title>"))
    // Six places around a mark: with four marks in one place every name finds one of its own.
    let places = drawing.matches(of: /<text class="kith-chart__end" x="([0-9.]+)" y="([0-9.]+)"/)
      .map { "\($0.output.1) \($0.output.2)" }
    #expect(places.count == 4 && Set(places).count == 4, "\(places)")
    // What is cut is whole where the pointer rests.
    #expect(drawing.contains("<title>Bournemouth, Christchurch and Poole</title>Bournemouth"))
  }

  @Test func the_farthest_from_the_middle_are_found() {
    let points: [(x: Double, y: Double)] = [(1, 1), (2, 2), (3, 3), (90, 3), (2, 70)]
    #expect(ScatterPlot.farthest(2, of: points) == [3, 4])
    #expect(ScatterPlot.farthest(9, of: [(1, 1)]) == [0])
    #expect(ScatterPlot.farthest(3, of: []).isEmpty)
    // Where all but one are the same, that one.
    #expect(ScatterPlot.farthest(1, of: [(5, 1), (5, 1), (5, 1), (5, 9)]) == [3])
  }

  @Test func a_service_run_under_its_own_name_says_it_once() {
    func footer(_ council: String) -> String {
      let page = Page("A page", in: PageFrame(council: council)) { p { "Text" } }
      let text = String(decoding: page.bytes, as: UTF8.self)
      return String(text[(text.range(of: "kith-footer__line")?.upperBound ?? text.endIndex)...])
    }
    #expect(footer("Kith").prefix(40).contains(">Kith</p>"))
    #expect(footer("Leeds").prefix(40).contains(">Kith, Leeds</p>"))
  }

  @Test func small_multiples_share_one_scale_and_say_it() {
    let multiples = SmallMultiples(
      id: "m", title: "Rate", unit: "Per 10,000", by: .yearsEnding(month: 3, day: 31),
      panels: [
        .init("Leeds", [.init(day(2024), 80), .init(day(2025), 84)], isOwn: true),
        .init("Essex", [.init(day(2024), 30), .init(day(2025), nil, missing: "Hidden")]),
        .init("Nowhere", [.init(day(2024), nil)]),
      ],
      reference: LineChart.Series("England", label: "England", .chained, [.init(day(2025), 67)]))
    let markup = multiples.markup.description
    #expect(markup.contains("the same scale, from 0 to 100"))
    #expect(markup.contains("aria-label=\"Leeds: 80 (2024) to 84 (2025)\""))
    #expect(markup.split(separator: "class=\"kith-miniature\"").count == 3)
    #expect(markup.contains(">Hidden<"))
  }

  @Test func small_multiples_may_each_have_a_scale_of_their_own_and_say_it() {
    let multiples = SmallMultiples(
      id: "m", title: "Rate", unit: "Per 10,000", by: .yearsEnding(month: 3, day: 31),
      panels: [
        .init("Blackpool", [.init(day(2024), 181), .init(day(2025), 184)]),
        .init("Essex", [.init(day(2024), 30), .init(day(2025), 31)]),
      ],
      reference: LineChart.Series("England", label: "England", .chained, [.init(day(2025), 67)]),
      scale: .own)
    let markup = multiples.markup.description
    #expect(markup.contains("heights cannot be compared between panels"))
    #expect(!markup.contains("the same scale") && !markup.contains("England"))
    #expect(markup.split(separator: "kith-unit\">").count == 3)
    #expect(markup.contains("kith-unit\">181 to 184") || markup.contains("kith-unit\">180 to 185"))
  }

  @Test func a_sparkline_of_nothing_is_nothing() {
    #expect(Sparkline([], format: FigureFormat(), label: "x").markup.isEmpty)
    #expect(
      !Sparkline([.init(day(2024), 1)], format: FigureFormat(), label: "Leeds: 1").markup.isEmpty)
  }
}
