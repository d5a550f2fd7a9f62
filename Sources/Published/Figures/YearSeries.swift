/// One measure of one area, year after year, without gaps in the years.
public struct YearSeries: Hashable, Sendable {
  public let firstYear: Int
  public let figures: [Figure]
  /// The release each figure is from, by its place in `PublishedFigures.releases`.
  let releases: [Int?]

  static let empty = YearSeries(firstYear: 0, figures: [], releases: [])

  public var years: Range<Int> { firstYear..<firstYear + figures.count }

  /// The figure of a year; not published in a year outside the series.
  public subscript(year: Int) -> Figure {
    years.contains(year) ? figures[year - firstYear] : .notPublished
  }

  /// The years and figures that are numbers.
  public var numbers: [(year: Int, number: Double)] {
    zip(years, figures).compactMap { year, figure in figure.number.map { (year, $0) } }
  }
}
