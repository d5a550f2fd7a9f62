public import CivilTime

/// A published indicator of the National Framework, or one that belongs beside them.
public struct Indicator: Hashable, Sendable {
  /// The key that Kith knows it by, for example `claRate`.
  public let id: String
  public let name: String
  /// The outcome or enabler it stands under, by name, as publications number them differently.
  public let under: Outcome
  public let unit: Unit
  /// The measure that is counted; empty where none is held.
  public let numerator: String
  /// The measures that, added up, it is counted among; none where the figure is printed whole.
  public let denominator: [String]
  /// How many years before the numerator's year the denominator's is: 1 for a mid-year population.
  public let denominatorYearsBefore: Int
  /// The day on which its years end.
  public let yearEnds: YearEnd
  /// What is counted, in words.
  public let counted: String
  /// Among what, in words.
  public let among: String
  /// The collection that the figures come from.
  public let source: String
  public let definition: String
  public let caveat: String
  /// Why no figures of authorities are held; empty where they are.
  public let notHeld: String
  /// Where the definition changed; a line is never drawn across one.
  public let breaks: [DefinitionBreak]

  /// The outcomes and enablers of the National Framework (2023).
  public enum Outcome: String, Hashable, CaseIterable, Codable, Sendable {
    case stayTogether, familyNetwork, safe, stableHomes
    case multiAgencyWorking, leadership, workforce

    /// Whether it is one of the three enablers rather than of the four outcomes.
    public var isEnabler: Bool {
      switch self {
      case .stayTogether, .familyNetwork, .safe, .stableHomes: false
      case .multiAgencyWorking, .leadership, .workforce: true
      }
    }

    /// Its name, and never its number.
    public var title: String {
      switch self {
      case .stayTogether: "Children and families stay together and get the help they need"
      case .familyNetwork: "Children are supported by their family network"
      case .safe: "Children are safe in and outside their homes"
      case .stableHomes: "Children in care and care leavers have stable, loving homes"
      case .multiAgencyWorking: "Multi-agency working is prioritised and effective"
      case .leadership: "Leaders drive conditions for effective practice"
      case .workforce: "The workforce is equipped and effective"
      }
    }

    /// The same for a narrow column.
    public var shortTitle: String {
      switch self {
      case .stayTogether: "Stay together"
      case .familyNetwork: "Family network"
      case .safe: "Safe"
      case .stableHomes: "Stable homes"
      case .multiAgencyWorking: "Multi-agency working"
      case .leadership: "Leadership"
      case .workforce: "Workforce"
      }
    }
  }

  /// A day of the year on which years of figures end.
  public struct YearEnd: Hashable, Sendable {
    public let month: Int
    public let day: Int

    /// The last day of the year that ends in this calendar year.
    public func day(in year: Int) -> Day { Day(year: year, month: month, day: day) ?? .unset }
  }

  public enum Unit: String, Hashable, CaseIterable, Sendable {
    case per10000, percent, average
    /// A grade in words, which is no number.
    case grade

    /// What numerator over denominator is multiplied by.
    public var factor: Double {
      switch self {
      case .per10000: 10_000
      case .percent: 100
      case .average, .grade: 1
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
        "year_ends", "counted", "among", "source", "definition", "caveat", "not_held",
      ]
    ) { row throws(PublishedProblem) in
      let id = row["id"]
      let yearEnds = row["year_ends"]
      // Of a leap year, so that any day can be written.
      guard let end = Day(iso: "2000-\(yearEnds)") else {
        throw row.problem(at: "year_ends", value: yearEnds, expected: "a month and day: 03-31")
      }
      return Indicator(
        id: id, name: row["name"], under: try row.word("under"), unit: try row.word("unit"),
        numerator: row["numerator"],
        denominator: row["denominator"].split(separator: "+").map(String.init),
        denominatorYearsBefore: try row.number("denominator_years_before") ?? 0,
        yearEnds: YearEnd(month: end.month, day: end.dayOfMonth), counted: row["counted"],
        among: row["among"], source: row["source"], definition: row["definition"],
        caveat: row["caveat"], notHeld: row["not_held"],
        breaks: breaks.filter { $0.0 == id }.map(\.1).sorted { $0.firstYear < $1.firstYear })
    }
  }
}

/// A year from which an indicator means something else.
public struct DefinitionBreak: Hashable, Sendable {
  public let firstYear: Int
  public let what: String
}
