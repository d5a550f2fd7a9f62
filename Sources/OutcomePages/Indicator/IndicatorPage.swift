import CivilTime
public import HTML
public import Measures
public import Published

/// One indicator: what it counts, its whole published history beside others, whether it moved by more
/// than chance, and what our own record says.
public struct IndicatorPage: Sendable {
  let setting: OutcomeSetting
  let indicator: Indicator
  let comparison: IndicatorComparison
  /// The authority's own history, against how it moves by chance; nil where it is too short.
  let history: OwnHistory?
  /// All authorities in the newest year.
  let funnel: IndicatorFunnel?
  let judgements: JudgementSummary?
  /// Our own figures, in the order of their days, those of one definition.
  let measured: [OwnFigure]
  /// How many month ends were asked for.
  let months: OwnMonths
  /// Our own figure of the newest published year beside the published one; nil where either is missing.
  let reconciled: Reconciled?
  /// Whether they are not shown because nobody could note who saw them.
  let isWithheld: Bool
  /// Whether the reader may ask who is counted.
  let mayListChildren: Bool
  let marks: [LineChart.Mark]
  /// Why the limits of the authority's own history are as they are, by year.
  let decisions: [PhaseDecision]
  /// Whether the reader may decide that they are reckoned anew.
  let mayRecalculate: Bool

  /// - Parameters:
  ///   - measured: our own figures of this indicator, of today and of past month ends, as far as the
  ///     reader may see them.
  ///   - withheld: whether they are not shown because nobody could note who saw them.
  ///   - marks: what was done that should move the indicator.
  ///   - decisions: those by which our own history has new limits.
  public init(
    _ indicator: Indicator, _ setting: OutcomeSetting, measured: [MeasuredFigure] = [],
    withheld: Bool = false, mayListChildren: Bool = false, marks: [LineChart.Mark] = [],
    decisions: [PhaseDecision] = [], mayRecalculate: Bool = false, months: OwnMonths = .two
  ) {
    self.indicator = indicator
    self.setting = setting
    let comparison = IndicatorComparison(indicator, of: setting.area, in: setting.figures)
    self.comparison = comparison
    // Nobody but their own people decides about an authority's figures.
    self.decisions = setting.isOwn ? decisions.sorted { $0.firstYear < $1.firstYear } : []
    self.mayRecalculate = setting.isOwn && mayRecalculate
    history = comparison.own.flatMap { [decisions = self.decisions] in
      OwnHistory(of: $0, decisions: decisions)
    }
    funnel = setting.standings.funnel(of: indicator.id)
    judgements =
      indicator.unit == .grade
      ? JudgementSummary(of: setting.area, on: setting.today, in: setting.figures) : nil
    let own =
      setting.isOwn
      ? measured.filter { $0.indicator == indicator.id && $0.at <= setting.today }
        .compactMap { OwnFigure($0, of: setting.own, in: setting.figures) }
        .sorted { $0.at < $1.at } : []
    // Figures of an earlier definition are not put beside those of a later one.
    let together = own.filter { $0.definition == own.last?.definition }
    // That nobody counts before the record begins is not that nobody was there.
    let known = together.drop { !$0.isOfAnybody }
    self.measured = known.isEmpty ? together.suffix(1) : Array(known)
    self.months = months
    reconciled = comparison.joint == nil ? Reconciled(self.measured, comparison.own) : nil
    isWithheld = withheld
    self.mayListChildren = mayListChildren
    self.marks = setting.isOwn ? marks : []
  }
}

/// What our own record says of a published year, beside what was published.
struct Reconciled: Hashable, Sendable {
  let year: Int
  let own: OwnFigure
  let published: IndicatorPoint

  /// The newest year of which both are there.
  init?(_ measured: [OwnFigure], _ series: IndicatorSeries?) {
    guard let series else { return nil }
    let both = measured.reversed().lazy.compactMap { own -> (OwnFigure, IndicatorPoint)? in
      guard own.indicator.yearEnds.day(in: own.at.year) == own.at, let point = series[own.at.year],
        point.value != nil
      else { return nil }
      return (own, point)
    }
    guard let (own, point) = both.first else { return nil }
    year = own.at.year
    self.own = own
    published = point
  }

  /// Whether they are the same but for what rounding and late recording do.
  ///
  /// Counts are held against counts, because the population that a rate is reckoned on may be another
  /// year's; where none are published, values.
  var agree: Bool {
    guard hasCounts, let counted = published.numerator.number else {
      guard let ours = own.value, let theirs = published.value else { return false }
      return abs(ours - theirs) <= 0.05 * abs(theirs)
    }
    func isNear(_ ours: Double, _ theirs: Double) -> Bool {
      abs(ours - theirs) <= max(0.05 * theirs, 5)
    }
    guard isNear(Double(own.numerator), counted) else { return false }
    guard own.indicator.unit == .percent, let ours = own.denominator,
      let theirs = published.denominator.number
    else { return true }
    return isNear(ours, theirs)
  }

  /// Whether children are counted in both, and not a printed figure or an average.
  var hasCounts: Bool { own.indicator.unit != .average && !own.indicator.denominator.isEmpty }
}
