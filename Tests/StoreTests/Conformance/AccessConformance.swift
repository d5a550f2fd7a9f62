import Access
import CareRecord
import CivilTime
import Store
import Testing

@Suite struct AccessConformance {
  @Test(arguments: StoreMaker.all)
  func a_record_opens_to_whom_it_is_allocated_and_to_nobody_of_another_authority(
    _ maker: StoreMaker
  ) async throws {
    try await maker.run { store in
      try await fill(store)
      let seen = try await store.record(of: child(1), for: .by(.worker))
      #expect(seen.ground == .allocation)
      #expect(seen.record[Visit.self].map(\.note) == ["Wrote"])
      #expect(seen.record[Address.self].count == 1)
      await expectRefused(store, child(1), .stranger)
      await expectRefused(store, child(1), .custodian)
      await #expect(throws: ReadRefused.self) {
        try await store.record(of: child(99), for: .by(.worker))
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_reason_opens_a_record_for_an_hour(_ maker: StoreMaker) async throws {
    let clock = TestClock()
    try await maker.run(clock) { store in
      try await fill(store)
      let refused = await #expect(throws: ReadRefused.self) {
        try await store.record(of: child(2), for: .by(.worker))
      }
      guard case .needsReason(let headline) = refused else { throw Unexpected("\(refused as Any)") }
      #expect(headline.name == "Ben Brook")
      #expect(headline.birthDate == nil)
      await #expect(throws: ReadRefused.self) {
        try await store.open(child(2), because: " \n", for: .by(.worker))
      }
      try await store.open(child(2), because: "Duty call from school", for: .by(.worker))
      #expect(try await store.record(of: child(2), for: .by(.worker)).ground == .reason)
      let last = TestClock.start.adding(milliseconds: 60 * 60_000 - 1)
      #expect(try await store.record(of: child(2), for: .by(.worker, at: last)).ground == .reason)
      await #expect(throws: ReadRefused.self) {
        try await store.record(of: child(2), for: .by(.worker, at: last.adding(milliseconds: 1)))
      }
      // It opens nothing to anybody else.
      await #expect(throws: ReadRefused.self) {
        try await store.open(child(2), because: "Curious", for: .by(.custodian))
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_family_and_its_grown_ups_open_with_the_record_of_one_of_its_children(
    _ maker: StoreMaker
  ) async throws {
    try await maker.run { store in
      try await fill(store)
      let (family, mother) = (
        Subject(.family, SubjectID(raw: 500)), Subject(.adult, SubjectID(raw: 501))
      )
      func place(_ person: Subject, _ role: Code<FamilyRole>, to end: String? = nil) -> FamilyMember
      {
        var place = FamilyMember()
        (place.family, place.person, place.role) = (family.id, person.id, role)
        place.to = end.map(day)
        return place
      }
      func keep(_ changes: [Change]) async throws {
        _ = try await store.commit(.received(changes), by: .officer)
      }
      try await keep([
        .new(place(child(2), .child), id: fact(500), of: [family, child(2)]),
        .new(place(mother, .mother), id: fact(501), of: [family, mother]),
      ])
      for subject in [family, mother] { await expectNeedsReason(store, subject) }
      try await keep([.new(place(child(1), .child), id: fact(502), of: [family, child(1)])])
      for subject in [family, mother] {
        #expect(try await store.record(of: subject, for: .by(.worker)).ground == .allocation)
        await expectRefused(store, subject, .custodian)
      }
      // A child who has left the family opens it no longer.
      try await keep([
        Change(
          fact(502), replaces: 1, of: [family, child(1)],
          .put(place(child(1), .child, to: "2026-06-01")), reason: "Adopted")
      ])
      for subject in [family, mother] { await expectNeedsReason(store, subject) }
      try await store.open(child(2), because: "Duty call from school", for: .by(.worker))
      #expect(try await store.record(of: mother, for: .by(.worker)).ground == .reason)
    }
  }

  private func expectNeedsReason(_ store: AnyStore, _ subject: Subject) async {
    let refused = await #expect(throws: ReadRefused.self) {
      try await store.record(of: subject, for: .by(.worker))
    }
    guard case .needsReason = refused else {
      Issue.record("\(refused as Any)")
      return
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_data_officer_sees_dates_and_not_what_people_wrote(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      try await fill(store)
      let seen = try await store.record(of: child(1), for: .by(.officer))
      #expect(seen.sight == .returnFields)
      #expect(seen.record[Visit.self].map(\.note.text) == [Sight.mask])
      #expect(seen.record[Address.self].isEmpty)
      let history = try await store.history(of: fact(3), of: child(1), for: .by(.officer))
      #expect(history.map { ($0.fact as? Visit)?.note.text } == [Sight.mask])
      #expect(try await store.history(of: fact(4), of: child(1), for: .by(.officer)).isEmpty)
      let past = try await store.record(
        of: child(1), asKnownAt: TestClock.start, for: .by(.officer))
      #expect(past.record[Visit.self].map(\.note.text) == [Sight.mask])
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_correction_by_someone_who_sees_masks_leaves_the_texts_as_they_are(
    _ maker: StoreMaker
  ) async throws {
    try await maker.run { store in
      try await fill(store)
      var mended = try #require(
        try await store.record(of: child(1), for: .by(.officer)).record[Visit.self].first?.fact)
      mended.on = day("2026-03-05")
      let change = Change.put(mended, over: 1, id: fact(3), of: [child(1)])
      await expectProblem("reason") {
        try await store.commit(.entered([change], by: .officer), by: .officer)
      }
      _ = try await store.commit(
        .entered(
          [.put(mended, over: 1, id: fact(3), of: [child(1)], reason: "Wrong day")],
          by: .officer), by: .officer)
      let record = try await store.record(of: child(1), for: .by(.worker)).record
      #expect(record[Visit.self].map(\.fact) == [visit("2026-03-05", "Wrote")])
    }
  }

  @Test(arguments: StoreMaker.all)
  func nobody_writes_where_they_may_not(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      try await fill(store)
      let note = Change.new(visit("2026-03-04"), id: fact(50), of: [child(1), child(2)])
      // One of the two children is not theirs.
      await expectNotAllowed {
        try await store.commit(.entered([note], by: .worker), by: .worker)
      }
      for person in [Person.custodian, .stranger] {
        await expectNotAllowed {
          try await store.commit(.entered([note], by: person), by: person)
        }
        await expectNotAllowed {
          try await store.commit(.received([note], by: person.user), by: person)
        }
      }
      await expectNotAllowed { try await store.commit(.received([note]), by: .worker) }
      // Under another's name.
      await expectNotAllowed {
        try await store.commit(.entered([note], by: .manager), by: .worker)
      }
      // A fact cannot be drawn away from a record that is closed to the person.
      let steal = Change.put(identity("B", "B"), over: 1, id: fact(12), of: [child(1)])
      await expectNotAllowed {
        try await store.commit(.entered([steal], by: .worker), by: .worker)
      }
      // A data officer corrects nothing in a zone that is not theirs.
      var address = Address()
      address.postcode = "LS2 8JT"
      await expectNotAllowed {
        try await store.commit(
          .entered(
            [.put(address, over: 1, id: fact(4), of: [child(1)], reason: "Moved")], by: .officer),
          by: .officer)
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func whoever_makes_a_record_writes_its_first_facts(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      let first = Change.new(identity("New", "Child"), id: fact(1), of: [child(1)])
      _ = try await store.commit(.entered([first], by: .worker), by: .worker)
      let second = Change.new(visit("2026-03-04"), id: fact(2), of: [child(1)])
      await expectNotAllowed {
        try await store.commit(.entered([second], by: .worker), by: .worker)
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func reading_everything_hands_out_the_scope_and_no_more(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      try await fill(store)
      func read(_ person: Person) async throws -> [ChildRecord] {
        let found = Collected()
        try await store.forEachRecord(of: .child, purpose: "test", for: .by(person)) {
          found.add($0)
        }
        return found.all
      }
      let all = try await read(.officer)
      #expect(all.map(\.subject) == [child(1), child(2), child(3)])
      #expect(all.first?[Visit.self].map(\.note.text) == [Sight.mask])
      #expect(all.allSatisfy { $0[Address.self].isEmpty })
      #expect(all.map { $0.identity?.name } == ["Ann Ash", "Ben Brook", "Cleo Copse"])
      let theirs = try await read(.worker)
      #expect(theirs.map(\.subject) == [child(1)])
      #expect(theirs.first?[Visit.self].map(\.note.text) == ["Wrote"])
      #expect(try await read(.manager).map(\.subject) == [child(1), child(3)])
      #expect(try await read(.custodian).isEmpty)
      #expect(try await read(.stranger).isEmpty)
    }
  }

  @Test(arguments: StoreMaker.all)
  func everyone_is_counted_for_who_may_and_only_by_the_facts_asked_for(_ maker: StoreMaker)
    async throws
  {
    try await maker.run { store in
      try await fill(store)
      for person in [Person.officer, .manager] {
        let found = Collected()
        try await store.forEachCounted(
          of: .child, facts: [Visit.self, Address.self], for: .by(person)
        ) { found.add($0) }
        #expect(found.all.map(\.subject) == [child(1), child(2), child(3)])
        #expect(found.all.first?[Visit.self].map(\.note.text) == [Sight.mask])
        #expect(found.all.allSatisfy { $0[Address.self].isEmpty && $0.identity == nil })
      }
      for person in [Person.worker, .custodian, .stranger] {
        await #expect(throws: ReadRefused.self) {
          try await store.forEachCounted(of: .child, facts: [Visit.self], for: .by(person)) { _ in
            Issue.record("\(person.user) is handed records")
          }
        }
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func identifiers_find_children_within_the_scope(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      try await fill(store)
      func find(_ person: Person) async throws -> [String: Subject] {
        try await store.subjects(
          withIdentifiers: ["A1", "B2", "Z9", "A1"], scheme: "la", for: .by(person))
      }
      #expect(try await find(.officer) == ["A1": child(1), "B2": child(2)])
      #expect(try await find(.worker) == ["A1": child(1)])
      #expect(try await find(.stranger).isEmpty)
      #expect(
        try await store.subjects(withIdentifiers: ["A1"], scheme: "upn", for: .by(.officer))
          .isEmpty)
    }
  }

  /// Ann is Wren's, in Mo's team; Ben is another team's; Cleo is nobody's.
  private func fill(_ store: AnyStore) async throws {
    var address = Address()
    address.postcode = "LS1 4AB"
    let changes: [Change] = [
      .new(allocation("SW123", team: "North"), id: fact(1), of: [child(1)]),
      .new(identity("Ann", "Ash"), id: fact(2), of: [child(1)]),
      .new(visit("2026-03-04", "Wrote"), id: fact(3), of: [child(1)]),
      .new(address, id: fact(4), of: [child(1)]),
      .new(identifier("A1"), id: fact(5), of: [child(1)]),
      .new(allocation("SW9", team: "South"), id: fact(11), of: [child(2)]),
      .new(identity("Ben", "Brook"), id: fact(12), of: [child(2)]),
      .new(identifier("B2"), id: fact(13), of: [child(2)]),
      .new(identity("Cleo", "Copse"), id: fact(21), of: [child(3)]),
      .new(identity("Dot", "Grown"), id: fact(31), of: [Subject(.adult, SubjectID(raw: 4))]),
    ]
    _ = try await store.commit(.received(changes), by: .officer)
  }

  private func expectRefused(_ store: AnyStore, _ subject: Subject, _ person: Person) async {
    let refused = await #expect(throws: ReadRefused.self) {
      try await store.record(of: subject, for: .by(person))
    }
    if case .notAllowed = refused { return }
    Issue.record("\(refused as Any)")
  }
}

/// Records handed out by one thread at a time.
final class Collected: @unchecked Sendable {
  // The store hands out one batch after the other.
  private(set) var all: [ChildRecord] = []
  func add(_ records: [ChildRecord]) { all += records }
}
