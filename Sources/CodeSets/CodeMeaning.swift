/// What a code means, and in which collection years it may be used.
///
/// A collection year is named by the calendar year it ends in: 2026 is 2025-26. A missing bound
/// means that no such bound is known.
public struct CodeMeaning: Sendable, Hashable {
  public let code: String
  public let meaning: String
  public let firstYear: Int?
  public let lastYear: Int?

  public init(code: String, meaning: String, firstYear: Int? = nil, lastYear: Int? = nil) {
    self.code = code
    self.meaning = meaning
    self.firstYear = firstYear
    self.lastYear = lastYear
  }

  /// Whether the code may be used in a collection year.
  ///
  /// The data begins with 2022-23, so years before it have every code that began by then, also
  /// those that ended before.
  public func isValid(in year: Int) -> Bool {
    if year < CodeSet.earliestYear { return (firstYear ?? year) <= CodeSet.earliestYear }
    return (firstYear ?? year) <= year && year <= (lastYear ?? year)
  }
}
