public import CivilTime

/// The history of care that a forecast learns from.
///
/// Read at the end of each month: who is in care, how old, in which kind of home, since when. Who came
/// and went within a month is in no month's end, and in no published count either.
public struct CareHistory: Hashable, Sendable {
  let first: Month
  /// The last month whose end is known.
  let last: Month
  let children: [ChildPath]
  /// What could not be used, and how often.
  public let notes: [Note: Int]

  /// Why spans were left out or changed.
  public enum Note: String, Hashable, CaseIterable, Sendable {
    /// No date of birth, or one after the span.
    case noBirth
    /// No start, or an end before it.
    case datesReversed
    case shortBreak
    /// It went on after the next one of the same child began, and was ended there.
    case overlapped
    /// It went on after the child turned 18, and was ended there.
    case pastEighteen

    /// What was done with so many episodes, after their number.
    public var words: String {
      switch self {
      case .noBirth: "left out: no date of birth, or one after the episode began"
      case .datesReversed: "left out: ended before they began"
      case .shortBreak: "left out: series of short breaks, which are not counted as care"
      case .overlapped: "ended where the child’s next one began"
      case .pastEighteen: "ended on the eighteenth birthday"
      }
    }
  }

  /// - Parameters:
  ///   - spans: in any order; where a child has two that begin on one day, the later one given counts.
  ///   - observed: the days in which every child in care is among the spans. Files of the years to
  ///     31 March 2018 and 2019 observe from 1 April 2017 (their spans begin earlier, but children
  ///     who left before are not in them) to 31 March 2019, so to the day after.
  public init(_ spans: some Sequence<CareSpan>, observed: DaySpan) {
    var notes: [Note: Int] = [:]
    var ofChild: [String: [CareSpan]] = [:]
    for span in spans {
      if span.isShortBreak {
        notes[.shortBreak, default: 0] += 1
      } else if !span.born.isSet || (span.start.isSet && span.born > span.start) {
        notes[.noBirth, default: 0] += 1
      } else if !span.start.isSet || span.end.map({ $0 < span.start }) ?? false {
        notes[.datesReversed, default: 0] += 1
      } else {
        ofChild[span.child, default: []].append(span)
      }
    }
    // The first and the last month whose end is observed; the evening before counts, as all who were
    // there then were there the next morning.
    let begins = observed.from.isSet ? observed.from : Day(ordinal: 0)
    first = Month(begins - 1)
    let closes = (observed.to ?? begins) - 1
    last = Month(closes + 1) + -1
    children = ofChild.keys.sorted().compactMap { child in
      ChildPath(ofChild[child] ?? [], until: closes, notes: &notes)
    }
    self.notes = notes
  }

  private init(first: Month, last: Month, children: [ChildPath], notes: [Note: Int]) {
    self.first = first
    self.last = last
    self.children = children
    self.notes = notes
  }

  /// How many months there are to learn from: from one month's end to the next.
  public var monthCount: Int { max(0, last - first) }

  /// Whether anybody's care is known.
  public var hasChildren: Bool { !children.isEmpty }

  /// The last day that is known.
  public var lastDay: Day { last.end }

  /// The first month end that is known.
  public var firstDay: Day { first.end }

  /// Children in care at the end of a month, or nil outside what was observed.
  public func total(at day: Day) -> Int? {
    let month = Month(day)
    guard month >= first, month <= last else { return nil }
    return children.count { $0.state(at: month) != nil }
  }

  /// The ends of all months that are known, the first one first.
  public var monthEnds: [Day] {
    first <= last ? (0...(last - first)).map { (first + $0).end } : []
  }

  /// Children in care at the end of each month that is known.
  public var totals: [(day: Day, children: Int)] {
    var counts = [Int](repeating: 0, count: max(0, last - first + 1))
    for child in children {
      for place in counts.indices where child.state(at: first + place) != nil { counts[place] += 1 }
    }
    return zip(monthEnds, counts).map { ($0, $1) }
  }

  /// Children in care at the end of the last month known, by band of age and kind of home.
  public var now: [AgeBand: [HomeKind: Int]] {
    var counts: [AgeBand: [HomeKind: Int]] = [:]
    for child in children {
      guard let cell = child.state(at: last) else { continue }
      counts[AgeBand(months: cell.age), default: [:]][cell.home, default: 0] += 1
    }
    return counts
  }

  /// As it was known at the end of an earlier month: for looking back at forecasts.
  public func asKnown(monthsBeforeLast count: Int) -> CareHistory {
    let end = Month(number: last.number - max(0, count))
    return CareHistory(
      first: first, last: end, children: children.compactMap { $0.cut(after: end.end) },
      notes: notes)
  }
}

