public import CivilTime

/// Every published figure that is shipped: areas, releases, indicators, series, judgements.
///
/// Read once for the whole process, which takes some tens of milliseconds; what is read is a value that
/// any number of threads may ask.
public struct PublishedFigures: Sendable {
  /// England first, then regions, authorities (with those that have ended), and pairs.
  public let areas: [Area]
  public let boundaryChanges: [BoundaryChange]
  /// Older ones first; of one year the finer print last.
  public private(set) var releases: [Release]
  public let indicators: [Indicator]
  private let placeOfArea: [String: Int]
  private var tablesOfMeasure: [String: [Int]]
  private var tables: [FigureTable]
  private let neighbourLists: [NeighbourList]
  var judgementsOfArea: [String: [Judgement]]

  /// The figures shipped with this release of Kith.
  ///
  /// - Throws: `PublishedProblem` where a file is missing or a line of it cannot be read.
  public static func shipped() throws(PublishedProblem) -> PublishedFigures { try read.get() }

  private static let read = Result { () throws(PublishedProblem) in try PublishedFigures() }

  private init() throws(PublishedProblem) {
    areas = try Area.read()
    boundaryChanges = try BoundaryChange.read()
    releases = try ShippedFile.rows(
      "releases.csv", columns: ["release", "published", "publisher", "title", "rounded_to"]
    ) { row throws(PublishedProblem) in
      guard let published = try row.number("published"), let rounded = try row.number("rounded_to")
      else { throw row.problem(at: "published", value: "", expected: "a year and a rounding") }
      return Release(
        name: row["release"], published: published, publisher: row["publisher"],
        title: row["title"], roundedTo: rounded)
    }
    indicators = try Indicator.read()
    let places = Dictionary(
      areas.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    let releasePlaces = Dictionary(
      releases.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var tables: [FigureTable] = []
    var tablesOfMeasure: [String: [Int]] = [:]
    for file in [
      "looked-after.csv", "england-since-1994.csv", "in-need.csv", "factors.csv", "stability.csv",
      "workforce.csv", "population.csv", "england-latest.csv",
    ] {
      let table = try FigureTable(
        try ShippedFile.bytes(file), file: file, areas: places, releases: releasePlaces)
      for measure in table.measures { tablesOfMeasure[measure, default: []].append(tables.count) }
      tables.append(table)
    }
    self.tables = tables
    self.tablesOfMeasure = tablesOfMeasure
    placeOfArea = places
    neighbourLists = try NeighbourList.read()
    judgementsOfArea = Dictionary(grouping: try Judgement.read(), by: \.area)
  }
}

// MARK: - Areas

extension PublishedFigures {
  public static let englandCode = "E92000001"

  public func area(_ code: String) -> Area? { placeOfArea[code].map { areas[$0] } }

  /// The area that has or had this code of the ONS.
  public func area(onsCode: String) -> Area? {
    areas.first { $0.onsCode == onsCode || $0.previousOnsCodes.contains(onsCode) }
  }

  /// The authorities that were there on 31 March of the year; all there ever were where it is nil.
  public func authorities(inYearEnding year: Int? = nil) -> [Area] {
    areas.filter { area in
      area.kind == .authority && year.map { area.exists(inYearEnding: $0) } ?? true
    }
  }

  public func authorities(within region: String) -> [Area] {
    let inside = Set(
      [region] + areas.filter { $0.kind == .region && $0.within == region }.map(\.code))
    return areas.filter { $0.kind == .authority && inside.contains($0.within) }
  }

  /// The ten statistical neighbours, nearest first, by the newest model that knows the authority.
  ///
  /// - Parameter model: the year of the model, 2025 or 2021; nil for the newest.
  public func neighbours(of code: String, model: Int? = nil) -> [Area] {
    neighbourLists.last { $0.area == code && (model == nil || $0.model == model) }?
      .neighbours.compactMap { area($0) } ?? []
  }

  /// The judgements of an authority, oldest first.
  public func judgements(of code: String) -> [Judgement] { judgementsOfArea[code] ?? [] }

  /// The judgement that had been published last by a day.
  public func judgement(of code: String, on day: Day) -> Judgement? {
    judgements(of: code).last { $0.published <= day }
  }
}

// MARK: - Measures

extension PublishedFigures {
  /// The names of what was counted, for example `lookedAfter`.
  public var measures: [String] { tablesOfMeasure.keys.sorted() }

  /// A measure of an area over the years; empty where there is no such measure or area.
  public func series(of measure: String, for area: String, edition: Edition = .latest)
    -> YearSeries
  {
    guard let place = placeOfArea[area] else { return .empty }
    let prints = (tablesOfMeasure[measure] ?? []).flatMap {
      tables[$0].prints(of: measure, area: place)
    }
    return YearSeries(prints, edition: edition, releases: releases)
  }

  /// The same figures and those of a further release, read with `DepartmentFile`.
  ///
  /// What the release prints of earlier years revises them; a figure of an area that is not known is
  /// left out, which `DepartmentFile` has refused already.
  public func adding(_ figures: [DepartmentFigure], of release: Release) -> PublishedFigures {
    guard !figures.isEmpty else { return self }
    var copy = self
    let table = FigureTable(figures, release: releases.count, areas: placeOfArea)
    copy.releases.append(release)
    for measure in table.measures {
      copy.tablesOfMeasure[measure, default: []].append(tables.count)
    }
    copy.tables.append(table)
    return copy
  }

  /// The release that the figure of a year is from.
  public func release(of year: Int, in series: YearSeries) -> Release? {
    guard series.years.contains(year) else { return nil }
    return series.releases[year - series.firstYear].map { releases[$0] }
  }

  /// Children aged 0 to 17 at the middle of the year before, who are what rates of the year ending
  /// 31 March are reckoned on; nil where nothing near it is known.
  ///
  /// Mid-2010 and mid-2011 are not held: they are drawn in on a straight line between the years beside
  /// them, and say so.
  public func population(of area: String, forYearEnding year: Int) -> Population? {
    Population(in: series(of: "children", for: area), midYear: year - 1)
  }
}

/// How many children live in an area.
public struct Population: Hashable, Sendable {
  public let number: Double
  /// Not published, but drawn in between the published years beside it.
  public let isDrawnIn: Bool

  init?(in series: YearSeries, midYear: Int) {
    if let number = series[midYear].number {
      self.number = number
      isDrawnIn = false
      return
    }
    // Only where the year is a gap and not a code: what a publisher hid stays hidden.
    guard case .notPublished = series[midYear] else { return nil }
    let known = series.numbers
    guard let before = known.last(where: { $0.year < midYear }),
      let after = known.first(where: { $0.year > midYear }), after.year - before.year <= 3
    else { return nil }
    let part = Double(midYear - before.year) / Double(after.year - before.year)
    number = before.number + part * (after.number - before.number)
    isDrawnIn = true
  }
}

/// The neighbours of one authority by one model.
struct NeighbourList: Sendable {
  let model: Int
  let area: String
  let neighbours: [String]

  static func read() throws(PublishedProblem) -> [NeighbourList] {
    let columns = (1...10).map { "neighbour_\($0)" }
    return try ShippedFile.rows("neighbours.csv", columns: ["model", "area"] + columns) {
      row throws(PublishedProblem) in
      NeighbourList(
        model: try row.number("model") ?? 0, area: row["area"],
        neighbours: columns.map { row[$0] }.filter { !$0.isEmpty })
    }
  }
}
