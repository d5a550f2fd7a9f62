public import CivilTime
public import HTML
public import Published

/// A decision that the limits of our own control chart are reckoned anew, as the page shows it.
public struct PhaseDecision: Hashable, Sendable {
  /// The year of the first figure of the new phase.
  public let firstYear: Int
  public let reason: String
  /// Who decided, by name.
  public let by: String
  public let on: Day
  /// What was done that changed the figures.
  public let action: NavigationItem?
  /// Where it is kept; nil for those who may not see it there.
  public let page: Link?

  public init(
    from firstYear: Int, because reason: String, by: String, on: Day,
    action: NavigationItem? = nil, page: Link? = nil
  ) {
    self.firstYear = firstYear
    self.reason = reason
    self.by = by
    self.on = on
    self.action = action
    self.page = page
  }
}

/// From which years the limits of a control chart can be reckoned anew.
public enum PhaseStart {
  /// The names under which a form is asked for: of which measure, from which year.
  public static let indicatorField = "indicator"
  public static let yearField = "from"

  /// Fewer figures say nothing about how a figure moves by chance: a phase has no limits until then.
  public static let fewestFigures = 8

  /// The figures that the control chart of an authority shows: its own, or those of the pair in which it
  /// reports; nil where nothing is published of it.
  public static func series(
    of indicator: String, for authority: String, in figures: PublishedFigures
  ) -> IndicatorSeries? {
    figures.indicator(indicator).flatMap {
      IndicatorComparison($0, of: figures.area(authority), in: figures).own
    }
  }

  /// The years from which a new phase can begin, the newest first, each with how many figures it would
  /// have so far; none where there is no control chart.
  public static func years(of series: IndicatorSeries) -> [(year: Int, figures: Int)] {
    let known = series.comparable.filter { $0.value != nil }
    guard known.count >= fewestFigures, series.indicator.unit != .grade else { return [] }
    return known.dropFirst().reversed().enumerated().map { ($1.year, $0 + 1) }
  }

  /// The same as answers of a form.
  public static func choices(of series: IndicatorSeries) -> [Choice] {
    years(of: series).map { year, figures in
      let count = figures == 1 ? "1 figure" : "\(figures) figures"
      return Choice(
        String(year),
        figures < fewestFigures
          ? "\(year): \(count) so far, limits from \(fewestFigures) on" : "\(year): \(count)")
    }
  }
}
