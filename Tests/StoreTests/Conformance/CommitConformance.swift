import Access
import CareRecord
import CivilTime
import Store
import Testing

@Suite struct CommitConformance {
  @Test(arguments: StoreMaker.all)
  func a_fact_of_three_siblings_is_in_three_records(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      let siblings = [child(1), child(2), child(3)]
      let receipt = try await store.commit(
        .received([.new(visit("2026-03-04", "All\nwell £"), id: fact(10), of: siblings)]),
        by: .officer)
      #expect(receipt.versions == [fact(10): 1])
      for sibling in siblings {
        let seen = try await store.record(of: sibling, for: .by(.manager))
        #expect(seen.record[Visit.self].map(\.fact) == [visit("2026-03-04", "All\nwell £")])
        #expect(seen.record[Visit.self].map(\.known) == [TestClock.start])
        #expect(seen.ground == .unallocated)
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func every_kind_comes_back_as_it_was_put(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      var changes: [Change] = []
      var given: [String: [Cell]] = [:]
      for (number, type) in FactRegister.kinds.enumerated() {
        let filled = try filled(type)
        given[type.kind.name] = filled.cells
        changes.append(.new(filled, id: fact(Int64(number) + 1), of: [child(1)]))
      }
      _ = try await store.commit(.received(changes), by: .officer)
      let record = try await store.record(of: child(1), for: .by(.manager)).record
      #expect(record.all.count == FactRegister.kinds.count)
      for held in record.all {
        #expect(held.fact.cells == given[held.kind.name], "\(held.kind.name)")
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func two_people_on_one_fact_both_learn_what_the_other_wrote(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      try await store.addAccount(.manager, passwordHash: "x", at: TestClock.start)
      _ = try await store.commit(
        .received([
          .new(visit("2026-03-04", "First"), id: fact(1), of: [child(1)]),
          .new(allocation("SW123"), id: fact(2), of: [child(1)]),
        ]), by: .officer)
      _ = try await store.commit(
        .entered(
          [.put(visit("2026-03-04", "Mo's"), over: 1, id: fact(1), of: [child(1)])], by: .manager),
        by: .manager)
      let late = Commit.entered(
        [
          .put(visit("2026-03-04", "Wren's"), over: 1, id: fact(1), of: [child(1)]),
          .new(visit("2026-03-05", "Another"), id: fact(3), of: [child(1)]),
        ], by: .worker)
      let refused = await #expect(throws: CommitRefused.self) {
        try await store.commit(late, by: .worker)
      }
      guard case .conflict(let conflicts) = refused else { throw Unexpected("\(refused as Any)") }
      #expect(conflicts.map(\.fact) == [fact(1)])
      #expect(conflicts.first?.theirs.version == 2)
      #expect(conflicts.first?.theirs.authorName == "Mo Manager")
      #expect((conflicts.first?.theirs.fact as? Visit)?.note == "Mo's")
      // Nothing of the refused commit was kept.
      let record = try await store.record(of: child(1), for: .by(.worker)).record
      #expect(record[Visit.self].map(\.note) == ["Mo's"])
    }
  }

  @Test(arguments: StoreMaker.all)
  func two_people_on_two_facts_of_a_child_do_not_collide(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      _ = try await store.commit(
        .received([
          .new(visit("2026-03-04"), id: fact(1), of: [child(1)]),
          .new(visit("2026-03-05"), id: fact(2), of: [child(1)]),
        ]), by: .officer)
      for number: Int64 in 1...2 {
        _ = try await store.commit(
          .entered(
            [.put(visit("2026-03-06"), over: 1, id: fact(number), of: [child(1)])], by: .manager),
          by: .manager)
      }
      let record = try await store.record(of: child(1), for: .by(.manager)).record
      #expect(record[Visit.self].map(\.version) == [2, 2])
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_withdrawn_fact_is_gone_and_its_history_stays(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      _ = try await store.commit(
        .received([.new(visit("2026-03-04", "Wrong child"), id: fact(1), of: [child(1), child(2)])]
        ),
        by: .officer)
      let bare = Change.withdraw("visit", over: 1, id: fact(1), of: [child(1), child(2)])
      await expectProblem("reason") {
        try await store.commit(.entered([bare], by: .manager), by: .manager)
      }
      _ = try await store.commit(
        .entered(
          [.withdraw("visit", over: 1, id: fact(1), of: [child(1), child(2)], reason: "Mistaken")],
          by: .manager), by: .manager)
      for number: Int64 in 1...2 {
        #expect(
          try await store.record(of: child(number), for: .by(.manager)).record.isEmpty)
        let history = try await store.history(of: fact(1), of: child(number), for: .by(.manager))
        #expect(history.map(\.version) == [1, 2])
        #expect((history.first?.fact as? Visit)?.note == "Wrong child")
        #expect(history.last?.fact == nil)
        #expect(history.last?.reason == "Mistaken")
      }
      await expectProblem("") {
        try await store.commit(
          .received([.withdraw("visit", over: 2, id: fact(1), of: [child(1)])]), by: .officer)
      }
      // It may be put back.
      _ = try await store.commit(
        .entered([.put(visit("2026-03-04"), over: 2, id: fact(1), of: [child(1)])], by: .manager),
        by: .manager)
      #expect(
        try await store.record(of: child(1), for: .by(.manager)).record[Visit.self]
          .map(\.version) == [3])
      #expect(try await store.record(of: child(2), for: .by(.manager)).record.isEmpty)
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_fact_can_leave_a_record_and_enter_another(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      _ = try await store.commit(
        .received([.new(visit("2026-03-04"), id: fact(1), of: [child(1), child(2)])]), by: .officer)
      _ = try await store.commit(
        .received([.put(visit("2026-03-05"), over: 1, id: fact(1), of: [child(2), child(3)])]),
        by: .officer)
      func days(_ number: Int64) async throws -> [Day] {
        try await store.record(of: child(number), for: .by(.manager)).record[Visit.self].map(\.on)
      }
      #expect(try await days(1) == [])
      #expect(try await days(2) == [day("2026-03-05")])
      #expect(try await days(3) == [day("2026-03-05")])
      // The record that it left does not show what was written afterwards.
      let left = try await store.history(of: fact(1), of: child(1), for: .by(.manager))
      #expect(left.map { ($0.fact as? Visit)?.on } == [day("2026-03-04"), nil])
    }
  }

  @Test(arguments: StoreMaker.all)
  func what_people_enter_must_hold_and_what_is_received_is_kept(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      var span = LegalStatusSpan()
      span.from = day("2026-03-04")
      span.to = day("2026-03-01")
      let change = Change.new(span, id: fact(1), of: [child(1)])
      await expectProblem("status", "to") {
        try await store.commit(.entered([change], by: .manager), by: .manager)
      }
      _ = try await store.commit(.received([change]), by: .officer)
      let record = try await store.record(of: child(1), for: .by(.manager)).record
      #expect(record[LegalStatusSpan.self].map(\.fact) == [span])
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_day_that_could_not_be_read_back_is_never_kept(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      var far = visit("2026-03-04")
      far.on = Day(ordinal: 5_000_000)
      let change = Change.new(far, id: fact(1), of: [child(1)])
      await expectProblem("on") { try await store.commit(.received([change]), by: .officer) }
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_commit_that_makes_no_sense_is_refused(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      _ = try await store.commit(
        .received([.new(visit("2026-03-04"), id: fact(1), of: [child(1)])]), by: .officer)
      let senseless: [[Change]] = [
        [.new(visit("2026-03-04"), id: fact(2), of: [])],
        [.put(visit("2026-03-04"), over: 3, id: fact(2), of: [child(1)])],
        [.put(identity("A", "B"), over: 1, id: fact(1), of: [child(1)])],
        [.withdraw("visit", over: 0, id: fact(2), of: [child(1)])],
        [.withdraw("no_such_kind", over: 0, id: fact(2), of: [child(1)])],
        [.new(visit("2026-03-04"), id: fact(2), of: [Subject(.adult, child(1).id)])],
        [
          .new(visit("2026-03-04"), id: fact(2), of: [child(1)]),
          .new(visit("2026-03-05"), id: fact(2), of: [child(1)]),
        ],
      ]
      for changes in senseless {
        await expectProblem("") { try await store.commit(.received(changes), by: .officer) }
      }
      #expect(
        try await store.record(of: child(1), for: .by(.manager)).record.all.count == 1)
    }
  }

  @Test(arguments: StoreMaker.all)
  func of_many_commits_only_the_refused_one_is_missing(_ maker: StoreMaker) async throws {
    try await maker.run { store in
      var broken = visit("2026-03-04")
      broken.on = Day(ordinal: 5_000_000)
      let commits = (1...300).map { (number: Int) -> Commit in
        let subjects = [child(Int64(number % 50) + 1)]
        let changes = (0..<30).map { (step: Int) -> Change in
          let isBroken = number == 7 && step == 29
          let id = fact(Int64(number * 100 + step))
          return .new(isBroken ? broken : visit("2026-03-04"), id: id, of: subjects)
        }
        return .received(changes)
      }
      let results = try await store.commit(commits, by: .officer)
      #expect(results.count == 300)
      for (number, result) in zip(1..., results) {
        switch result {
        case .success(let receipt): #expect(receipt.versions.count == 30)
        case .failure(let refused):
          #expect(number == 7)
          guard case .problems(let id, _, _) = refused else { throw Unexpected("\(refused)") }
          #expect(id == fact(729))
        }
      }
      let eighth = try await store.record(of: child(8), for: .by(.manager)).record
      #expect(eighth[Visit.self].count == 5 * 30)
      let ninth = try await store.record(of: child(9), for: .by(.manager)).record
      #expect(ninth[Visit.self].count == 6 * 30)
    }
  }
}
