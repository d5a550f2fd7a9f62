public import CareRecord
public import CivilTime
import HTML
public import Store

/// The child's family: who belongs to it, and in which place.
///
/// Of brothers and sisters only the headline is here: their records do not open with this one
/// (access rule A5).
public struct RecordFamily: Sendable {
  struct Member: Hashable, Sendable {
    let name: String
    let role: String
    let parentalResponsibility: Bool?
    let dates: RecordedDates?
    let isPast: Bool
  }

  let head: RecordHead
  let children: [ChildHeadline]
  let members: [Member]
  /// The child's own place or places in a family.
  let ownRoles: [String]

  /// - Parameters:
  ///   - members: all places in the child's family or families
  ///   - headlines: of those members who are children
  ///   - adults: who the other members are, as far as it is known
  public init(
    _ seen: SeenRecord, members: [FamilyMember], headlines: [ChildHeadline],
    adults: [SubjectID: PersonIdentity] = [:], knownOn: Day? = nil, opening: Opening? = nil,
    in setting: PageSetting
  ) {
    let head = RecordHead(seen, knownOn: knownOn, opening: opening, in: setting)
    let own = seen.record.subject.id
    let children = headlines.filter { $0.subject.id != own }
    let known = Set(children.map(\.subject.id) + [own])
    self.head = head
    self.children = children
    self.members = members.filter { member in member.person.map { !known.contains($0) } ?? true }
      .map { member in
        let identity = member.person.flatMap { adults[$0] }
        return Member(
          name: identity.flatMap { $0.name.isEmpty ? nil : $0.name } ?? "Name not known",
          role: setting.meaning(of: member.role),
          parentalResponsibility: member.parentalResponsibility, dates: member.recordedDates,
          isPast: member.to.map { $0.isSet && $0 <= head.day } ?? false)
      }
    ownRoles = seen.record[FamilyMember.self].filter { $0.person == own }
      .map { setting.meaning(of: $0.role) }
  }
}
