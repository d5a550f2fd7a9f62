import Access
public import CareRecord
public import Learning

/// What an authority learns: findings, actions, reflection, priorities, evidence, insights.
///
/// Nothing that was accepted is ever changed: a change is a further version, with who and when.
public protocol LearningStore: Sendable {
  /// All that the person may see, as it stands.
  /// - Throws: `ReadRefused` for somebody whose role does not include it.
  func learning(for reading: Reading) async throws -> LearningRegister

  /// Every version of an item, the first one first.
  /// - Throws: `ReadRefused`, also where there is no such item, or none that the person may see.
  func learningHistory(of id: LearningID, for reading: Reading) async throws -> [LearningVersion]

  /// The decisions by which the control chart of a measure has new limits, by the year from which they
  /// hold: for everybody, because the same chart looks the same to all.
  ///
  /// - Parameter indicator: as `PublishedFigures` knows it, for example `claRate`
  func chartPhases(
    of indicator: String
  ) async throws -> [LearningRegister.Held<ChartPhase>]

  /// Keeps an item as a new version, in one transaction with what decides about it.
  ///
  /// The same words as those that stand are kept no second time.
  /// - Parameters:
  ///   - version: the version that the writer saw; 0 for a new item
  ///   - confirmed: what looked as if it told who a child is, and the writer says does not
  /// - Throws: `LearningRefused`, or `ReadRefused`; then nothing was kept.
  @discardableResult
  func keepLearning(
    _ item: LearningItem, as id: LearningID, replacing version: Int, confirmed: [String],
    for reading: Reading
  ) async throws -> LearningVersion

  /// Takes an item out of the register; its versions stay for whoever answers for the register.
  func withdrawLearning(
    _ id: LearningID, because reason: String, for reading: Reading
  ) async throws
}

extension LearningStore {
  /// The days on which actions begin that should move an indicator: marks for its chart.
  ///
  /// - Parameter indicator: as `PublishedFigures` knows it, for example `claRate`
  /// - Returns: none for somebody whose role does not include the register
  public func actionMarks(
    for indicator: String, for reading: Reading
  ) async throws -> [ActionMark] {
    guard Policy.mayUseLearning(reading.person) else { return [] }
    return try await learning(for: reading).marks(for: indicator)
  }
}

/// Why an item was not kept.
public enum LearningRefused: Error, Sendable {
  /// What the policy says, in words for people.
  case notAllowed(String)
  /// Something in it tells who a child is, or may.
  case tellsWhoAChildIs([ChildMark])
  /// Somebody else has changed it since.
  case conflict(theirs: LearningVersion)
}
