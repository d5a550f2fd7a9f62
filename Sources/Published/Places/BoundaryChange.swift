public import CivilTime

/// A day on which the areas of authorities changed.
public struct BoundaryChange: Hashable, Sendable {
  public let date: Day
  /// The codes of the authorities before it.
  public let from: [String]
  /// The codes of the authorities after it.
  public let to: [String]
  public let children: Children
  /// What happened, in a sentence.
  public let what: String

  /// How far figures before and after it are about the same children's homes.
  public enum Children: String, Hashable, CaseIterable, Sendable {
    /// The same area, another code.
    case same
    /// A few streets.
    case few
    /// Whole towns: figures of one authority cannot be compared across it.
    case moved
  }

  /// Whether it lies between 31 March of one year and of a later one.
  public func lies(between from: Int, and to: Int) -> Bool {
    date.year >= min(from, to) && date.year < max(from, to)
  }

  static func read() throws(PublishedProblem) -> [BoundaryChange] {
    try ShippedFile.rows(
      "boundary-changes.csv", columns: ["date", "from", "to", "children", "what"]
    ) {
      row throws(PublishedProblem) in
      guard let date = try row.day("date") else {
        throw row.problem(at: "date", value: "", expected: "a date")
      }
      return BoundaryChange(
        date: date, from: row.list("from"), to: row.list("to"),
        children: try row.word("children"), what: row["what"])
    }
  }
}
