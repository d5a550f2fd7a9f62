/// A published indicator of the National Framework, or one that belongs beside them.
public struct Indicator: Hashable, Sendable {
  /// The key that Kith knows it by, for example `claRate`.
  public let id: String
  public let name: String
  /// The outcome or enabler it stands under, by name, as publications number them differently.
  public let under: Outcome
  public let unit: Unit
  /// The measure that is counted.
  public let numerator: String
  /// The measures that, added up, it is counted among.
  public let denominator: [String]
  /// How many years before the numerator's year the denominator's is: 1 for a mid-year population.
  public let denominatorYearsBefore: Int
  public let definition: String
  public let caveat: String
  /// Where the definition changed; a line is never drawn across one.
  public let breaks: [DefinitionBreak]

  /// The outcomes and enablers of the National Framework (2023).
  public enum Outcome: String, Hashable, CaseIterable, Sendable {
    case stayTogether, familyNetwork, safe, stableHomes
    case multiAgencyWorking, leadership, workforce
  }

  public enum Unit: String, Hashable, CaseIterable, Sendable {
    case per10000, percent, average

    /// What numerator over denominator is multiplied by.
    public var factor: Double {
      switch self {
      case .per10000: 10_000
      case .percent: 100
      case .average: 1
      }
    }

    /// How many decimals the Department shows.
    public var decimals: Int { self == .per10000 ? 0 : 1 }
  }

  /// Which definition a year's figure follows, counted from 1.
  public func definitionVersion(inYear year: Int) -> Int {
    1 + breaks.count { $0.firstYear <= year }
  }

  static func read() throws(PublishedProblem) -> [Indicator] {
    let breaks = try ShippedFile.rows(
      "breaks.csv", columns: ["indicator", "first_year", "what_changed"]
    ) { row throws(PublishedProblem) in
      (
        row["indicator"],
        DefinitionBreak(firstYear: try row.number("first_year") ?? 0, what: row["what_changed"])
      )
    }
    return try ShippedFile.rows(
      "indicators.csv",
      columns: [
        "id", "name", "under", "unit", "numerator", "denominator", "denominator_years_before",
        "definition", "caveat",
      ]
    ) { row throws(PublishedProblem) in
      let id = row["id"]
      return Indicator(
        id: id, name: row["name"], under: try row.word("under"), unit: try row.word("unit"),
        numerator: row["numerator"],
        denominator: row["denominator"].split(separator: "+").map(String.init),
        denominatorYearsBefore: try row.number("denominator_years_before") ?? 0,
        definition: row["definition"], caveat: row["caveat"],
        breaks: breaks.filter { $0.0 == id }.map(\.1).sorted { $0.firstYear < $1.firstYear })
    }
  }
}

/// A year from which an indicator means something else.
public struct DefinitionBreak: Hashable, Sendable {
  public let firstYear: Int
  public let what: String
}
