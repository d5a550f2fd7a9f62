import CivilTime

/// Days laid out along a line, with ticks at round dates whose number fits the length.
struct TimeAxis: Hashable, Sendable {
  struct Tick: Hashable, Sendable {
    let day: Day
    let label: String
  }

  let first: Day
  let last: Day
  /// Where the first day lies, in the units of the drawing.
  let start: Double
  let length: Double

  /// An axis over these days; less than a month is widened to one, so that a day is never drawn as
  /// broad as a year.
  init(from first: Day, to last: Day, start: Double, length: Double) {
    let missing = max(0, 30 - (last - first))
    self.first = first - missing / 2
    self.last = last + (missing - missing / 2)
    self.start = start
    self.length = length
  }

  func x(_ day: Day) -> Double {
    start + length * Double(day - first) / Double(last - first)
  }

  /// Round dates, far enough apart for their labels.
  var ticks: [Tick] {
    let step = Step.all.first { $0.days * length / Double(last - first) >= $0.room } ?? Step.widest
    var ticks: [Tick] = []
    var next = step.first(from: first)
    while let day = next, day <= last {
      ticks.append(Tick(day: day, label: step.label(day)))
      next = step.next(after: day)
    }
    return ticks
  }
}

extension TimeAxis {
  /// How far ticks are apart: a week, or a number of months that divides a year or is whole years.
  private enum Step {
    case week
    case months(Int)

    static let widest = Step.months(1200)
    static let all =
      [Step.week] + [1, 3, 6, 12, 24, 60, 120, 240, 600].map(Step.months) + [widest]

    var days: Double {
      switch self {
      case .week: 7
      case .months(let count): 30.4 * Double(count)
      }
    }

    /// The room that a label takes.
    var room: Double {
      switch self {
      case .week: 100
      case .months(let count): count < 12 ? 84 : 52
      }
    }

    func label(_ day: Day) -> String {
      let month = Day.monthNames[day.month - 1].prefix(3)
      return switch self {
      case .week: "\(day.dayOfMonth) \(month) \(day.year)"
      case .months(let count): count < 12 ? "\(month) \(day.year)" : String(day.year)
      }
    }

    /// The first round date on or after a day.
    ///
    /// Weeks begin on Monday.
    func first(from day: Day) -> Day? {
      switch self {
      case .week:
        return day + (7 - day.weekday.rawValue) % 7
      case .months(let count):
        let month = day.year * 12 + day.month - (day.dayOfMonth == 1 ? 1 : 0)
        let round = (month + count - 1) / count * count
        return Day(year: round / 12, month: round % 12 + 1, day: 1)
      }
    }

    func next(after day: Day) -> Day? {
      switch self {
      case .week: day + 7
      case .months(let count): day.adding(months: count)
      }
    }
  }
}
