public import CareRecord

/// A family of a fictional authority: who belongs to it, and everything told about them in the
/// order in which it came to be known.
public struct SimulatedFamily: Sendable {
  /// 0 for the first family of the authority.
  public let number: Int
  public let family: Subject
  public let children: [Subject]
  public let adults: [Subject]
  /// Each by one worker at one office hour; changes of one commit belong together.
  public let commits: [Commit]

  /// All changes of all commits in their order.
  public var changes: [Change] { commits.flatMap(\.changes) }
}
