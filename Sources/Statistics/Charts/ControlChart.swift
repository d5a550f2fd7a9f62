/// A measure over time, with the limits within which it moves by chance alone.
///
/// Source: D. Montgomery, "Introduction to Statistical Quality Control", chapters 6 and 7; for the
/// allowance made for other variation than counting's own, D. Laney, Quality Engineering 14 (2002)
/// 531.
public struct ControlChart: Hashable, Sendable {
  public let points: [ControlPoint]
  /// The stretches with limits of their own, each but the first begun by a decision.
  public let phases: [ControlPhase]
  /// The phases of which the limits rest on less than they should.
  public let warnings: [ControlWarning]

  /// A p chart: proportions, of which the totals may differ from point to point.
  public static func proportions(
    _ tallies: [Tally?], phases: [ControlPhase] = [.whole], spread: Spread = .counting,
    rules: [ControlRule] = ControlRule.allCases
  ) -> ControlChart {
    let bounded = tallies.map { tally in
      tally.flatMap { $0.count > $0.exposure ? nil : $0 }
    }
    return counted(bounded, phases, spread, rules, highest: 1) { $0 * (1 - $0) }
  }

  /// A u chart: events among so much that may differ from point to point.
  public static func rates(
    _ tallies: [Tally?], phases: [ControlPhase] = [.whole], spread: Spread = .counting,
    rules: [ControlRule] = ControlRule.allCases
  ) -> ControlChart {
    counted(tallies, phases, spread, rules, highest: .infinity) { $0 }
  }

  /// An individuals (XmR) chart: one value a time, its chance variation read from the moving range.
  ///
  /// - Parameter lowest: what the measure cannot fall below, if anything.
  public static func individuals(
    _ values: [Double?], phases: [ControlPhase] = [.whole], lowest: Double? = nil,
    rules: [ControlRule] = ControlRule.allCases
  ) -> ControlChart {
    let kept = values.map { value in value.flatMap { $0.isFinite ? $0 : nil } }
    return build(kept, phases, rules) { baseline in
      let known = baseline.compactMap { kept[$0] }
      guard let sigma = movingSpread(baseline.map { kept[$0] }), !known.isEmpty else { return nil }
      let centre = known.reduce(0, +) / Double(known.count)
      return { _ in
        ControlLimits(
          centre: centre, lower: max(centre - 3 * sigma, lowest ?? -.infinity),
          upper: centre + 3 * sigma, sigma: sigma)
      }
    }
  }

  /// So many among so much.
  public struct Tally: Hashable, Sendable {
    public let count: Double
    public let exposure: Double

    public init(_ count: Double, among exposure: Double) {
      self.count = count
      self.exposure = exposure
    }

    var isUsable: Bool { count >= 0 && exposure > 0 && count.isFinite && exposure.isFinite }
    var value: Double { count / exposure }
  }

  /// Where the width of the limits comes from.
  public enum Spread: Hashable, Sendable {
    /// From the counts alone: binomial for proportions, Poisson for rates.
    case counting
    /// The same, widened or narrowed by how the points really move (Laney's p′ and u′): for large
    /// counts, which always move more than counting alone makes them.
    case laney
  }
}

// MARK: - Reckoning

extension ControlChart {
  private static func counted(
    _ tallies: [Tally?], _ phases: [ControlPhase], _ spread: Spread, _ rules: [ControlRule],
    highest: Double, variance: (Double) -> Double
  ) -> ControlChart {
    let kept = tallies.map { tally in tally.flatMap { $0.isUsable ? $0 : nil } }
    return build(kept.map { $0?.value }, phases, rules, events: kept.map { $0?.count }) {
      baseline in
      let known = baseline.compactMap { kept[$0] }
      let all = known.reduce(0) { $0 + $1.exposure }
      guard all > 0 else { return nil }
      let centre = known.reduce(0) { $0 + $1.count } / all
      let unit = variance(centre).squareRoot()
      var widening = 1.0
      if spread == .laney, unit > 0 {
        let standardised = baseline.map { index in
          kept[index].map { ($0.value - centre) / (unit / $0.exposure.squareRoot()) }
        }
        guard let moving = movingSpread(standardised) else { return nil }
        widening = moving
      }
      return { index in
        guard let tally = kept[index] else { return nil }
        let sigma = widening * unit / tally.exposure.squareRoot()
        return ControlLimits(
          centre: centre, lower: max(0, centre - 3 * sigma),
          upper: min(highest, centre + 3 * sigma), sigma: sigma)
      }
    }
  }

  /// The standard deviation, from the mean step between neighbours; nil with fewer than one step.
  private static func movingSpread(_ values: [Double?]) -> Double? {
    let steps = zip(values, values.dropFirst()).compactMap { earlier, later -> Double? in
      guard let earlier, let later else { return nil }
      return abs(later - earlier)
    }
    guard !steps.isEmpty else { return nil }
    // 2/√π = 1.128: the mean distance between two draws from a normal distribution.
    return steps.reduce(0, +) / Double(steps.count) / 1.128_379_167_095_512_6
  }

  private static func build(
    _ values: [Double?], _ wanted: [ControlPhase], _ rules: [ControlRule],
    events: [Double?]? = nil, limits: (Range<Int>) -> ((Int) -> ControlLimits?)?
  ) -> ControlChart {
    let phases = ControlPhase.inOrder(wanted, count: values.count)
    var points = values.map { ControlPoint(value: $0, limits: nil) }
    var warnings: [ControlWarning] = []
    for (index, phase) in phases.enumerated() {
      let end = index + 1 < phases.count ? phases[index + 1].start : values.count
      let range = phase.start..<end
      let baseline = phase.start..<min(end, phase.start + (phase.baseline ?? values.count))
      let known = baseline.count { values[$0] != nil }
      if known < ControlWarning.fewestPoints {
        warnings.append(.fewPoints(phase: index, count: known))
      }
      if let events, let mean = Quantiles(baseline.compactMap { events[$0] }).median,
        mean < ControlWarning.fewestEvents
      {
        warnings.append(.fewEvents(phase: index))
      }
      if known >= phase.fewest, let limit = limits(baseline) {
        for place in range {
          points[place] = ControlPoint(value: values[place], limits: limit(place))
        }
      }
      ControlRule.apply(rules, to: &points, in: range)
    }
    return ControlChart(points: points, phases: phases, warnings: warnings)
  }
}
