/// Which cells of one of the Department's files hold which measure.
///
/// The Department's files (Explore Education Statistics) have a row for each year, area and choice of
/// filters, and a column for each thing counted.
public struct DepartmentLayout: Hashable, Sendable {
  /// What the file is about, for people.
  public let title: String
  public let measures: [Measure]
  /// Whether one of the Department's own files was read with it; otherwise only names of columns were
  /// known when it was written.
  public let hasMetFile: Bool

  public init(_ title: String, _ measures: [Measure], hasMetFile: Bool = false) {
    self.title = title
    self.measures = measures
    self.hasMetFile = hasMetFile
  }

  /// One measure: a column, in the rows that have these words in these columns.
  public struct Measure: Hashable, Sendable {
    public let name: String
    public let column: String
    public let filters: [String: String]

    public init(_ name: String, column: String, where filters: [String: String] = [:]) {
      self.name = name
      self.column = column
      self.filters = filters
    }
  }

  /// "Children looked after at 31 March, started and ceased: numbers and rates".
  public static let lookedAfter = DepartmentLayout(
    "Children looked after at 31 March, started and ceased",
    [
      Measure(
        "lookedAfter", column: "number",
        where: ["population_count": "Children looked after at 31 March each year"]),
      Measure(
        "startedCare", column: "number",
        where: ["population_count": "Children starting to be looked after each year"]),
      Measure(
        "ceasedCare", column: "number",
        where: ["population_count": "Children ceasing to be looked after each year"]),
      Measure(
        "lookedAfterRateAsPrinted", column: "rate_per_10000",
        where: ["population_count": "Children looked after at 31 March each year"]),
    ], hasMetFile: true)

  /// "Children's social work workforce: indicators", at 30 September.
  public static let workforce = DepartmentLayout(
    "Children’s social work workforce",
    [
      Measure("workersInPost", column: "inpost_fte"),
      Measure("workersStarted", column: "starters_fte"),
      Measure("workersLeft", column: "leavers_fte"),
      Measure("agencyWorkers", column: "agency_fte"),
      Measure("vacancies", column: "vacancy_fte"),
      Measure("turnoverAsPrinted", column: "turnover_rate_fte"),
      Measure("agencyRateAsPrinted", column: "agency_rate_fte"),
      Measure("vacancyRateAsPrinted", column: "vacancy_rate_fte"),
      Measure("caseloadAsPrinted", column: "caseload_fte"),
    ])

  /// Those that Kith reads.
  public static let all = [lookedAfter, workforce]

  /// The layout of a file, by the columns that it has: of several that fit, the one that needs most of
  /// them; nil where none fits.
  public static func recognised(in bytes: [UInt8], among layouts: [DepartmentLayout] = all)
    -> DepartmentLayout?
  {
    var text = CommaSeparated(bytes)
    let header = Set(text.next()?.fields ?? [])
    return layouts.filter { header.isSuperset(of: $0.columnsNeeded) }
      .max { $0.columnsNeeded.count < $1.columnsNeeded.count }
  }

  /// Why a file has none of these layouts: the columns that the nearest one misses, or what files are
  /// read where it is near none.
  public static func unrecognised(
    _ bytes: [UInt8], name: String, among layouts: [DepartmentLayout] = all
  ) -> [PublishedProblem] {
    var text = CommaSeparated(bytes)
    let header = text.next()?.fields ?? []
    let describe = "Describe its columns in a layout of your own (kith data layouts shows how)."
    // A year and a place every file of the Department has; they make none of them near.
    func found(_ layout: DepartmentLayout) -> Double {
      Double(layout.columns.count { header.contains($0) }) / Double(max(1, layout.columns.count))
    }
    guard let nearest = layouts.max(by: { found($0) < found($1) }), found(nearest) > 0 else {
      return [
        PublishedProblem(
          file: name, line: 1, field: "header",
          value: header.isEmpty ? "nothing" : "other columns",
          expected: "the columns of one of the files that Kith reads: "
            + layouts.map { "\($0.title) (\($0.columnsNeeded.joined(separator: ", ")))" }
            .joined(separator: "; "),
          remedy: "Download the underlying data as CSV from Explore Education Statistics. "
            + describe
        )
      ]
    }
    return nearest.columnsNeeded.filter { !header.contains($0) }.map { column in
      PublishedProblem(
        file: name, line: 1, field: column, value: "no such column",
        expected: "it as in the file \(nearest.title), which this one is nearest to",
        remedy: "Check that it is the right file. \(describe)")
    }
  }

  /// Which year and area a row is about.
  static let places = ["time_period", "geographic_level"]

  /// Every column that a file must have.
  public var columnsNeeded: [String] { DepartmentLayout.places + columns }

  /// The columns of figures and filters, filters first, in order.
  var columns: [String] {
    Array(Set(measures.flatMap { $0.filters.keys })).sorted()
      + Array(Set(measures.map(\.column))).sorted()
  }
}
