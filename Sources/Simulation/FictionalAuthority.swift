public import CareRecord
public import CivilTime

/// A made-up authority: families, children and those who work with them, drawn from England's figures.
///
/// The same seed gives the same bytes on every machine. A family is the same whatever other families
/// there are, in whatever order or in parallel they are made (only the last of them may be cut short
/// to meet the number of children), so a hundred thousand children need no more memory than a few.
///
///     let authority = try FictionalAuthority(
///       children: 2000, seed: 1, lastDay: today, authority: number,
///       parameters: EnglandParameters(), names: FictionalNames(), workingDays: .england())
///     for family in authority.families {
///       for commit in family.commits { … }
///     }
///
/// Every child is one of whom something happened in the years that are told: what happened before is
/// told too.
public struct FictionalAuthority: Sendable {
  /// How many children there are, in all families.
  public let children: Int
  public let authority: Authority
  public let lastDay: Day
  /// How many families there are.
  public let familyCount: Int
  let setting: Setting
  /// For each family, the children of those before it; one more at the end.
  private let childrenBefore: [Int32]

  /// - Parameters:
  ///   - children: how many; at least none
  ///   - seed: any number
  ///   - lastDay: the last day of which something is told, at the end of the years
  ///   - authority: its number also stands in the pupil numbers, if it is one that England has
  ///   - years: how many years are told; what began before them stands in the records as well
  ///   - casework: whether visits, case notes and texts are told, which make most of the bytes
  ///   - versions: every version of each fact, or the last
  /// - Throws: `ResourceError` where the figures lack one that is needed.
  public init(
    children: Int, seed: UInt64, lastDay: Day, authority: Authority, years: Int = 5,
    casework: Bool = true, versions: SimulatedVersions = .every, parameters: EnglandParameters,
    names: FictionalNames, workingDays: WorkingDayCalendar
  ) throws(ResourceError) {
    let setting = Setting(
      seed: seed, firstDay: lastDay.adding(years: -max(years, 1)), lastDay: lastDay,
      casework: casework, versions: versions, authorityNumber: authority.number,
      help: try HelpChances(parameters), care: try CareChances(parameters), names: names,
      sentences: try Sentences(), calendar: workingDays)
    var before: [Int32] = [0]
    var count = 0
    while count < children {
      var random = setting.random(.size, before.count - 1)
      count = min(count + setting.help.siblings.draw(&random), children)
      before.append(Int32(count))
    }
    self.children = max(children, 0)
    self.authority = authority
    self.lastDay = lastDay
    self.setting = setting
    familyCount = before.count - 1
    childrenBefore = before
  }

  /// The family with a number from 0; nil beyond the last.
  public func family(number: Int) -> SimulatedFamily? {
    guard (0..<familyCount).contains(number) else { return nil }
    let before = Int(childrenBefore[number])
    var story = FamilyStory(
      setting: setting, number: number, size: Int(childrenBefore[number + 1]) - before)
    story.tell(childrenBefore: before)
    return story.finished()
  }

  /// All families in their order, each made when it is asked for.
  public var families: some Sequence<SimulatedFamily> {
    (0..<familyCount).lazy.compactMap { family(number: $0) }
  }

  /// Everybody who works with the families, team managers included.
  public var workers: [SimulatedWorker] {
    let staff = Staff(setting: setting)
    let localities = familyCount == 0 ? 0 : Staff.locality(ofFamily: familyCount - 1) + 1
    return (0..<(localities * Staff.inLocality)).map { staff.worker($0) }
  }
}
