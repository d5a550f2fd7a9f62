/// Which collection year some files seem to be about, and why that is thought.
public struct CollectionYearGuess: Sendable, Equatable {
  public enum Confidence: Sendable {
    /// The file says so itself, or nearly every date agrees.
    case clear
    /// More dates agree than on any other year.
    case likely
    /// No better than a guess: ask.
    case doubtful
  }

  public let year: CollectionYear
  public let confidence: Confidence

  /// A sentence for the person who has to agree, such as "812 of 1,000 dates lie in it".
  public let reason: String

  public init(year: CollectionYear, confidence: Confidence, reason: String) {
    self.year = year
    self.confidence = confidence
    self.reason = reason
  }
}
