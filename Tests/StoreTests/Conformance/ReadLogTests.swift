import Access
import CareRecord
import CivilTime
import Testing

@testable import Store

@Suite struct ReadLogTests {
  @Test(arguments: StoreMaker.all)
  func every_read_is_kept_whether_it_was_allowed_or_not(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open()
      _ = try await store.commit(
        .received([
          .new(visit("2026-03-04"), id: fact(1), of: [child(1)]),
          .new(allocation("SW9"), id: fact(2), of: [child(1)]),
        ]), by: .officer)
      _ = try await store.record(of: child(1), for: .by(.manager))
      _ = try? await store.record(of: child(1), for: .by(.worker))
      try await store.open(child(1), because: "Duty call", for: .by(.worker))
      _ = try await store.history(of: fact(1), of: child(1), for: .by(.worker))
      _ = try? await store.record(of: child(1), for: .by(.custodian))
      let readers = try await store.readers(of: child(1), for: .by(.manager))
      #expect(
        readers.reversed().map { "\($0.person): \($0.ground) \($0.detail ?? "")" } == [
          "mo: team ", "wren: needs reason ", "wren: opened by a reason Duty call",
          "wren: reason given history of \(fact(1))", "cas: refused ",
        ])
      #expect(
        try await store.reads(by: "wren", for: .by(.worker)).map(\.ground)
          == ["reason given", "opened by a reason", "needs reason"])
      #expect(try await store.reads(by: "wren", limit: 1, for: .by(.custodian)).count == 1)
      await #expect(throws: ReadRefused.self) {
        try await store.reads(by: "wren", for: .by(.manager))
      }
      await #expect(throws: ReadRefused.self) {
        try await store.readers(of: child(1), for: .by(.custodian))
      }
      #expect(try await store.verify().findings == [])
    }
  }

  @Test(arguments: StoreMaker.all)
  func many_readers_at_once_each_have_their_entry(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open()
      _ = try await store.commit(
        .received([.new(visit("2026-03-04"), id: fact(1), of: [child(1)])]), by: .officer)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number: Int64 in 0..<200 {
          group.addTask {
            let at = TestClock.start.adding(milliseconds: number)
            _ = try await store.record(of: child(1), for: .by(.manager, at: at))
          }
        }
        try await group.waitForAll()
      }
      let entries = try await store.readers(of: child(1), limit: 1_000, for: .by(.manager))
      #expect(Set(entries.map(\.at)).count == 200)
      let report = try await store.verify()
      #expect(report.findings == [])
      #expect(report.reads == 200)
    }
  }
}

/// The scope of lists in SQL is the policy's, for whatever allocations there are.
@Suite struct ScopeTests {
  @Test(arguments: StoreMaker.all, [21, 22, 23] as [UInt64])
  func what_a_list_holds_is_what_the_policy_opens(_ maker: StoreMaker, _ seed: UInt64) async throws
  {
    try await maker.withDatabase { database in
      let store = try await database.open()
      var random = Seeded(state: seed)
      let changes = (1...60).flatMap { number -> [Change] in
        let id = Int64(number)
        let allocations = (0..<Int.random(in: 0...3, using: &random)).map { part in
          Change.new(
            randomAllocation(&random), id: fact(id * 10 + Int64(part)), of: [child(id)])
        }
        return allocations + [.new(visit("2026-03-04"), id: fact(id * 10 + 9), of: [child(id)])]
      }
      _ = try await store.commit(.received(changes), by: .officer)
      let both = Person(
        user: "bo", name: "Bo Both", authority: leeds, roles: [.socialWorker, .teamManager],
        team: "O'Brien's", workerNumber: "SW123")
      for person in [Person.worker, .manager, both] {
        var opened: [Subject] = []
        for id: Int64 in 1...60 {
          if (try? await store.record(of: child(id), for: .by(person))) != nil {
            opened.append(child(id))
          }
        }
        let listed = Collected()
        try await store.forEachRecord(of: .child, purpose: "test", for: .by(person)) {
          listed.add($0)
        }
        #expect(listed.all.map(\.subject) == opened, "\(person.user)")
        #expect(!opened.isEmpty && opened.count < 60, "\(person.user): \(opened.count)")
      }
    }
  }

  private func randomAllocation(_ random: inout Seeded) -> Allocation {
    let today = TestClock.start.inLondon.day
    var allocation = Allocation()
    allocation.workerNumber = ["SW123", "SW9", ""].randomElement(using: &random) ?? ""
    allocation.team = ["North", "South", "O'Brien's"].randomElement(using: &random) ?? ""
    let from = today + Int.random(in: -40...3, using: &random)
    allocation.from = PartialDay(from)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: allocation.from = PartialDay("zz/zz/2026")
    case 1: allocation.from = nil
    case 2, 3:
      allocation.to = PartialDay(from + Int.random(in: 0...30, using: &random))
    case 4: allocation.to = PartialDay("zz/zz/zzzz")
    default: break
    }
    return allocation
  }
}
