public import CivilTime

/// What Ofsted found in an inspection of a local authority's children's services (ILACS).
public struct Judgement: Hashable, Sendable {
  /// The Department's code of the authority.
  public let area: String
  /// The first day of the inspection; nil where the source has none.
  public let inspected: Day?
  public let published: Day
  /// `short`, `standard`, or empty where the source does not say.
  public let inspection: String
  /// Nil where none was given: since April 2026 there is no overall grade.
  public let overall: Grade?
  public let leaders: Grade?
  public let helpAndProtection: Grade?
  public let childrenInCare: Grade?
  public let careLeavers: Grade?
  /// Read from the report by a program, and not from Ofsted's own list.
  public let isReadByMachine: Bool
  /// The address of the report, where it is known.
  public let report: String
  /// The list that an authority's people brought and that says so; nil for what is shipped.
  public internal(set) var release: String?

  public enum Grade: String, Hashable, CaseIterable, Sendable {
    case outstanding, good, requiresImprovement, inadequate

    public var words: String {
      switch self {
      case .outstanding: "Outstanding"
      case .good: "Good"
      case .requiresImprovement: "Requires improvement to be good"
      case .inadequate: "Inadequate"
      }
    }
  }

  static func read() throws(PublishedProblem) -> [Judgement] {
    try ShippedFile.rows(
      "judgements.csv",
      columns: [
        "area", "inspected", "published", "inspection", "overall", "leaders",
        "help_and_protection", "children_in_care", "care_leavers", "source", "report",
      ]
    ) { row throws(PublishedProblem) in
      func grade(_ column: String) throws(PublishedProblem) -> Grade? {
        row[column].isEmpty ? nil : try row.word(column)
      }
      guard let published = try row.day("published") else {
        throw row.problem(at: "published", value: "", expected: "a date")
      }
      return Judgement(
        area: row["area"], inspected: try row.day("inspected"), published: published,
        inspection: row["inspection"], overall: try grade("overall"),
        leaders: try grade("leaders"), helpAndProtection: try grade("help_and_protection"),
        childrenInCare: try grade("children_in_care"), careLeavers: try grade("care_leavers"),
        isReadByMachine: row["source"] != "Ofsted", report: row["report"], release: nil)
    }
  }

  /// A grade by the name that layouts give it; nil too for a part that is no grade.
  func grade(_ part: JudgementPart) -> Grade? {
    switch part {
    case .overall: overall
    case .leaders: leaders
    case .helpAndProtection: helpAndProtection
    case .childrenInCare: childrenInCare
    case .careLeavers: careLeavers
    case .area, .inspected, .published, .inspection, .report, .source: nil
    }
  }
}
