/// How much of the history of a fact is told.
public enum SimulatedVersions: Sendable {
  /// Every version: what was open and later ended, what was corrected or withdrawn and why.
  case every
  /// One version a fact, the last, known since it was recorded: for large loads.
  case final
}
