import CivilTime

/// Values laid out along a line of a drawing, with ticks at round ones far enough apart for their
/// labels.
///
/// Every chart of figures is drawn on two of these.
struct ChartScale: Hashable, Sendable {
  struct Tick: Hashable, Sendable {
    let value: Double
    let label: String
  }

  let lower: Double
  let upper: Double
  /// Where `lower` lies, in the units of the drawing.
  let start: Double
  /// Where `upper` lies; before `start` on a scale that rises.
  let end: Double
  let ticks: [Tick]

  func position(_ value: Double) -> Double {
    start + (end - start) * (value - lower) / (upper - lower)
  }

  func position(_ day: Day) -> Double { position(Double(day.ordinal)) }

  /// Whether the axis leaves out nought, which a reader must be told.
  var leavesOutZero: Bool { lower > 0 }
}

// MARK: - Figures

extension ChartScale {
  /// A scale that holds all the figures.
  ///
  /// It begins at nought, so that no difference looks larger than it is, unless that would press
  /// everything into the top two fifths.
  ///
  /// - Parameter room: how far ticks are apart at least.
  static func figures(
    _ values: [Double], from start: Double, to end: Double, room: Double, format: FigureFormat
  ) -> ChartScale {
    let known = values.filter { $0.magnitude < 1e15 }
    var lower = known.min() ?? 0
    var upper = known.max() ?? 0
    if lower >= 0, lower <= 0.6 * upper || upper == 0 { lower = 0 }
    if lower == upper { upper += max(1, upper.magnitude * 0.1) }
    let step = roundStep(
      atLeast: (upper - lower) / max(2, ((end - start).magnitude / room).rounded(.down)), format)
    lower = (lower / step).rounded(.down) * step
    upper = (upper / step).rounded(.up) * step
    let count = Int(((upper - lower) / step).rounded())
    return ChartScale(
      lower: lower, upper: upper, start: start, end: end,
      ticks: (0...max(count, 1)).map { place in
        let value = lower + step * Double(place)
        return Tick(value: value, label: format.words(value))
      })
  }

  /// 1, 2 or 5 and noughts, but no finer than the figures are written.
  private static func roundStep(atLeast wanted: Double, _ format: FigureFormat) -> Double {
    var unit = 1.0
    for _ in 0..<format.decimals { unit /= 10 }
    while true {
      for factor in [1.0, 2, 5] where unit * factor >= wanted { return unit * factor }
      unit *= 10
    }
  }
}

// MARK: - Days

/// Which days an axis of time is labelled by.
public enum ChartCalendar: Hashable, Sendable {
  /// By years that end on this day, each a figure of its year: `2025` stands at 31 March 2025.
  case yearsEnding(month: Int, day: Int)
  /// By round dates.
  case days

  /// How a day is written in tables.
  func words(_ day: Day) -> String {
    if case .yearsEnding(let month, let number) = self, day.month == month,
      day.dayOfMonth == number
    {
      return String(day.year)
    }
    return day.spoken
  }
}

extension ChartScale {
  /// A scale that holds all the days; a single one stands in its middle.
  static func days(_ days: [Day], from start: Double, to end: Double, by calendar: ChartCalendar)
    -> ChartScale
  {
    let known = days.filter(\.isSet)
    guard var first = known.min(), var last = known.max() else {
      return ChartScale(lower: 0, upper: 1, start: start, end: end, ticks: [])
    }
    if first == last {
      first = first - 183
      last = last + 183
    }
    let ticks: [Tick]
    switch calendar {
    case .yearsEnding(let month, let number):
      let all = (first.year...last.year).compactMap { Day(year: $0, month: month, day: number) }
        .filter { $0 >= first && $0 <= last }
      let fitting = max(1, Int((end - start).magnitude / 42))
      let step = max(1, (all.count + fitting - 1) / fitting)
      // Counted from the last year, which readers look for first.
      ticks = all.enumerated().filter { (all.count - 1 - $0.offset) % step == 0 }
        .map { Tick(value: Double($0.element.ordinal), label: String($0.element.year)) }
    case .days:
      let axis = TimeAxis(from: first, to: last, start: start, length: end - start)
      (first, last) = (axis.first, axis.last)
      ticks = axis.ticks.map { Tick(value: Double($0.day.ordinal), label: $0.label) }
    }
    return ChartScale(
      lower: Double(first.ordinal), upper: Double(last.ordinal), start: start, end: end,
      ticks: ticks)
  }
}
