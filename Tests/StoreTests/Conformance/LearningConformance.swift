import Access
import CareRecord
import CivilTime
import Learning
import Published
import Testing

@testable import Store

/// What an authority learns, on either database.
@Suite struct LearningConformance {
  private static let principal = Person(
    user: "rowan", name: "Rowan Lead", authority: leeds, roles: [.principalSocialWorker])

  static let finding = LearningFinding(
    title: "Supervision is regular", source: .audit, under: .workforce, theme: "Supervision",
    sort: .strength, found: "It is held monthly", on: day("2026-03-04"))

  private static func session(_ weDo: String = "") -> LearningItem {
    .session(
      ReflectiveSession(
        title: "North, spring", setting: .team, on: day("2026-03-04"), facilitator: "mo",
        participants: [.init(role: "Social worker", user: "wren")],
        responses: [.init(prompt: "st1", weDo: weDo)]))
  }

  private func run(
    _ maker: StoreMaker, _ clock: TestClock = TestClock(),
    _ test: @Sendable (DatabaseStore) async throws -> Void
  ) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open(clock: clock)
      for person in [Person.officer, .worker, .manager, .custodian, Self.principal] {
        try await store.addAccount(person, passwordHash: "none", at: clock.now)
      }
      try await test(store)
      try await store.close()
    }
  }

  private func changed(_ found: String) -> LearningItem {
    var finding = Self.finding
    finding.found = found
    return .finding(finding)
  }

  @Test(arguments: StoreMaker.all)
  func every_version_stays_with_who_and_when(_ maker: StoreMaker) async throws {
    let clock = TestClock()
    try await run(maker, clock) { store in
      let id = LearningID(raw: 77)
      let first = try await store.keepLearning(
        .finding(Self.finding), as: id, replacing: 0, confirmed: [], for: .by(.worker))
      #expect(first.version == 1 && first.startedBy == "wren")
      clock.advance(minutes: 5)
      let second = try await store.keepLearning(
        changed("It is held weekly"), as: id, replacing: 1, confirmed: [], for: .by(.manager))
      #expect(second.version == 2 && second.at == clock.now)
      // Sent twice, it is kept once.
      let again = try await store.keepLearning(
        changed("It is held weekly"), as: id, replacing: 1, confirmed: [], for: .by(.manager))
      #expect(again == second)
      let versions = try await store.learningHistory(of: id, for: .by(.officer))
      #expect(versions.map(\.author) == ["wren", "mo"])
      #expect(versions.map(\.item) == [.finding(Self.finding), changed("It is held weekly")])
      #expect(versions.map(\.startedBy) == ["wren", "wren"])
      let register = try await store.learning(for: .by(.officer))
      #expect(register.findings.map(\.body.found) == ["It is held weekly"])
      #expect(try await store.verify().findings.isEmpty)
    }
  }

  @Test(arguments: StoreMaker.all)
  func whoever_writes_over_what_they_have_not_seen_is_told_and_nothing_is_lost(
    _ maker: StoreMaker
  ) async throws {
    try await run(maker) { store in
      let id = LearningID(raw: 77)
      try await store.keepLearning(
        .finding(Self.finding), as: id, replacing: 0, confirmed: [], for: .by(.worker))
      try await store.keepLearning(
        changed("Theirs"), as: id, replacing: 1, confirmed: [], for: .by(.manager))
      for version in [0, 1] {
        do {
          try await store.keepLearning(
            changed("Mine"), as: id, replacing: version, confirmed: [], for: .by(.worker))
          Issue.record("It was kept over what stands.")
        } catch LearningRefused.conflict(let theirs) {
          #expect(theirs.item == changed("Theirs") && theirs.author == "mo")
        }
      }
      #expect(try await store.learningHistory(of: id, for: .by(.worker)).count == 2)
    }
  }

  @Test(arguments: StoreMaker.all)
  func who_was_not_there_learns_nothing_of_a_session(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      let id = LearningID(raw: 5)
      try await store.keepLearning(
        Self.session(), as: id, replacing: 0, confirmed: [], for: .by(.manager))
      for person in [Person.worker, .manager, Self.principal] {
        #expect(try await store.learning(for: .by(person)).sessions.map(\.id) == [id])
      }
      #expect(try await store.learning(for: .by(.officer)).sessions.isEmpty)
      await expectUnknown { try await store.learningHistory(of: id, for: .by(.officer)) }
      await expectUnknown {
        try await store.keepLearning(
          Self.session("Mine"), as: id, replacing: 1, confirmed: [], for: .by(.officer))
      }
      for person in [Person.custodian, .stranger] {
        await #expect(throws: ReadRefused.self) { try await store.learning(for: .by(person)) }
        await #expect(throws: ReadRefused.self) {
          try await store.keepLearning(
            .finding(Self.finding), as: LearningID(raw: 6), replacing: 0, confirmed: [],
            for: .by(person))
        }
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func decisions_about_a_chart_are_read_by_all_until_they_are_taken_back(
    _ maker: StoreMaker
  ) async throws {
    try await run(maker) { store in
      let phase = ChartPhase(indicator: "claRate", firstYear: 2018, reason: "Meetings began")
      let other = ChartPhase(indicator: "cinRate", firstYear: 2015, reason: "Counted anew")
      try await store.keepLearning(
        .finding(Self.finding), as: LearningID(raw: 3), replacing: 0, confirmed: [],
        for: .by(.worker))
      for (number, item) in [(4, phase), (5, other)] as [(Int64, ChartPhase)] {
        try await store.keepLearning(
          .phase(item), as: LearningID(raw: number), replacing: 0, confirmed: [],
          for: .by(.officer))
      }
      #expect(try await store.chartPhases(of: "claRate").map(\.body) == [phase])
      #expect(try await store.learning(for: .by(.worker)).phases.map(\.body) == [other, phase])
      do {
        try await store.keepLearning(
          .phase(phase), as: LearningID(raw: 6), replacing: 0, confirmed: [], for: .by(.manager))
        Issue.record("A team manager moved the limits of the authority.")
      } catch LearningRefused.notAllowed(let why) {
        #expect(why.contains("director"))
      }
      try await store.withdrawLearning(
        LearningID(raw: 4), because: "It had not changed", for: .by(Self.principal))
      #expect(try await store.chartPhases(of: "claRate").isEmpty)
      #expect(
        try await store.learningHistory(of: LearningID(raw: 4), for: .by(Self.principal))
          .map(\.withdrawn) == [nil, "It had not changed"])
    }
  }

  @Test(arguments: StoreMaker.all)
  func nobody_answers_for_what_belongs_to_a_closed_account(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      let findingID = LearningID(raw: 3)
      let action = ImprovementAction(
        title: "An hour a month", under: .workforce, findings: [findingID],
        owner: .init(user: "wren", name: "Wren"), begins: day("2026-03-04"),
        due: day("2026-09-04"))
      try await store.keepLearning(
        .finding(Self.finding), as: findingID, replacing: 0, confirmed: [], for: .by(.manager))
      try await store.keepLearning(
        .action(action), as: LearningID(raw: 4), replacing: 0, confirmed: [], for: .by(.manager))
      let before = try await store.learning(for: .by(.manager))
      #expect(before.owner(of: action)?.user == "wren" && !before.isWithoutOwner(findingID))
      try await store.disableAccount(user: "wren", at: TestClock.start)
      let after = try await store.learning(for: .by(.manager))
      #expect(after.owner(of: action) == nil && after.isWithoutOwner(findingID))
      // Nothing was changed: who it was still stands there.
      #expect(after.actions.first?.body.owner?.name == "Wren")
    }
  }

  private func expectUnknown(_ body: () async throws -> some Any) async {
    do {
      _ = try await body()
      Issue.record("It was answered.")
    } catch ReadRefused.unknown {
    } catch { Issue.record(error) }
  }

  @Test(arguments: StoreMaker.all)
  func the_policy_decides_in_the_transaction(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      let action = ImprovementAction(
        title: "Do it", under: .safe, begins: day("2026-04-01"), due: day("2026-05-01"))
      do {
        try await store.keepLearning(
          .action(action), as: LearningID(raw: 5), replacing: 0, confirmed: [], for: .by(.worker))
        Issue.record("A social worker wrote an action.")
      } catch LearningRefused.notAllowed(let why) {
        #expect(why.contains("lead practice"))
      }
      #expect(try await store.learning(for: .by(.worker)).actions.isEmpty)
    }
  }

  @Test(arguments: StoreMaker.all)
  func no_child_who_has_a_record_can_be_named(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      _ = try await store.commit(
        .received([
          Change(
            fact(1), replaces: 0, of: [child(1)], .put(identity("Zoë Mary", "O’Brien-Smith"))),
          Change(fact(2), replaces: 0, of: [child(1)], .put(identifier("ABC/00123"))),
        ]), by: .officer)
      func marks(
        _ found: String, confirmed: [String] = []
      ) async throws -> [ChildMark] {
        do {
          try await store.keepLearning(
            changed(found), as: LearningID(raw: 9), replacing: 0, confirmed: confirmed,
            for: .by(.worker))
          return []
        } catch LearningRefused.tellsWhoAChildIs(let marks) {
          return marks
        }
      }
      for text in ["We saw Zoe Obrien", "Mary Smith said", "Smith-O'Brien", "ZOË Mary"] {
        #expect(try await marks(text).map(\.sort) == [.name], "\(text)")
      }
      #expect(try await marks("See ABC/00123").map(\.text) == ["ABC/00123"])
      #expect(try await marks("Born 4 March 2015").map(\.isCertain) == [true])
      let office = try await marks("Send it to LS1 4AB")
      #expect(office.map(\.isCertain) == [false])
      #expect(try await store.learning(for: .by(.worker)).findings.isEmpty)
      #expect(try await marks("Send it to LS1 4AB", confirmed: ["LS1 4AB"]).isEmpty)
      let kept = try #require(
        try await store.learningHistory(of: LearningID(raw: 9), for: .by(.worker)).last)
      #expect(kept.saidNotAboutChildren == ["LS1 4AB"])
      // Her name is a colleague's too.
      try await store.addAccount(
        Person(user: "mary", name: "Mary Smith", authority: leeds, roles: [.socialWorker]),
        passwordHash: "none", at: TestClock.start)
      var finding = Self.finding
      finding.place = "The team of Mary Smith"
      try await store.keepLearning(
        .finding(finding), as: LearningID(raw: 10), replacing: 0, confirmed: [],
        for: .by(.worker))
    }
  }

  @Test(arguments: StoreMaker.all)
  func what_is_taken_out_leaves_the_register_and_keeps_its_versions(
    _ maker: StoreMaker
  ) async throws {
    try await run(maker) { store in
      let id = LearningID(raw: 77)
      try await store.keepLearning(
        .finding(Self.finding), as: id, replacing: 0, confirmed: [], for: .by(.worker))
      await #expect(throws: ReadRefused.self) {
        try await store.withdrawLearning(id, because: "Mine", for: .by(.worker))
      }
      try await store.withdrawLearning(
        id, because: "It told of a child", for: .by(Self.principal))
      #expect(try await store.learning(for: .by(.worker)).findings.isEmpty)
      await expectUnknown { try await store.learningHistory(of: id, for: .by(.worker)) }
      let versions = try await store.learningHistory(of: id, for: .by(Self.principal))
      #expect(versions.map(\.withdrawn) == [nil, "It told of a child"])
    }
  }

  @Test(arguments: StoreMaker.all)
  func what_was_written_is_never_written_again(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      try await store.keepLearning(
        .finding(Self.finding), as: LearningID(raw: 77), replacing: 0, confirmed: [],
        for: .by(.worker))
      for sql in [
        "UPDATE learning SET body = '{}' WHERE authority = ?",
        "DELETE FROM learning WHERE authority = ?",
      ] {
        await #expect(throws: (any Error).self) {
          try await store.write { try $0.run(sql, leeds.number) }
        }
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func actions_are_marks_of_their_measure(_ maker: StoreMaker) async throws {
    try await run(maker) { store in
      let action = ImprovementAction(
        title: "Do it", under: .workforce, begins: day("2026-04-01"), due: day("2026-05-01"),
        indicator: "caseloadFte")
      try await store.keepLearning(
        .action(action), as: LearningID(raw: 5), replacing: 0, confirmed: [], for: .by(.manager))
      let marks = try await store.actionMarks(for: "caseloadFte", for: .by(.worker))
      #expect(
        marks == [ActionMark(day: day("2026-04-01"), label: "Do it", action: LearningID(raw: 5))])
      #expect(try await store.actionMarks(for: "claRate", for: .by(.worker)).isEmpty)
      #expect(try await store.actionMarks(for: "caseloadFte", for: .by(.custodian)).isEmpty)
    }
  }
}
