import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Store

/// A child's family or families, as far as the reader may know them.
struct Family: Sendable {
  /// All places in them, the child's own too.
  let members: [FamilyMember]
  /// Who of them are children, the child too.
  let children: [ChildHeadline]
  private let child: Subject
  private let today: Day
  private let read: @Sendable (Subject) async throws -> ChildRecord?

  /// - Parameter day: for the families as they were known on a past day
  init(
    of record: ChildRecord, knownOn day: Day? = nil, for request: PageRequest,
    in records: any RecordStore
  ) async throws {
    let reading = request.reading("family of \(record.subject.id.text)")
    let moment = day.flatMap(AsKnown.instant(endOf:))
    let read: @Sendable (Subject) async throws -> ChildRecord? = { subject in
      do {
        guard let moment else {
          return try await records.record(of: subject, for: reading).record
        }
        return try await records.record(of: subject, asKnownAt: moment, for: reading).record
      } catch is ReadRefused {
        return nil
      }
    }
    child = record.subject
    today = day ?? request.today
    self.read = read
    let own = record[FamilyMember.self].filter { $0.person == record.subject.id }
    var members: [FamilyMember] = []
    for family in Set(own.compactMap { $0.fact.family }).sorted() {
      members += try await read(Subject(.family, family))?[FamilyMember.self].map(\.fact) ?? []
    }
    self.members = members
    let children = Set(members.filter { $0.role == .child }.compactMap(\.person)).sorted()
    self.children = try await records.headlines(of: children.map(Subject.child), for: reading)
  }

  /// Those who belong to the family now.
  var brothersAndSisters: [ChildHeadline] {
    let current = Set(members.filter { $0.role == .child && $0.holds(on: today) }.map(\.person))
    return children.filter { $0.subject != child && current.contains($0.subject.id) }
  }

  /// Who the grown-ups are.
  func adults() async throws -> [SubjectID: PersonIdentity] {
    var adults: [SubjectID: PersonIdentity] = [:]
    for person in Set(members.filter { $0.role != .child }.compactMap(\.person)).sorted() {
      adults[person] = try await read(Subject(.adult, person))?.identity
    }
    return adults
  }
}

extension FamilyMember {
  /// Whether somebody has this place on a day; a beginning that is not known counts as before.
  fileprivate func holds(on day: Day) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { !$0.isSet || day < $0 } ?? true)
  }
}
