/// An indicator that Kith makes from the record, by a definition that has a number.
public struct MeasuredIndicator: Hashable, Sendable, Identifiable {
  /// Its name in what is published, as `claRate`.
  public let id: String
  /// Raised whenever another child would count, so that nobody joins figures of two definitions.
  public let definition: Int
  /// What the numerator is set against.
  public let base: Base
  /// Of which time the figure of a day tells.
  public let time: Time
  /// Who counts and who does not, a sentence for each rule.
  public let rules: [String]
  /// Those readings of the definition that no source confirms.
  public let unconfirmed: [String]

  public enum Base: Hashable, Sendable {
    /// The children who live in the area, whom no record holds.
    case population
    /// Those whom the record holds and the indicator is about: a share of them counts.
    case counted
    /// The same, where the numerator is the sum of something that each of them has.
    case averaged
  }

  public enum Time: Hashable, Sendable {
    /// How it is when the day ends.
    case endOfDay
    /// What happened in the year that ends with the day.
    case yearToDay
    /// What was reported for the last year to 31 March that had ended.
    case lastReportedYear
  }

  init(
    _ id: String, definition: Int = 1, _ base: Base, _ time: Time, _ rules: [String],
    unconfirmed: [String] = []
  ) {
    self.id = id
    self.definition = definition
    self.base = base
    self.time = time
    self.rules = rules
    self.unconfirmed = unconfirmed
  }
}
