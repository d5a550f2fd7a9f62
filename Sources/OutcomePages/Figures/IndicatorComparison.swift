import HTML
import Published

/// An indicator of one authority beside those with which it is compared.
struct IndicatorComparison: Sendable {
  let indicator: Indicator
  let format: FigureFormat
  /// The authority's, or that of the pair in which it reports; nil where no authority is looked at.
  let own: IndicatorSeries?
  /// The region's; nil where nothing is published of it.
  let region: IndicatorSeries?
  /// The median of the ten statistical neighbours, year by year.
  let neighbours: [GroupMedian]
  let england: IndicatorSeries?
  /// The pair with which the authority reports, where it has no figures of its own.
  let joint: Area?

  init(_ indicator: Indicator, of area: Area?, in figures: PublishedFigures) {
    self.indicator = indicator
    let england = figures.series(of: indicator, for: PublishedFigures.englandCode)
    self.england = england
    format = indicator.format(england: england)
    var own = area.flatMap { figures.series(of: indicator, for: $0.code) }
    joint =
      own?.points.contains { $0.value != nil } == true
      ? nil
      : area.flatMap { figures.jointArea(with: $0.code) }.flatMap { pair in
        figures.series(of: indicator, for: pair.code)?.latest == nil ? nil : pair
      }
    if let joint { own = figures.series(of: indicator, for: joint.code) }
    self.own = own
    var within = area.flatMap { figures.area($0.within) }
    region = {
      // Inner and Outer London are within London, which has more figures.
      while let next = within, next.kind == .region {
        if let series = figures.series(of: indicator, for: next.code), series.latest != nil {
          return series
        }
        within = figures.area(next.within)
      }
      return nil
    }()
    neighbours =
      area.map { figures.medians(of: indicator, among: figures.neighbours(of: $0.code)) } ?? []
  }

  /// The years for which anybody has a figure; nil where nobody has.
  var years: ClosedRange<Int>? {
    let known =
      [own, region, england].compactMap(\.self).flatMap { series in
        series.points.filter { $0.value != nil }.map(\.year)
      } + neighbours.filter { $0.median != nil }.map(\.year)
    guard let first = known.min(), let last = known.max() else { return nil }
    return first...last
  }

  /// The year that is compared: England's newest, or the authority's where England has none.
  var year: Int? { england?.latest?.year ?? own?.latest?.year }

  func median(in year: Int) -> GroupMedian? {
    neighbours.first { $0.year == year && $0.median != nil }
  }

  /// The definition that holds in the year compared.
  var definitionVersion: Int { indicator.definitionVersion(inYear: year ?? .max) }
}
