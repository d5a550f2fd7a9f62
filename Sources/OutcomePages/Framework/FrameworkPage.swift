import CivilTime
import HTML
public import Measures
import Published

/// The National Framework on one page: every outcome and enabler by name, every indicator with the
/// authority's latest figure beside its region, its statistical neighbours and England.
public struct FrameworkPage: Sendable {
  let setting: OutcomeSetting
  let parts: [Part]
  /// What differs from most authorities, as a place to begin.
  let standingOut: [StandingOut]
  /// How many indicators could be compared in that way.
  let compared: Int
  /// The day of our own figures; nil where there are none.
  let measuredAt: Day?
  /// Whether our own figures are not shown because nobody could note who saw them.
  let isWithheld: Bool

  /// An outcome or enabler with its indicators.
  struct Part: Sendable {
    let outcome: Indicator.Outcome
    /// Those of which a figure is held or measured.
    let lines: [Line]
    /// Those found in assessments, which are many and alike.
    let factors: [Line]
    /// Those that are published, but not held by authority.
    let notHeld: [Line]
    let judgements: JudgementSummary?
  }

  /// An indicator on the page.
  struct Line: Sendable {
    let comparison: IndicatorComparison
    let measured: OwnFigure?

    var indicator: Indicator { comparison.indicator }
    var format: FigureFormat { comparison.format }
  }

  struct StandingOut: Sendable {
    let line: Line
    let isAbove: Bool
  }

  /// - Parameters:
  ///   - measured: our own figures at one day, of those indicators that are measured and that the reader
  ///     may see.
  ///   - withheld: whether they are not shown because nobody could note who saw them.
  public init(
    _ setting: OutcomeSetting, measured: [MeasuredFigure] = [], withheld: Bool = false
  ) {
    self.setting = setting
    isWithheld = withheld
    let figures = setting.figures
    // Our own record says nothing of another authority.
    let known = setting.isOwn ? measured : []
    let own = Dictionary(
      known.compactMap { OwnFigure($0, of: setting.own, in: figures) }.map {
        ($0.indicator.id, $0)
      },
      uniquingKeysWith: { _, last in last })
    measuredAt = own.values.map(\.at).max()
    let lines = figures.indicators.map { indicator in
      Line(
        comparison: IndicatorComparison(indicator, of: setting.area, in: figures),
        measured: own[indicator.id])
    }
    let (held, notHeld) = (
      lines.filter { $0.indicator.notHeld.isEmpty || $0.measured != nil },
      lines.filter { !$0.indicator.notHeld.isEmpty && $0.measured == nil }
    )
    parts = Indicator.Outcome.allCases.map { outcome in
      let own = held.filter { $0.indicator.under == outcome && $0.indicator.unit != .grade }
      return Part(
        outcome: outcome, lines: own.filter { !$0.indicator.isFactor },
        factors: own.filter(\.indicator.isFactor),
        notHeld: notHeld.filter { $0.indicator.under == outcome },
        judgements: outcome == .leadership
          ? JudgementSummary(of: setting.area, on: setting.today, in: figures) : nil)
    }
    guard let area = setting.area else {
      standingOut = []
      compared = 0
      return
    }
    let comparable = held.filter {
      setting.standings.funnel(of: $0.indicator.id)?.differs(area.code) != nil
    }
    compared = comparable.count
    standingOut = comparable.compactMap { line in
      setting.standings.funnel(of: line.indicator.id)?.standsOut(area.code).map {
        StandingOut(line: line, isAbove: $0 == .above)
      }
    }
  }
}

extension Indicator {
  /// Whether it is one of the factors found at the end of assessments.
  var isFactor: Bool { id.hasPrefix("factorRate.") }
}

/// What Ofsted judged of leaders: of the authority, and of how many with each grade.
struct JudgementSummary: Sendable {
  let own: Judgement?
  /// Every inspection of the authority that was published by the day, newest first.
  let history: [Judgement]
  /// How many authorities have each grade of leaders in their latest inspection.
  let counts: [(grade: Judgement.Grade, count: Int)]
  let inspected: Int

  init(of area: Area?, on today: Day, in figures: PublishedFigures) {
    own = area.flatMap { figures.judgement(of: $0.code, on: today) }
    history =
      area.map { figures.judgements(of: $0.code).filter { $0.published <= today }.reversed() } ?? []
    let grades = figures.authorities(inYearEnding: today.year).compactMap {
      figures.judgement(of: $0.code, on: today)?.leaders
    }
    counts = Judgement.Grade.allCases.map { grade in (grade, grades.count { $0 == grade }) }
    inspected = grades.count
  }
}
