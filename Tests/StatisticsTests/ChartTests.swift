import Statistics
import Testing

@Suite struct ChartTests {
  /// Twenty calm values, whose centre is 10 and whose standard deviation is about 1.
  static let calm: [Double?] = [
    10, 11, 9, 10, 10.5, 9.5, 11, 9, 10, 10.5, 9.5, 10, 11, 9, 10, 10.5, 9.5, 11, 9, 10,
  ]

  private func signals(after values: [Double?]) -> [ControlSignal] {
    let chart = ControlChart.individuals(
      Self.calm + values, phases: [ControlPhase(start: 0, baseline: 20, decision: "")])
    return chart.points.last?.signals ?? []
  }

  @Test func a_calm_chart_signals_nothing() {
    let chart = ControlChart.individuals(Self.calm)
    #expect(chart.points.allSatisfy { $0.signals.isEmpty })
    #expect(chart.warnings.isEmpty)
  }

  @Test(arguments: [
    ([15.0], ControlRule.outside, ControlSignal.Side.above),
    ([5.0], .outside, .below),
    ([12.8, 10.0, 12.8], .twoOfThree, .above),
    ([7.2, 10.0, 7.2], .twoOfThree, .below),
    ([10.2, 10.3, 10.2, 10.3, 10.2, 10.3, 10.2], .shift, .above),
    ([9.8, 9.7, 9.8, 9.7, 9.8, 9.7, 9.8], .shift, .below),
    ([9.0, 9.3, 9.6, 10.1, 10.4, 10.7], .trend, .above),
    ([11.0, 10.7, 10.4, 9.9, 9.6, 9.3], .trend, .below),
  ])
  func a_rule_is_met_by_its_pattern(
    values: [Double], rule: ControlRule, side: ControlSignal.Side
  ) {
    #expect(signals(after: values) == [ControlSignal(rule: rule, side: side)])
  }

  @Test(arguments: [
    [10.2, 10.3, 10.2, 10.3, 10.2, 10.3],
    [9.0, 9.3, 9.6, 10.1, 10.4],
    [12.8, 10.0, 10.0, 12.8],
    [10.2, 10.3, 10.2, 10.0, 10.2, 10.3, 10.2],
  ])
  func one_point_less_is_no_signal(values: [Double]) {
    #expect(signals(after: values).isEmpty)
  }

  @Test func a_gap_ends_a_run() {
    #expect(signals(after: [10.2, 10.3, 10.2, nil, 10.3, 10.2, 10.3, 10.2]).isEmpty)
  }

  @Test func new_points_do_not_move_limits_that_a_decision_fixed() throws {
    let phase = ControlPhase(start: 0, baseline: 20, decision: "")
    let before = ControlChart.individuals(Self.calm, phases: [phase])
    let after = ControlChart.individuals(Self.calm + [40, 50, 60], phases: [phase])
    #expect(before.points[3].limits == after.points[22].limits)
    let drifted = ControlChart.individuals(Self.calm + [40, 50, 60])
    #expect(drifted.points[3].limits != before.points[3].limits)
  }

  @Test func a_phase_has_limits_of_its_own_and_runs_do_not_cross_into_it() throws {
    let decision = "Board of 4 March 2026: family group meetings since then"
    let chart = ControlChart.individuals(
      Self.calm + Self.calm.map { $0.map { $0 + 5 } },
      phases: [ControlPhase(start: 20, decision: decision)])
    #expect(chart.phases.map(\.start) == [0, 20])
    #expect(chart.phases[1].decision == decision)
    #expect(chart.points[19].limits?.centre == 10)
    #expect(chart.points[20].limits?.centre == 15)
    #expect(chart.points.allSatisfy { $0.signals.isEmpty })
  }

  @Test func a_phase_of_too_few_has_no_limits_and_no_signals_and_leaves_the_one_before_alone() {
    let values = Self.calm + [30, 31, 32]
    let start = Self.calm.count
    let chart = ControlChart.individuals(
      values, phases: [ControlPhase(start: start, fewest: 8, decision: "Board")])
    #expect(chart.points[..<start].allSatisfy { $0.limits != nil })
    #expect(chart.points[start...].allSatisfy { $0.limits == nil && $0.signals.isEmpty })
    #expect(chart.warnings.contains(.fewPoints(phase: 1, count: 3)))
    let enough = ControlChart.individuals(
      values, phases: [ControlPhase(start: start, fewest: 3, decision: "Board")])
    #expect(enough.points[start].limits?.centre == 31)
  }

