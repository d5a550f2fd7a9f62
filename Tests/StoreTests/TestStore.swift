import Access
import CareRecord
import CivilTime
import Foundation
import Store
import Testing

/// A store of its own for one test, in a folder that goes away with it.
final class TestStore: Sendable {
  let folder: String
  let store: SQLiteStore
  var path: String { store.path }

  init(
    projections: [Projection] = [], clock: @escaping @Sendable () -> Instant = { TestStore.now }
  ) async throws {
    folder = FileManager.default.temporaryDirectory.path + "/kith-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    store = try await TestStore.open(folder + "/kith.sqlite", projections, clock)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static func open(
    _ path: String, _ projections: [Projection] = [],
    _ clock: @escaping @Sendable () -> Instant = { TestStore.now }
  ) async throws -> SQLiteStore {
    try await SQLiteStore.open(
      path: path, authority: leeds, projections: projections, workingDays: try .england(),
      clock: clock)
  }

  /// 21 November 2026, 10:00 in London.
  static let now = Instant(milliseconds: 1_795_255_200_000)
  static let today = now.inLondon.day
}

let leeds = Authority(number: 383) ?? otherAuthority
let otherAuthority = Authority("211")!

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
}

extension Reading {
  static func by(_ person: Person, at: Instant = TestStore.now) -> Reading {
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
    _ changes: [Change], at known: Instant = TestStore.now, by user: String = "olu"
  ) -> Commit {
    Commit(by: Author(user, through: "test"), at: known, origin: .received, changes)
  }

  /// As a person writes them.
  static func entered(
    _ changes: [Change], by person: Person, at known: Instant = TestStore.now
  ) -> Commit {
    Commit(by: Author(person.user, through: "web"), at: known, changes)
  }
}
