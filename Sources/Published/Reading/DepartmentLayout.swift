/// Which cells of one of the Department's files hold which measure.
///
/// The Department's files (Explore Education Statistics) have a row for each year, area and choice of
/// filters, and a column for each thing counted.
public struct DepartmentLayout: Hashable, Sendable {
  public let measures: [Measure]

  public init(_ measures: [Measure]) { self.measures = measures }

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
  public static let lookedAfter = DepartmentLayout([
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

  /// Every column needed, filters first, in order.
  var columns: [String] {
    Array(Set(measures.flatMap { $0.filters.keys })).sorted()
      + Array(Set(measures.map(\.column))).sorted()
  }
}