/// One child's time in care, in order, without overlaps.
struct ChildPath: Hashable, Sendable {
  let born: Month
  let stays: [Stay]

  struct Stay: Hashable, Sendable {
    let from: Day
    /// The day it ended; nil while it goes on.
    let to: Day?
    /// Since when the child had been in care without a day between.
    let since: Month
    let home: HomeKind
    let endedAtHome: Bool
    let cameFrom: District
    let lives: District
  }

  init?(
    _ spans: [CareSpan], until closes: Day, notes: inout [CareHistory.Note: Int]
  ) {
    var inOrder: [CareSpan] = []
    // A stable order: of two that begin on one day, the one given later is last and counts.
    for (_, span) in spans.enumerated().sorted(by: {
      ($0.element.start, $0.offset) < ($1.element.start, $1.offset)
    }) where span.start <= closes {
      if inOrder.last?.start == span.start { inOrder.removeLast() }
      inOrder.append(span)
    }
    guard let last = inOrder.last else { return nil }
    born = Month(last.born)
    let eighteen = last.born.adding(years: 18)
    var stays: [Stay] = []
    for (place, span) in inOrder.enumerated() where span.start < eighteen {
      var end = span.end.flatMap { $0 > closes ? nil : $0 }
      if place + 1 < inOrder.count {
        let next = inOrder[place + 1].start
        if end.map({ $0 > next }) ?? true {
          end = next
          notes[.overlapped, default: 0] += 1
        }
      }
      if end ?? closes > eighteen {
        end = eighteen
        notes[.pastEighteen, default: 0] += 1
      }
      let isOn = stays.last?.to == span.start
      stays.append(
        Stay(
          from: span.start, to: end,
          since: isOn ? (stays.last?.since ?? Month(span.start)) : Month(span.start),
          home: span.home, endedAtHome: span.endedAtHome, cameFrom: span.cameFrom,
          lives: span.lives))
    }
    if stays.isEmpty { return nil }
    self.stays = stays
  }

  private init(born: Month, stays: [Stay]) {
    self.born = born
    self.stays = stays
  }

  func cut(after day: Day) -> ChildPath? {
    let known = stays.filter { $0.from <= day }.map { stay in
      Stay(
        from: stay.from, to: stay.to.flatMap { $0 > day ? nil : $0 }, since: stay.since,
        home: stay.home, endedAtHome: stay.endedAtHome, cameFrom: stay.cameFrom,
        lives: stay.lives)
    }
    return known.isEmpty ? nil : ChildPath(born: born, stays: known)
  }

  /// Where the child is at the end of a month; nil when not in care.
  func state(at month: Month) -> Cell? { stay(at: month).flatMap { cell($0, month) } }

  /// The stay that goes on when a month closes; nil when not in care.
  func stay(at month: Month) -> Stay? {
    let day = month.end
    guard let stay = stays.last(where: { $0.from <= day }), stay.to.map({ $0 > day }) ?? true
    else { return nil }
    return stay
  }

  func cell(_ stay: Stay, _ month: Month) -> Cell? {
    let age = month - born
    guard age >= 0, age < Cell.ages else { return nil }
    return Cell(age: age, home: stay.home, length: LengthOfCare(months: month - stay.since))
  }
}

/// What a child in care is to a forecast: an age in months, a kind of home, and how long in care.
struct Cell: Hashable, Sendable {
  let age: Int
  let home: HomeKind
  let length: LengthOfCare

  /// Months up to the eighteenth birthday.
  static let ages = 216
  static let homes = HomeKind.allCases.count
  static let lengths = LengthOfCare.allCases.count
  static let count = ages * homes * lengths

  var index: Int { (age * Self.homes + home.rawValue) * Self.lengths + length.rawValue }
}

/// How long a child has been in care: most who leave soon leave in the first months.
enum LengthOfCare: Int, Hashable, CaseIterable, Sendable {
  case underThreeMonths, underOneYear, underTwoYears, longer

  init(months: Int) {
    self =
      switch months {
      case ..<3: .underThreeMonths
      case ..<12: .underOneYear
      case ..<24: .underTwoYears
      default: .longer
      }
  }

  /// The share that passes into the next one each month, one over its months.
  var promotion: Double {
    switch self {
    case .underThreeMonths: 1.0 / 3
    case .underOneYear: 1.0 / 9
    case .underTwoYears: 1.0 / 12
    case .longer: 0
    }
  }
}
