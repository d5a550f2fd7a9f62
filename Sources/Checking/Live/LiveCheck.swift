public import CareRecord
public import CivilTime
public import Returns
public import Store

/// What would fail if the returns of a year were made from a record as it stands.
///
/// A pure function of the record: the rows that an export would write, the year before as it was
/// sent, and the same rules as for files.
public struct LiveCheck: Sendable {
  /// A rule that a record alone cannot decide.
  public struct Undecided: Sendable {
    public let returnName: String
    public let card: RuleCard
    public let reason: String
  }

  public let year: CollectionYear
  private let returns: [any LiveReturn]

  /// - Parameters:
  ///   - authority: Whose records they are; rules that need its code run where it has one.
  ///   - reference: Lists to look things up in.
  public init(year: CollectionYear, authority: Authority, reference: ReferenceData) {
    self.year = year
    // One line a return.
    let all: [(any LiveReturn)?] = [
      SSDA903Live(year: year, authority: authority, reference: reference),
      CINLive(year: year),
    ]
    returns = all.compactMap { $0 }
  }

  public func findings(in record: ChildRecord) -> [ReturnFinding] {
    returns.flatMap { $0.findings(in: record) }
  }

  /// The rules of the year that a record alone cannot decide.
  public var undecided: [Undecided] {
    returns.flatMap { one in
      one.undecided.map {
        Undecided(returnName: one.name, card: $0.card, reason: $0.reason)
      }
    }
  }

  /// The versions of the rules that run.
  public func card(of rule: String, return name: String) -> RuleCard? {
    returns.first { $0.name == name }?.rules.first { $0.code == rule }
  }
}

extension CollectionYear {
  /// The years whose returns would be sent on a day: the present one and, until 31 July, the one
  /// that ended on 31 March, which is being put right then.
  public static func beingSent(on day: Day) -> [CollectionYear] {
    let present = CollectionYear(containing: day)
    guard (4...7).contains(day.month), let last = present.previous else { return [present] }
    return [last, present]
  }

  /// The first later day on which other years are being sent.
  static func nextChangeOfYears(after day: Day) -> Day {
    let present = CollectionYear(containing: day)
    if (4...7).contains(day.month) { return Day(year: day.year, month: 8, day: 1) ?? day + 1 }
    return present.end + 1
  }
}
