import Access
import CareRecord
import CivilTime
import Retention
import Store
import Testing

/// Reviews of what is kept: the list, holds, and the two people who have to agree.
@Suite struct RetentionConformance {
  @Test(arguments: StoreMaker.all)
  func a_schedule_that_is_not_law_counts_once_it_is_adopted_and_its_history_stays(
    _ maker: StoreMaker
  ) async throws {
    try await maker.withRetention { town in
      let store = town.store
      #expect(try await town.due() == [])
      let page = try await store.retentionList(
        dueBy: TestClock.today, offset: 0, limit: 10, for: .by(.manager))
      #expect(page.notAdopted == [.contactOnly: 3])
      try await store.adopt(
        .contactOnly, years: 6, because: "Cabinet, 3 March 2026", by: .officer)
      #expect(try await town.due() == [1, 2])
      try await store.adopt(.contactOnly, years: 40, because: "Cabinet, 4 March", by: .officer)
      #expect(try await town.due() == [])
      try await store.adopt(.contactOnly, years: nil, because: "Withdrawn", by: .officer)
      #expect(try await store.scheduleHistory().map(\.years) == [6, 40, nil])
      #expect(try await store.scheduleHistory().map(\.person) == ["olu", "olu", "olu"])
      // The law's own period is a minimum, and adopting is not for everybody.
      await #expect(throws: RetentionRefused.self) {
        try await store.adopt(.lookedAfter, years: 20, because: "Shorter", by: .officer)
      }
      await #expect(throws: ReadRefused.self) {
        try await store.adopt(.contactOnly, years: 1, because: "Mine", by: .manager)
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func the_list_follows_the_records_and_goes_by_what_a_person_may_see(
    _ maker: StoreMaker
  ) async throws {
    try await maker.withRetention(adopting: true) { town in
      let store = town.store
      #expect(try await town.due() == [1, 2])
      #expect(try await town.due(by: day("2032-01-01")) == [1, 2, 3])
      // Somebody works with the child again.
      try await town.keep([.new(allocation("SW1", team: "South"), id: fact(50), of: [child(2)])])
      #expect(try await town.due() == [1])
      for person in [Person.worker, .custodian, .stranger] {
        await #expect(throws: ReadRefused.self) {
          try await store.retentionList(
            dueBy: TestClock.today, offset: 0, limit: 9, for: .by(person))
        }
      }
      #expect(try await store.verify().findings == [])
      #expect(try await store.rebuild().isEqual)
    }
  }

  @Test(arguments: StoreMaker.all)
  func two_people_have_to_agree_each_with_a_reason(_ maker: StoreMaker) async throws {
    try await maker.withRetention(adopting: true) { town in
      let store = town.store
      await refused("Say why") {
        try await store.propose(child(1), because: " ", for: .by(.manager))
      }
      await refused("name") {
        try await store.propose(child(1), because: "Ann is grown up", for: .by(.manager))
      }
      await refused("name") {
        try await store.propose(child(1), because: "Number A1000 is done", for: .by(.manager))
      }
      try await store.propose(child(1), because: "Closed since 2010", for: .by(.manager))
      let proposal = try await town.standing(child(1)).proposal
      await refused("Two people") {
        _ = try await store.destroy(child(1), files: [], for: .by(.manager))
      }
      await refused("Somebody else") {
        try await store.approve(
          child(1), proposal: proposal, because: "Me too", for: .by(.manager))
      }
      await #expect(throws: ReadRefused.self) {
        try await store.approve(child(1), proposal: proposal, because: "Yes", for: .by(.custodian))
      }
      await refused("no such proposal") {
        try await store.approve(
          child(1), proposal: proposal + 1, because: "Yes", for: .by(.officer))
      }
      try await store.approve(child(1), proposal: proposal, because: "Yes", for: .by(.officer))
      guard case .approved = try await town.standing(child(1)) else { throw Unexpected("state") }
      // Nothing is proposed before its day, or while it is open.
      await refused("2031") { try await store.propose(child(3), because: "Go", for: .by(.officer)) }
    }
  }

  @Test(arguments: StoreMaker.all)
  func what_changes_after_an_approval_voids_it(_ maker: StoreMaker) async throws {
    try await maker.withRetention(adopting: true) { town in
      let store = town.store
      try await town.agree(on: child(1))
      var note = PersonIdentifier()
      (note.scheme, note.value) = (.upn, "A801200001001")
      try await town.keep([.new(note, id: fact(51), of: [child(1)])])
      await refused("changed after it was proposed") {
        _ = try await store.destroy(child(1), files: [], for: .by(.officer))
      }
      // Proposed anew, then the authority decides on a longer period.
      try await town.agree(on: child(1))
      try await store.adopt(.contactOnly, years: 7, because: "Cabinet", by: .officer)
      await refused("another now") {
        _ = try await store.destroy(child(1), files: [], for: .by(.officer))
      }
      // Kept by decision, whatever was agreed.
      try await town.agree(on: child(1))
      try await store.keep(
        child(1), until: day("2030-01-01"), because: "A claim may come", for: .by(.manager))
      await refused("1 January 2030") {
        try await store.propose(child(1), because: "Go", for: .by(.manager))
      }
      #expect(try await town.due() == [2])
      #expect(try await town.due(by: day("2030-01-01")) == [1, 2])
    }
  }

  @Test(
    arguments: StoreMaker.all,
    [LegalHold.Scope.record(child(1).id), .sort(.contactOnly), .every])
  func a_hold_blocks_every_step_also_when_it_comes_last(
    _ maker: StoreMaker, _ scope: LegalHold.Scope
  ) async throws {
    try await maker.withRetention(adopting: true) { town in
      let store = town.store
      let early = try await store.placeHold(scope, because: "Inquiry", by: .manager)
      await refused("hold \(early.number)") {
        try await store.propose(child(1), because: "Go", for: .by(.manager))
      }
      try await store.liftHold(early.number, because: "Inquiry over", by: .officer)
      await refused("lifted already") {
        try await store.liftHold(early.number, because: "Again", by: .officer)
      }
      town.clock.advance(minutes: 1)
      try await store.propose(child(1), because: "Go", for: .by(.manager))
      let late = try await store.placeHold(scope, because: "Claim", by: .officer)
      let proposal = try await town.standing(child(1)).proposal
      await refused("hold was placed") {
        try await store.approve(child(1), proposal: proposal, because: "Yes", for: .by(.officer))
      }
      try await store.liftHold(late.number, because: "Settled", by: .manager)
      town.clock.advance(minutes: 1)
      // The proposal of before counts no longer; what was agreed on anew can be held up too.
      try await town.agree(on: child(1))
      town.clock.advance(minutes: 1)
      let last = try await store.placeHold(scope, because: "Claim", by: .manager)
      await refused("hold") { _ = try await store.destroy(child(1), files: [], for: .by(.officer)) }
      try await store.liftHold(last.number, because: "Settled", by: .manager)
      await refused("hold was placed") {
        _ = try await store.destroy(child(1), files: [], for: .by(.officer))
      }
      let all = try await store.legalHolds()
      #expect(all.map(\.number) == [last.number, late.number, early.number])
      #expect(all.map(\.lift?.person) == ["mo", "mo", "olu"])
      #expect(try await store.record(of: child(1), for: .by(.manager)).record.isEmpty == false)
    }
  }
}

