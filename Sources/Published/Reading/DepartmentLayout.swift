/// Which cells of one of the Department's files hold which measure.
///
/// The Department's files (Explore Education Statistics) have a row for each year, area and choice of
/// filters, and a column for each thing counted.
public struct DepartmentLayout: Hashable, Sendable {
  /// What the file is about, for people.
  public let title: String
  public let measures: [Measure]

  public init(_ title: String, _ measures: [Measure]) {
    self.title = title
    self.measures = measures
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
    ])

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

  /// The layout of a file, by the columns that it has; nil where it is none that Kith reads.
  public static func recognised(in bytes: [UInt8]) -> DepartmentLayout? {
    var text = CommaSeparated(bytes)
    let header = Set(text.next()?.fields ?? [])
    return all.first { header.isSuperset(of: $0.columnsNeeded) }
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
