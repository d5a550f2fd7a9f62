/// What one point of a control chart shows.
public struct ControlPoint: Hashable, Sendable {
  /// Nil where nothing was measured: no figure, or nobody to measure among.
  public let value: Double?
  /// The limits at this point; nil where the phase has nothing to reckon them from.
  public let limits: ControlLimits?
  /// The rules that this point completes, most telling first; none where it could be chance.
  public internal(set) var signals: [ControlSignal] = []
}

/// Centre line and limits at one point.
public struct ControlLimits: Hashable, Sendable {
  public let centre: Double
  /// Three standard deviations below the centre, but not below what the measure can be.
  public let lower: Double
  /// Three standard deviations above it.
  public let upper: Double
  /// One standard deviation.
  public let sigma: Double
}

/// A rule, and the side of the chart on which it was met.
public struct ControlSignal: Hashable, Sendable {
  public let rule: ControlRule
  public let side: Side

  public init(rule: ControlRule, side: Side) {
    self.rule = rule
    self.side = side
  }

  public enum Side: String, Hashable, Sendable { case above, below }
}

/// The rules that tell a change from chance.
///
/// They are those of NHS England's "Making data count": together they raise a false alarm on a chart
/// of 20 points about one time in ten, which is why a signal is a question and not an answer.
public enum ControlRule: String, Hashable, CaseIterable, Sendable {
  /// One point outside the limits of three standard deviations (W. Shewhart, 1931).
  case outside
  /// Two of three points in a row, this one with them, beyond two standard deviations on one side
  /// (Western Electric, 1956).
  case twoOfThree
  /// Seven points in a row on one side of the centre line.
  case shift
  /// Six points in a row, each above the one before it, or each below (L. Nelson, 1984).
  case trend
}

extension ControlRule {
  /// Adds its signals to points in order; a gap ends every run.
  static func apply(_ rules: [ControlRule], to points: inout [ControlPoint], in range: Range<Int>) {
    var run = ControlRun()
    for index in range {
      guard let value = points[index].value, let limits = points[index].limits else {
        run = ControlRun()
        continue
      }
      run.add(value, limits)
      points[index].signals = rules.flatMap { rule in
        run.sides(of: rule).map { ControlSignal(rule: rule, side: $0) }
      }
    }
  }
}

/// What a run of points has been up to its last one.
private struct ControlRun {
  private var last: (value: Double, limits: ControlLimits)?
  private var onSide = 0
  private var inDirection = 1
  /// Of the last three: 1 above two standard deviations, −1 below, 0 within.
  private var zones: [Int] = []

  mutating func add(_ value: Double, _ limits: ControlLimits) {
    let side = value > limits.centre ? 1 : value < limits.centre ? -1 : 0
    onSide = side == 0 ? 0 : onSide.signum() == side ? onSide + side : side
    if let last {
      let way = value > last.value ? 1 : value < last.value ? -1 : 0
      // The first point of a trend counts: six points are five steps.
      inDirection = way == 0 ? 1 : inDirection * way > 1 ? inDirection + way : 2 * way
    }
    let distance = value - limits.centre
    zones.append(distance > 2 * limits.sigma ? 1 : distance < -2 * limits.sigma ? -1 : 0)
    if zones.count > 3 { zones.removeFirst() }
    last = (value, limits)
  }

  func sides(of rule: ControlRule) -> [ControlSignal.Side] {
    guard let last else { return [] }
    switch rule {
    case .outside:
      if last.value > last.limits.upper { return [.above] }
      return last.value < last.limits.lower ? [.below] : []
    case .twoOfThree:
      guard let zone = zones.last, zone != 0, zones.count(where: { $0 == zone }) >= 2
      else { return [] }
      return [zone > 0 ? .above : .below]
    case .shift:
      return abs(onSide) >= 7 ? [onSide > 0 ? .above : .below] : []
    case .trend:
      return abs(inDirection) >= 6 ? [inDirection > 0 ? .above : .below] : []
    }
  }
}
