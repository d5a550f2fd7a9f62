import Access
import CareRecord
import CivilTime
import Store
import Testing

let leeds = Authority("383") ?? someAuthority
let bristol = Authority("801") ?? someAuthority
private let someAuthority = SubjectKind.allCases.compactMap {
  Authority(number: $0.rawValue + 100)
}[0]

extension Person {
  static let officer = Person(
    user: "olu", name: "Olu Data", authority: leeds, roles: [.dataOfficer])
  static let worker = Person(
    user: "wren", name: "Wren Worker", authority: leeds, roles: [.socialWorker],
    workerNumber: "SW123")
  static let manager = Person(
    user: "mo", name: "Mo Manager", authority: leeds, roles: [.teamManager], team: "North")
  static let custodian = Person(
    user: "cas", name: "Cas Custodian", authority: leeds, roles: [.systemCustodian])
  static let stranger = Person(
    user: "sam", name: "Sam Stranger", authority: bristol,
    roles: [.socialWorker, .teamManager, .dataOfficer], team: "North", workerNumber: "SW123")
}

extension Reading {
  static func by(_ person: Person, at: Instant = TestClock.start) -> Reading {
    Reading(by: person, at: at, today: at.inLondon.day, purpose: "record")
  }
}

func day(_ iso: String) -> Day { Day(iso: iso) ?? .unset }
func child(_ number: Int64) -> Subject { .child(SubjectID(raw: number)) }
func fact(_ number: Int64) -> FactID { FactID(raw: number) }

func visit(_ on: String, _ note: String = "") -> Visit {
  var visit = Visit()
  visit.on = day(on)
  visit.note = Narrative(note)
  return visit
}

func identity(_ given: String, _ family: String, born: String = "2015-05-17") -> PersonIdentity {
  var identity = PersonIdentity()
  identity.givenNames = given
  identity.familyName = family
  identity.birthDate = day(born)
  return identity
}

func identifier(_ value: String, _ scheme: Code<IdentifierScheme> = "la") -> PersonIdentifier {
  var identifier = PersonIdentifier()
  identifier.scheme = scheme
  identifier.value = value
  return identifier
}

func allocation(
  _ number: String, team: String = "North", from: String = "2026-01-05", to: String? = nil
) -> Allocation {
  var allocation = Allocation()
  allocation.workerNumber = number
  allocation.team = team
  allocation.from = PartialDay(day(from))
  allocation.to = to.flatMap { PartialDay(day($0)) }
  return allocation
}

extension Commit {
  /// As an import or a simulation keeps facts.
  static func received(
    _ changes: [Change], at known: Instant = TestClock.start, by user: String = "olu"
  ) -> Commit {
    Commit(by: Author(user, through: "test"), at: known, origin: .received, changes)
  }

  /// As a person writes them.
  static func entered(
    _ changes: [Change], by person: Person, at known: Instant = TestClock.start
  ) -> Commit {
    Commit(by: Author(person.user, through: "web"), at: known, changes)
  }
}

extension Change {
  /// A later version of a fact.
  static func put(
    _ fact: any Fact, over replaces: Int, id: FactID, of subjects: [Subject],
    reason: String? = nil
  ) -> Change {
    Change(id, replaces: replaces, of: subjects, .put(fact), reason: reason)
  }

  static func withdraw(
    _ kind: String, over replaces: Int, id: FactID, of subjects: [Subject], reason: String? = nil
  ) -> Change {
    Change(id, replaces: replaces, of: subjects, .withdraw(kind: kind), reason: reason)
  }
}
