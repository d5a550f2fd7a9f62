public import CareRecord

/// A decision that the limits of a control chart are reckoned anew from a year on.
///
/// Limits say what is ordinary. Whoever could move them by looking again could make any change look
/// ordinary, so they move by such a decision alone, which says who, from when and why.
public struct ChartPhase: LearningBody {
  /// As `PublishedFigures` knows it, for example `claRate`.
  public var indicator: String
  /// The year of the first figure of the new phase.
  public var firstYear: Int
  /// What changed, and how we know.
  public var reason: String
  /// What was done that changed it; nil where it was no action of ours.
  public var action: LearningID?

  public init(indicator: String, firstYear: Int, reason: String, action: LearningID? = nil) {
    self.indicator = indicator
    self.firstYear = firstYear
    self.reason = reason
    self.action = action
  }

  var title: String { "New limits from \(firstYear)" }
  var lines: [LearningLine] {
    [
      LearningLine("Measure", indicator, .chosen),
      LearningLine("First year of the new phase", String(firstYear), .chosen),
      LearningLine("Why", reason),
      LearningLine("Number of the action that it follows", action?.text ?? "", .chosen),
    ]
  }
}
