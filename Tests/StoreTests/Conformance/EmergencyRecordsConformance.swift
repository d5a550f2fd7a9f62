import Access
import CareRecord
import CivilTime
import Testing

@testable import Store

/// What an emergency pack is made from.
@Suite struct EmergencyRecordsConformance {
  @Test(arguments: StoreMaker.all)
  func open_cases_are_handed_over_whole_and_logged_once(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open()
      var open = SocialCareEpisode()
      open.from = day("2026-03-01")
      var closed = open
      closed.to = day("2026-04-01")
      var address = Address()
      address.lines = "A refuge"
      address.isProtected = true
      let family = Subject(.family, SubjectID(raw: 50))
      let mother = Subject(.adult, SubjectID(raw: 60))
      func member(_ person: Subject, _ role: Code<FamilyRole>) -> FamilyMember {
        var member = FamilyMember()
        member.family = family.id
        member.person = person.id
        member.role = role
        return member
      }
      _ = try await store.commit(
        .received([
          .new(open, id: fact(1), of: [child(1)]), .new(closed, id: fact(2), of: [child(2)]),
          .new(address, id: fact(3), of: [child(1)]),
          .new(visit("2026-03-04", "Not in a pack"), id: fact(4), of: [child(1)]),
          .new(identity("Mara", "Example"), id: fact(5), of: [mother]),
          .new(identity("Bea", "Brother"), id: fact(6), of: [child(2)]),
          .new(member(child(1), .child), id: fact(7), of: [child(1), family]),
          .new(member(child(2), .child), id: fact(8), of: [child(2), family]),
          .new(member(mother, .mother), id: fact(9), of: [mother, family]),
        ]), by: .officer)
      let before = try await store.verify().reads
      let records = try await store.emergencyRecords(for: .by(.officer))
      #expect(records.children.map(\.subject) == [child(1)])
      #expect(records.children[0][Address.self].map(\.lines) == ["A refuge"])
      #expect(records.children[0][Visit.self].isEmpty)
      #expect(records.families[family.id]?.count == 3)
      #expect(records.people[mother.id]?.givenNames == "Mara")
      #expect(records.people[child(2).id]?.givenNames == "Bea")
      #expect(try await store.verify().reads == before + 1)
      let entry = try #require(try await store.reads(by: "olu", limit: 1, for: .by(.officer)).first)
      #expect(entry.purpose == "emergency pack")
      #expect(entry.found == 1)
      try await store.close()
    }
  }

  @Test(arguments: StoreMaker.all, [Person.worker, .custodian, .stranger])
  func nobody_else_gets_any_of_it(_ maker: StoreMaker, _ person: Person) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open()
      await #expect(throws: ReadRefused.self) {
        try await store.emergencyRecords(for: .by(person))
      }
      try await store.close()
    }
  }
}
