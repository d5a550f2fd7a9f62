/// The figures that the simulation is drawn from: published about England, worked out from
/// published ones, or assumed and marked so.
///
/// `Resources/README.md` describes the file.
public struct EnglandParameters: Sendable {
  /// How far a figure can be trusted.
  public enum Status: String, Sendable {
    case published, derived, assumed
  }

  /// A line of the file.
  public struct Figure: Sendable {
    public let parameter: String
    /// Age band, code or percentile; empty where the parameter has one figure a year.
    public let group: String
    public let value: Double
    public let unit: String
    /// The year that ended on 31 March; nil where the figure serves every year.
    public let year: Int?
    public let status: Status
    /// Publication, formula, or what an assumption rests on.
    public let source: String
  }

  /// All figures in the order of the file.
  public let figures: [Figure]
  private let byParameter: [String: [Figure]]

  /// Reads the file of this target.
  ///
  /// - Throws: `ResourceError` where it is missing or a line cannot be read.
  public init() throws(ResourceError) {
    try self.init(ResourceTable("england-parameters.csv", columns: Self.columns))
  }

  static let columns = ["parameter", "group", "value", "unit", "year", "status", "source"]

  init(_ table: ResourceTable) throws(ResourceError) {
    var figures: [Figure] = []
    for row in table.rows {
      let fields = row.fields
      func refuse(_ index: Int, _ expected: String) -> ResourceError {
        ResourceError(
          file: table.name, line: row.line, field: Self.columns[index], value: fields[index],
          expected: expected)
      }
      for index in [0, 3, 6] where fields[index].isEmpty { throw refuse(index, "some text") }
      guard let value = Double(fields[2]), value.isFinite else { throw refuse(2, "a number") }
      let year = Int(fields[4])
      guard year != nil || fields[4].isEmpty else { throw refuse(4, "a year or nothing") }
      guard let status = Status(rawValue: fields[5]) else {
        throw refuse(5, "published, derived or assumed")
      }
      figures.append(
        Figure(
          parameter: fields[0], group: fields[1], value: value, unit: fields[3], year: year,
          status: status, source: fields[6]))
    }
    self.figures = figures
    byParameter = Dictionary(grouping: figures, by: \.parameter)
  }

  /// The groups of a parameter for a year, in the order of the file.
  ///
  /// Where that year has none: those of the last year before it, else of the first after. Figures of
  /// every year serve any year.
  ///
  /// - Throws: `ResourceError` where the file knows no such parameter.
  public func figures(_ parameter: String, year: Int? = nil) throws(ResourceError) -> [Figure] {
    guard let all = byParameter[parameter] else {
      throw ResourceError(
        file: "england-parameters.csv", line: 0, field: "parameter", value: "nothing",
        expected: "figures of \(parameter)")
    }
    let years = Set(all.compactMap(\.year))
    guard let last = years.max() else { return all }
    let wanted = year ?? last
    let chosen = years.filter { $0 <= wanted }.max() ?? years.min()
    return all.filter { $0.year == chosen || $0.year == nil }
  }

  /// The figure of a parameter, or of one of its groups, for a year as `figures(_:year:)` finds it.
  public func value(
    _ parameter: String, group: String = "", year: Int? = nil
  ) throws(ResourceError) -> Double {
    guard let figure = try figures(parameter, year: year).first(where: { $0.group == group }) else {
      throw ResourceError(
        file: "england-parameters.csv", line: 0, field: "group", value: "nothing",
        expected: "a figure of \(parameter) for \"\(group)\"")
    }
    return figure.value
  }

  /// The groups of a parameter to choose between by weight.
  public func choices(
    _ parameter: String, year: Int? = nil
  ) throws(ResourceError) -> Choices<String> {
    let weighted = try figures(parameter, year: year).map { (value: $0.group, weight: $0.value) }
    guard let choices = Choices(weighted) else { throw unusable(parameter, "weights above 0") }
    return choices
  }

  /// The groups of a parameter as percentiles of a distribution.
  public func percentiles(_ parameter: String) throws(ResourceError) -> Percentiles {
    let points = try figures(parameter).map {
      (percentile: Double($0.group) ?? .nan, value: $0.value)
    }
    guard let percentiles = Percentiles(points) else {
      throw unusable(parameter, "percentiles that rise from 0 to 100")
    }
    return percentiles
  }

  private func unusable(_ parameter: String, _ expected: String) -> ResourceError {
    ResourceError(
      file: "england-parameters.csv", line: 0, field: "value", value: parameter, expected: expected)
  }
}
