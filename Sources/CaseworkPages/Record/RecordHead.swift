import Access
import CareRecord
public import CivilTime
import HTML
public import Store

/// What stands above every page of a child's record: whose it is, what holds for the child, why the
/// reader may see it, and which day's knowledge is shown.
public struct RecordHead: Sendable {
  let subject: Subject
  let name: ChildName
  let age: Age
  let birthDate: Day?
  let laChildID: String?
  let upn: String
  let nhsNumber: String?
  let alerts: [String]
  let statuses: [ChildStatus]
  let ground: String
  let isMasked: Bool
  let mayWrite: Bool
  /// The day at whose end the record was known like this; nil for now.
  let knownOn: Day?
  /// Kith held nothing about this child then.
  let isEmpty: Bool
  /// The day for which everything is said: today, or the past day.
  let day: Day

  /// - Parameters:
  ///   - knownOn: for a record as it was known on a past day
  ///   - opening: the reason by which the reader opened the record, where that is known
  public init(
    _ seen: SeenRecord, knownOn: Day? = nil, opening: Opening? = nil, in setting: PageSetting
  ) {
    let record = seen.record
    let day = knownOn ?? setting.today
    let identity = record.identity
    subject = record.subject
    name = ChildName(record)
    age = Age(
      birth: identity?.birthDate, expected: identity?.expectedBirthDate,
      death: identity?.deathDate, on: day)
    birthDate = identity?.birthDate.flatMap { $0.isSet ? $0 : nil }
    laChildID = record.identifier(.laChildID)
    upn =
      record.identifier(.upn)
      ?? record.identifier(.upnUnknown).map {
        "None: " + setting.words.words(for: .text($0), of: .code("cin.UPNunknown"))
      } ?? "Not recorded"
    nhsNumber = record.identifier(.nhsNumber)
    alerts = record[RecordAlert.self].filter { DaySpan(from: $0.from, to: $0.to).contains(day) }
      .map(\.text)
    statuses = Set(
      record.statusSpans(workingDays: setting.workingDays).filter { $0.holds(on: day) }.map(
        \.status)
    ).sorted()
    ground = seen.ground.words(opening)
    isMasked = seen.sight.masksNarrative
    mayWrite =
      knownOn == nil && !seen.sight.masksNarrative
      && !setting.person.roles.isDisjoint(with: [.socialWorker, .teamManager])
    self.knownOn = knownOn
    isEmpty = record.isEmpty
    self.day = day
  }

  func link(_ part: RecordPart) -> Link { .record(of: subject, part, knownOn: knownOn) }
  func link(_ fact: FactID) -> Link { .fact(fact, of: subject, knownOn: knownOn) }
}
