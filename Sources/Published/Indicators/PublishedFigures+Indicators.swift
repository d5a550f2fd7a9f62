import Statistics

extension PublishedFigures {
  public func indicator(_ id: String) -> Indicator? { indicators.first { $0.id == id } }

  /// An indicator of an area, for every year in which its numerator was printed at all.
  ///
  /// Nil where the area is not known. An area that reports with another has no points of its own: see
  /// `jointArea`.
  public func series(of indicator: Indicator, for code: String, edition: Edition = .latest)
    -> IndicatorSeries?
  {
    guard let area = area(code) else { return nil }
    let counted = series(of: indicator.numerator, for: code, edition: edition)
    let among = indicator.denominator.map { series(of: $0, for: code, edition: edition) }
    let isAmongChildren = indicator.denominator == ["children"]
    let points = counted.years.compactMap { year -> IndicatorPoint? in
      let figure = counted[year]
      if figure == .notPublished { return nil }
      let earlier = year - indicator.denominatorYearsBefore
      var below = Self.sum(among.map { $0[earlier] })
      var isDrawnIn = false
      if isAmongChildren, let series = among.first,
        let population = Population(in: series, midYear: earlier)
      {
        below = .number(population.number)
        isDrawnIn = population.isDrawnIn
      }
      return IndicatorPoint(
        indicator, year: year, numerator: figure, denominator: below, isDrawnIn: isDrawnIn)
    }
    return IndicatorSeries(indicator: indicator, area: area, points: points)
  }

  /// The indicator of every authority, in the order of `areas`.
  public func allSeries(of indicator: Indicator, edition: Edition = .latest) -> [IndicatorSeries] {
    authorities().compactMap { series(of: indicator, for: $0.code, edition: edition) }
  }

  /// The median of a group of areas (statistical neighbours, say), year by year.
  public func medians(of indicator: Indicator, among areas: [Area], edition: Edition = .latest)
    -> [GroupMedian]
  {
    var values: [Int: [Double]] = [:]
    for area in areas {
      for point in series(of: indicator, for: area.code, edition: edition)?.points ?? [] {
        values[point.year, default: []] += point.value.map { [$0] } ?? []
      }
    }
    return values.keys.sorted().map { year in
      let known = values[year] ?? []
      return GroupMedian(year: year, median: Quantiles(known).median, count: known.count)
    }
  }

  /// The pair that an authority reports its workforce in.
  public func jointArea(with code: String) -> Area? {
    areas.first { $0.kind == .joint && $0.code.split(separator: "/").contains { $0 == code } }
  }

  /// Figures added up; a code where any of them is one, not published where any is not.
  private static func sum(_ figures: [Figure]) -> Figure {
    var sum = 0.0
    for figure in figures {
      guard let number = figure.number else { return figure }
      sum += number
    }
    return figures.isEmpty ? .notPublished : .number(sum)
  }
}
