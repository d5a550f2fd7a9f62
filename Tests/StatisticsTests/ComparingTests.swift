import Statistics
import Testing

@Suite struct ComparingTests {
  @Test func nothing_is_said_where_there_is_nobody() throws {
    let nobody = try #require(Proportion(0, of: 0))
    #expect(nobody.value == nil)
    #expect(nobody.wilson() == nil)
    #expect(nobody.exact() == nil)
    let empty = try #require(EventRate(0, among: 0))
    #expect(empty.value == nil && empty.exact() == nil && empty.byar() == nil)
    #expect(CountComparison(from: empty, to: empty) == nil)
    let one = try #require(Proportion(1, of: 1))
    #expect(ProportionComparison(one, with: nobody).difference() == nil)
    #expect(ProportionComparison(nobody, with: one).ratio() == nil)
    #expect(FunnelPlot([], as: .rate) == nil)
    #expect(FunnelPlot([nil, .init(0, among: 0)], as: .proportion) == nil)
    #expect(Quantiles([]).median == nil)
  }

  @Test func what_cannot_be_counted_is_refused() {
    #expect(Proportion(-1, of: 4) == nil)
    #expect(Proportion(5, of: 4) == nil)
    #expect(EventRate(-1, among: 4) == nil)
    #expect(EventRate(1, among: .infinity) == nil)
    #expect(EventRate(1, among: .nan) == nil)
    #expect(Proportion(1, of: 2)?.wilson(level: 1) == nil)
    #expect(EventRate(1, among: 2)?.exact(level: 0) == nil)
    #expect(NormalDistribution.standard.quantile(2).isNaN)
    #expect(BetaDistribution(alpha: -1, beta: 2).quantile(0.5).isNaN)
    #expect(PoissonDistribution(mean: -1).quantile(0.5) == nil)
    #expect(PoissonDistribution(mean: 1).quantile(1) == nil)
  }

  @Test func one_child_of_one_says_little() throws {
    let wilson = try #require(Proportion(1, of: 1)?.wilson())
    #expect(wilson.upper == 1)
    #expect(wilson.lower < 0.21)
  }

  @Test func an_interval_holds_its_value_whatever_the_counts() throws {
    for total in [1, 2, 3, 10, 97, 402_400] {
      for count in Set([0, 1, total / 2, total - 1, total]) {
        let proportion = try #require(Proportion(count, of: total))
        for level in [0.5, 0.95, 0.998] {
          for estimate in [proportion.wilson(level: level), proportion.exact(level: level)] {
            let estimate = try #require(estimate)
            #expect(estimate.contains(estimate.value))
            #expect(estimate.lower >= 0 && estimate.upper <= 1)
          }
        }
      }
    }
  }

  /// Exactly: over all outcomes, how often Garwood's interval holds the truth.
  @Test(arguments: [0.4, 3, 17.5, 120]) func an_exact_interval_covers_what_it_says(mean: Double)
    throws
  {
    let distribution = PoissonDistribution(mean: mean)
    var covered = 0.0
    for count in 0...400 {
      let estimate = try #require(EventRate(count, among: 1)?.exact(level: 0.9))
      if estimate.contains(mean) { covered += distribution.mass(count) }
    }
    #expect(covered >= 0.9)
    #expect(covered < 0.995)
  }

  @Test func a_fall_among_fewer_children_may_be_no_fall_of_the_rate() throws {
    let sameRate = try comparison(476, 119_000, 446, 111_500)
    let ratio = try #require(sameRate.ratio())
    #expect(ratio.contains(1))
    #expect(sameRate.pValue() > 0.9)
    #expect(try comparison(476, 119_000, 446, 119_000).pValue() < sameRate.pValue())
  }

  @Test func the_dispersion_withstood_is_where_the_p_value_meets_the_threshold() throws {
    let essex = try comparison(1582, 300_000, 1027, 309_000)
    let most = try #require(essex.dispersionWithstood(at: 0.05))
    #expect(most > 10)
    #expect(abs(essex.pValue(dispersion: most) - 0.05) < 1e-9)
    #expect(try comparison(9, 800, 8, 800).dispersionWithstood(at: 0.05) == nil)
    #expect(try comparison(0, 10, 0, 10).pValue() == 1)
  }

  private func comparison(_ count: Int, _ exposure: Double, _ later: Int, _ laterExposure: Double)
    throws -> CountComparison
  {
    let before = try #require(EventRate(count, among: exposure))
    let after = try #require(EventRate(later, among: laterExposure))
    return try #require(CountComparison(from: before, to: after))
  }

  @Test func what_was_not_compared_is_no_comparison() {
    let adjusted = FalseDiscovery.adjusted([0.01, nil, 0.04, nil])
    #expect(adjusted == [0.02, nil, 0.04, nil])
    #expect(FalseDiscovery.adjusted([]).isEmpty)
  }

  @Test func infinite_values_leave_a_median() {
    #expect(Quantiles([.infinity, 1, .nan]).sorted == [1, .infinity])
    #expect(Quantiles([.infinity, 1, 2]).median == 2)
  }
}
