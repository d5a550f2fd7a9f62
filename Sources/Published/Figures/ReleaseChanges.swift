/// What the figures of a further release would change in what is held.
public struct ReleaseChanges: Hashable, Sendable {
  /// The first and the last year that it has figures of; nil where it has none.
  public let years: ClosedRange<Int>?
  /// Figures of a measure, area and year of which none was held.
  public let added: Int
  /// Figures that are held already, as they are.
  public let same: Int
  /// Figures that it prints otherwise, in the order of the file.
  public let revised: [Revision]

  public struct Revision: Hashable, Sendable {
    public let measure: String
    public let area: Area
    public let year: Int
    public let before: Figure
    public let after: Figure
  }
}

extension PublishedFigures {
  /// Holds the figures of a release against the latest ones held.
  public func changes(by figures: [DepartmentFigure]) -> ReleaseChanges {
    struct Key: Hashable {
      let measure: String
      let area: String
    }
    var held: [Key: YearSeries] = [:]
    var (added, same) = (0, 0)
    var revised: [ReleaseChanges.Revision] = []
    for new in figures {
      guard let area = area(new.area) else { continue }
      let key = Key(measure: new.measure, area: new.area)
      let series = held[key] ?? self.series(of: new.measure, for: new.area)
      held[key] = series
      switch series[new.year] {
      case .notPublished: added += 1
      case new.figure: same += 1
      case let before:
        revised.append(
          .init(
            measure: new.measure, area: area, year: new.year, before: before, after: new.figure))
      }
    }
    let years = figures.map(\.year)
    return ReleaseChanges(
      years: years.min().flatMap { first in years.max().map { first...$0 } }, added: added,
      same: same, revised: revised)
  }
}
