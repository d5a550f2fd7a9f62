/// A stretch of a control chart with limits of its own.
///
/// Limits are never reckoned anew because somebody looks again: a later phase begins where a decision
/// says so, and the decision is kept with it.
public struct ControlPhase: Hashable, Sendable {
  /// The place of its first point.
  public let start: Int
  /// Its limits come from this many of its first points, those without a value counted too; nil for all
  /// of them.
  public let baseline: Int?
  /// With fewer values than this to reckon from it has no limits.
  public let fewest: Int
  /// Who decided to begin it, when and why; empty for the first.
  public let decision: String

  public init(start: Int, baseline: Int? = nil, fewest: Int = 1, decision: String) {
    self.start = start
    self.baseline = baseline.map { max(1, $0) }
    self.fewest = fewest
    self.decision = decision
  }

  /// One phase over everything.
  public static let whole = ControlPhase(start: 0, decision: "")

  /// The phases as a chart of so many points has them: in order, one at a place, the first at 0.
  static func inOrder(_ phases: [ControlPhase], count: Int) -> [ControlPhase] {
    var inOrder: [ControlPhase] = []
    for phase in phases.sorted(by: { $0.start < $1.start })
    where phase.start >= 0 && phase.start < max(count, 1) {
      if inOrder.last?.start == phase.start { inOrder.removeLast() }
      inOrder.append(phase)
    }
    if inOrder.first?.start != 0 { inOrder.insert(.whole, at: 0) }
    return inOrder
  }
}

/// Why the limits of a phase should be read with care.
public enum ControlWarning: Hashable, Sendable {
  /// Fewer than 12 points to reckon from: the limits are provisional.
  case fewPoints(phase: Int, count: Int)
  /// Fewer than 5 events at most points: counts this small do not spread evenly about their centre.
  case fewEvents(phase: Int)

  /// As many as limits should rest on.
  public static let fewestPoints = 12
  static let fewestEvents = 5.0
}
