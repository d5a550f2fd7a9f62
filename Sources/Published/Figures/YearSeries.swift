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

extension YearSeries {
  /// Each year as one edition has it, out of everything that was printed.
  init(_ prints: [ReleaseLine], edition: Edition, releases known: [Release]) {
    guard let first = prints.map(\.firstYear).min(),
      let end = prints.map({ $0.firstYear + $0.figures.count }).max()
    else {
      self = .empty
      return
    }
    var figures = [Figure](repeating: .notPublished, count: end - first)
    var chosen = [Int?](repeating: nil, count: end - first)
    // Older ones first, of one year the finer print last.
    let inOrder =
      prints.count < 2
      ? prints
      : prints.sorted {
        let (one, two) = (known[$0.release], known[$1.release])
        return (one.published, -one.roundedTo, $0.release) < (
          two.published, -two.roundedTo, $1.release
        )
      }
    for line in inOrder {
      let release = known[line.release]
      if case .asAt(let year) = edition, release.published > year { continue }
      // The rounded tables of several years are where earlier years are revised.
      if edition == .firstPublished, release.roundedTo > 1 { continue }
      for (offset, figure) in line.figures.enumerated() where figure != .notPublished {
        let place = line.firstYear - first + offset
        if edition == .firstPublished, let earlier = chosen[place],
          known[earlier].published < release.published
        {
          continue
        }
        figures[place] = figure
        chosen[place] = line.release
      }
    }
    self.init(firstYear: first, figures: figures, releases: chosen)
  }
}
