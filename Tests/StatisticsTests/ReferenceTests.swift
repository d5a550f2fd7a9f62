import Foundation
import Testing

@testable import Statistics

/// Every method against values that SciPy, statsmodels and mpmath found
/// (`scripts/reference-values` makes them).
@Suite struct ReferenceTests {
  struct Case: Decodable, Sendable {
    let method: String
    let arguments: [Double]
    let expected: [Double]
  }

  static let cases = Result {
    let url = Bundle.module.bundleURL.appending(path: "Resources/reference-values.json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
  }

  @Test(arguments: [
    "normal", "gamma", "chiSquare", "beta", "student", "poisson", "binomial",
    "negativeBinomial", "proportion", "rate",
    "proportions", "counts", "falseDiscovery", "quantile", "funnel", "chart", "individuals",
  ])
  func a_method_finds_what_the_reference_found(family: String) throws {
    let cases = try Self.cases.get().filter { $0.method.prefix { $0 != "." } == family }
    #expect(!cases.isEmpty)
    for one in cases {
      let found = try values(one.method, one.arguments)
      #expect(found.count == one.expected.count, "\(one)")
      for (found, expected) in zip(found, one.expected) {
        let tolerance = tolerance(of: one)
        #expect(
          abs(found - expected) <= tolerance * max(abs(expected), 1e-290),
          "\(one.method) \(one.arguments.prefix(6)): \(found), expected \(expected)")
      }
    }
  }

  /// How near: 10 figures everywhere, but where the reference itself has fewer.
  private func tolerance(of one: Case) -> Double {
    switch one.method {
    // Differences of two nearly equal numbers lose figures on both sides.
    case "proportions.ratio": 1e-7
    case "proportions.difference", "counts.difference", "funnel": 1e-8
    default: 1e-10
    }
  }

  private func values(_ method: String, _ a: [Double]) throws -> [Double] {
    switch method {
    case "normal.cumulative": return [NormalDistribution.standard.cumulative(a[0])]
    case "normal.upper": return [NormalDistribution.standard.upper(a[0])]
    case "normal.quantile": return [NormalDistribution.standard.quantile(a[0])]
    case "gamma.cumulative": return [GammaDistribution(shape: a[0]).cumulative(a[1])]
    case "gamma.upper": return [GammaDistribution(shape: a[0]).upper(a[1])]
    case "gamma.quantile": return [GammaDistribution(shape: a[0]).quantile(a[1])]
    case "chiSquare.quantile":
      return [ChiSquareDistribution(degreesOfFreedom: a[0]).quantile(a[1])]
    case "beta.cumulative": return [BetaDistribution(alpha: a[0], beta: a[1]).cumulative(a[2])]
    case "beta.upper": return [BetaDistribution(alpha: a[0], beta: a[1]).upper(a[2])]
    case "beta.quantile": return [BetaDistribution(alpha: a[0], beta: a[1]).quantile(a[2])]
    case "student.cumulative":
      return [StudentDistribution(degreesOfFreedom: a[0]).cumulative(a[1])]
    case "student.quantile": return [StudentDistribution(degreesOfFreedom: a[0]).quantile(a[1])]
    case "poisson.mass": return [PoissonDistribution(mean: a[0]).mass(Int(a[1]))]
    case "poisson.cumulative": return [PoissonDistribution(mean: a[0]).cumulative(Int(a[1]))]
    case "poisson.upper": return [PoissonDistribution(mean: a[0]).upper(Int(a[1]))]
    case "poisson.quantile":
      return [Double(try #require(PoissonDistribution(mean: a[0]).quantile(a[1])))]
    case "binomial.mass":
      return [BinomialDistribution(trials: Int(a[0]), probability: a[1]).mass(Int(a[2]))]
    case "binomial.cumulative":
      return [BinomialDistribution(trials: Int(a[0]), probability: a[1]).cumulative(Int(a[2]))]
    case "negativeBinomial.logDensity":
      return [NegativeBinomial(shape: a[0], mean: a[1]).logDensity(a[2])]
    case "proportion.wilson":
      return ends(try #require(Proportion(Int(a[0]), of: Int(a[1]))).wilson(level: a[2]))
    case "proportion.exact":
      return ends(try #require(Proportion(Int(a[0]), of: Int(a[1]))).exact(level: a[2]))
    case "rate.exact":
      return ends(try #require(EventRate(Int(a[0]), among: a[1])).exact(level: a[2]))
    case "rate.byar": return ends(try #require(EventRate(Int(a[0]), among: a[1])).byar(level: a[2]))
    case "proportions.difference", "proportions.ratio":
      let comparison = ProportionComparison(
        try #require(Proportion(Int(a[0]), of: Int(a[1]))),
        with: try #require(Proportion(Int(a[2]), of: Int(a[3]))))
      return all(
        method == "proportions.ratio"
          ? comparison.ratio(level: a[4]) : comparison.difference(level: a[4]))
    case "counts.ratio": return all(try counts(a).ratio(level: a[4]))
    case "counts.difference": return all(try counts(a).difference(level: a[4]))
    case "counts.pValue": return [try counts(a).pValue(dispersion: a[4])]
    case "falseDiscovery": return FalseDiscovery.adjusted(a).compactMap { $0 }
    case "quantile": return [try #require(Quantiles(a.dropFirst())[a[0]])]
    case "funnel": return try funnel(a)
    case "chart": return try chart(a)
    case "individuals":
      let limits = try #require(ControlChart.individuals(a).points[0].limits)
      return [limits.centre, limits.lower, limits.upper]
    default:
      Issue.record("no method \(method)")
      return []
    }
  }

  private func counts(_ a: [Double]) throws -> CountComparison {
    let before = try #require(EventRate(Int(a[0]), among: a[1]))
    let after = try #require(EventRate(Int(a[2]), among: a[3]))
    return try #require(CountComparison(from: before, to: after))
  }

  private func tallies(_ a: ArraySlice<Double>) -> [ControlChart.Tally] {
    stride(from: a.startIndex, to: a.endIndex, by: 2).map { .init(a[$0], among: a[$0 + 1]) }
  }

  private func funnel(_ a: [Double]) throws -> [Double] {
    let models: [FunnelPlot.OverDispersion] = [.none, .multiplicative, .additive]
    let plot = try #require(
      FunnelPlot(
        tallies(a.dropFirst(2)), as: a[0] == 0 ? .rate : .proportion, allowing: models[Int(a[1])]))
    return [plot.target, plot.phi, plot.tauSquared] + plot.points.compactMap { $0?.score }
  }

  private func chart(_ a: [Double]) throws -> [Double] {
    let tallies = tallies(a.dropFirst(2))
    let spread: ControlChart.Spread = a[1] == 1 ? .laney : .counting
    let chart =
      a[0] == 1
      ? ControlChart.proportions(tallies, spread: spread)
      : ControlChart.rates(tallies, spread: spread)
    let limits = chart.points.compactMap(\.limits)
    return [try #require(limits.first).centre] + limits.flatMap { [$0.lower, $0.upper] }
  }

  /// Infinite is written as −1, which none of these can be.
  private func all(_ estimate: Estimate?) -> [Double] {
    estimate.map { [$0.value, $0.lower, $0.upper].map { $0 == .infinity ? -1 : $0 } } ?? []
  }

  private func ends(_ estimate: Estimate?) -> [Double] {
    estimate.map { [$0.lower, $0.upper] } ?? []
  }
}