// MARK: - A town with old records

extension StoreMaker {
  /// Children 1 and 2 had a referral in 2010, child 3 in 2025; their names are Ann, Ben and Cem.
  func withRetention(
    adopting: Bool = false, _ test: @Sendable (RetentionTown) async throws -> Void
  ) async throws {
    try await withDatabase { database in
      let town = try await RetentionTown(database)
      for (number, name, year) in [(1, "Ann", "2010"), (2, "Ben", "2010"), (3, "Cem", "2025")] {
        let id = Int64(number * 10)
        var referral = Referral()
        referral.on = day("\(year)-05-0\(number)")
        try await town.keep([
          .new(
            identity(name, "Old", born: "1999-02-0\(number)"), id: fact(id),
            of: [child(Int64(number))]),
          .new(
            identifier("A\(number)000", .laChildID), id: fact(id + 1), of: [child(Int64(number))]),
          .new(referral, id: fact(id + 2), of: [child(Int64(number))]),
        ])
      }
      if adopting {
        try await town.store.adopt(
          .contactOnly, years: 6, because: "Cabinet, 3 March 2026", by: .officer)
      }
      try await test(town)
      try await town.store.close()
    }
  }
}

/// A store with a clock that can be moved, and the steps that tests take again and again.
struct RetentionTown: Sendable {
  let store: DatabaseStore
  let clock: TestClock
  let database: TestDatabase

  init(_ database: TestDatabase) async throws {
    self.database = database
    clock = TestClock()
    store = try await database.open(clock: clock)
  }

  func keep(_ changes: [Change]) async throws {
    _ = try await store.commit(.received(changes), by: .officer)
  }

  /// The numbers of the children on the list.
  func due(by day: Day = TestClock.today) async throws -> [Int64] {
    try await store.retentionList(dueBy: day, offset: 0, limit: 100, for: .by(.manager))
      .lines.map(\.child.subject.id.raw).sorted()
  }

  func standing(_ child: Subject) async throws -> RetentionState {
    try await store.retentionReview(of: child, for: .by(.manager)).state
  }

  /// Has the manager propose and the officer approve.
  func agree(on child: Subject) async throws {
    clock.advance(minutes: 1)
    try await store.propose(child, because: "Closed long ago", for: .by(.manager))
    let proposal = try await standing(child).proposal
    try await store.approve(
      child, proposal: proposal, because: "No reason to keep it", for: .by(.officer))
  }

  @discardableResult
  func destroy(_ child: Subject, files: [KeptFileChange] = []) async throws -> Tombstone {
    try await agree(on: child)
    return try await store.destroy(child, files: files, for: .by(.officer))
  }
}

extension TestClock {
  static var today: Day { start.inLondon.day }
}

extension RetentionState {
  /// The number of the proposal that counts; 0 without one.
  var proposal: Int64 {
    switch self {
    case .proposed(let proposal), .approved(let proposal, _), .void(let proposal, _):
      proposal.number
    case .open, .kept: 0
    }
  }
}

/// Expects a refusal whose words hold these.
func refused(
  _ words: String, _ body: () async throws -> Void,
  sourceLocation: SourceLocation = #_sourceLocation
) async {
  do {
    try await body()
    Issue.record("it was not refused", sourceLocation: sourceLocation)
  } catch let error as RetentionRefused {
    #expect(error.description.contains(words), sourceLocation: sourceLocation)
  } catch {
    Issue.record("refused otherwise: \(error)", sourceLocation: sourceLocation)
  }
}