  @Test func a_month_with_nobody_has_no_value_and_no_limits() {
    let tallies: [ControlChart.Tally?] = [
      .init(2, among: 40), .init(0, among: 0), nil, .init(3, among: 38), .init(50, among: 40),
    ]
    let chart = ControlChart.proportions(tallies)
    #expect(chart.points.map { $0.value != nil } == [true, false, false, true, false])
    #expect(chart.points.map { $0.limits != nil } == [true, false, false, true, false])
    #expect(chart.warnings == [.fewPoints(phase: 0, count: 2), .fewEvents(phase: 0)])
  }

  @Test func limits_stay_within_what_can_be() throws {
    let chart = ControlChart.proportions([.init(1, among: 10), .init(10, among: 10)])
    for limits in chart.points.compactMap(\.limits) {
      #expect(limits.lower >= 0 && limits.upper <= 1)
    }
    let none = ControlChart.rates(Array(repeating: .init(0, among: 100), count: 20))
    #expect(none.points.allSatisfy { $0.limits?.upper == 0 && $0.signals.isEmpty })
    #expect(ControlChart.rates([]).points.isEmpty)
    #expect(ControlChart.individuals([5]).points[0].limits == nil)
    let low = ControlChart.individuals([1, 9, 1, 9], lowest: 0)
    #expect(low.points[0].limits?.lower == 0)
  }

  @Test func large_counts_that_move_as_they_do_are_calm_by_laney() {
    // 5,000 of 50,000, moving by 6 in 100: far more than counting alone.
    let moves = [0.94, 1.06, 1, 0.95, 1.05, 1.01, 0.97, 1.04, 0.98, 1, 1.05, 0.96]
    let tallies = moves.map { ControlChart.Tally(5000 * $0, among: 50_000) }
    #expect(ControlChart.proportions(tallies).points.contains { !$0.signals.isEmpty })
    let wide = ControlChart.proportions(tallies, spread: .laney)
    #expect(wide.points.allSatisfy { $0.signals.isEmpty })
  }

  @Test func phases_out_of_order_or_out_of_range_are_put_right() {
    let chart = ControlChart.individuals(
      Self.calm,
      phases: [
        ControlPhase(start: 10, decision: "b"), ControlPhase(start: 99, decision: "x"),
        ControlPhase(start: -3, decision: "y"), ControlPhase(start: 0, decision: "a"),
      ])
    #expect(chart.phases.map(\.decision) == ["a", "b"])
  }

  @Test func a_funnel_gives_small_authorities_more_room() throws {
    let tallies: [ControlChart.Tally?] = (1...30).map { size in
      let differing: Double = size % 2 == 0 ? 72 : 48
      return ControlChart.Tally(Double(size) * differing, among: Double(size) * 10_000)
    }
    let plot = try #require(FunnelPlot(tallies, as: .rate))
    #expect(plot.overDispersion == .additive)
    let small = try #require(plot.limits(exposure: 800, level: 0.95))
    let large = try #require(plot.limits(exposure: 300_000, level: 0.95))
    #expect(small.upper - small.lower > large.upper - large.lower)
    #expect(small.lower >= 0)
    #expect(plot.limits(exposure: 0, level: 0.95) == nil)
    // Widening the limits never makes an authority stand out more.
    for point in plot.points.compactMap({ $0 }) {
      #expect(abs(point.score) <= abs(point.naiveScore))
    }
  }

  @Test func a_score_beyond_a_limit_lies_outside_it() throws {
    let tallies: [ControlChart.Tally?] = [
      .init(5, among: 100), .init(30, among: 300), .init(8, among: 90), .init(0, among: 40),
      .init(61, among: 700), nil, .init(900, among: 3000), .init(12, among: 5),
    ]
    let plot = try #require(FunnelPlot(tallies, as: .proportion, allowing: .multiplicative))
    #expect(
      plot.points.map { $0 == nil } == [false, false, false, false, false, true, false, true])
    let bound = NormalDistribution.standard.quantile(0.975)
    for (tally, point) in zip(tallies, plot.points) {
      guard let tally, let point else { continue }
      let limits = try #require(plot.limits(exposure: tally.exposure, level: 0.95))
      #expect(limits.contains(point.value) == (abs(point.score) <= bound))
      #expect((point.pValue > 0.05) == (abs(point.score) <= bound))
    }
  }

  @Test func alike_authorities_have_nothing_to_allow_for() throws {
    let plot = try #require(
      FunnelPlot((1...20).map { .init(Double($0) * 6, among: Double($0) * 1000) }, as: .rate))
    #expect(plot.overDispersion == .none)
    #expect(plot.points.allSatisfy { abs($0?.score ?? 9) < 1e-9 })
    let alone = try #require(FunnelPlot([.init(1, among: 1)], as: .proportion))
    #expect(alone.overDispersion == .none)
  }
}
