import Access
import CareRecord
import CivilTime
import Learning
import Measures
import Synchronization
import Testing

@testable import Store

/// A store that is used before everything is made that its lists and figures are read from.
@Suite struct PreparingConformance {
  /// How many children there are.
  private static let children: Int64 = 60

  /// A projection that counts how often it is asked, and can end whoever makes it half-way.
  private final class Counted: Sendable {
    private struct State {
      var asked = 0
      var endsAt: Int?
      var maker: Task<Void, any Error>?
    }

    private let state = Mutex(State())

    var asked: Int { state.withLock { $0.asked } }

    func projection(_ meaning: String) -> Projection {
      Projection(
        "counted", version: 2, of: .child, columns: [ProjectionColumn("word", .text)],
        tally: ["word"], meaning: meaning
      ) { [self] record, _ in
        let maker = state.withLock { state in
          state.asked += 1
          return state.asked == state.endsAt ? state.maker : nil
        }
        maker?.cancel()
        return ([[.text(meaning + (record.identity?.familyName ?? ""))]], nil)
      }
    }

    /// Prepares a store, and is ended when so many records were made.
    func prepare(_ store: DatabaseStore, untilMadeOf count: Int) async -> Result<Void, any Error> {
      let (starts, start) = AsyncStream.makeStream(of: Void.self)
      let task = Task {
        for await _ in starts { break }
        try await store.makeMissingProjections(together: 5)
      }
      state.withLock { state in
        state.asked = 0
        state.endsAt = count
        state.maker = task
      }
      start.yield()
      return await task.result
    }
  }

  private static func changes(of number: Int64) -> [Change] {
    var care = CarePeriod()
    care.from = day("2025-04-10") + Int(number)
    return [
      .new(
        identity(number.isMultiple(of: 2) ? "Ann" : "Ben", "Ash"), id: fact(10 * number),
        of: [child(number)]),
      .new(care, id: fact(10 * number + 1), of: [child(number)]),
      .new(allocation("SW123"), id: fact(10 * number + 2), of: [child(number)]),
      .new(identifier("L\(number)"), id: fact(10 * number + 3), of: [child(number)]),
    ]
  }

  private func fill(_ store: DatabaseStore) async throws {
    let commits = (1...Self.children).map { Commit.received(Self.changes(of: $0)) }
    for result in try await store.commit(commits, by: .officer) { _ = try result.get() }
  }

  /// As the version before left the database: every projection is of a lower version.
  private func leave(_ store: DatabaseStore) async throws {
    try await store.write { try $0.run("UPDATE projection SET version = version - 1") }
    try await store.close()
  }

  /// Everything that is read from all records at once.
  private static let questions: [(String, @Sendable (DatabaseStore) async throws -> String)] = [
    ("search", { "\(try await $0.search("Ann Ash", limit: 100, for: .by(.manager)).count)" }),
    ("list", { "\(try await $0.children(ChildList(), for: .by(.worker)).total)" }),
    (
      "figures",
      { store in
        let figures = try await store.figures(
          at: [day("2026-03-31")], of: nil, for: .by(.officer))
        return figures.map { "\($0.indicator) \($0.numerator)" }.joined(separator: ", ")
      }
    ),
    (
      "who is in it",
      { store in
        let page = try await store.children(
          in: MeasureList("claRate", at: day("2026-03-31")), for: .by(.manager))
        return "\(page.total) \(page.others)"
      }
    ),
    (
      "what is due",
      { store in
        let page = try await store.retentionList(
          dueBy: day("2200-01-01"), offset: 0, limit: 100, for: .by(.manager))
        return "\(page.total) \(page.undated)"
      }
    ),
    (
      "records of one's own",
      { store in
        let count = Mutex(0)
        try await store.forEachRecord(of: .child, purpose: "test", for: .by(.worker)) { records in
          count.withLock { $0 += records.count }
        }
        return "\(count.withLock { $0 })"
      }
    ),
    (
      "identifiers",
      { store in
        let found = try await store.subjects(
          withIdentifiers: ["L3", "L57"], scheme: "la", for: .by(.worker))
        return "\(found.count)"
      }
    ),
  ]

  private func answers(_ store: DatabaseStore) async throws -> [String] {
    var answers: [String] = []
    for (name, ask) in Self.questions { answers.append("\(name): \(try await ask(store))") }
    return answers
  }

  private func expectNoAnswers(_ store: DatabaseStore) async throws {
    for (name, ask) in Self.questions {
      await #expect(throws: StillPreparing.self, "\(name)") { _ = try await ask(store) }
    }
    await #expect(throws: StillPreparing.self) {
      // Whether it tells of a child is found in all names or not at all.
      try await store.keepLearning(
        .finding(LearningConformance.finding), as: LearningID(raw: 9), replacing: 0, confirmed: [],
        for: .by(.manager))
    }
  }

  @Test(arguments: StoreMaker.all)
  func nothing_that_is_half_made_is_shown_as_whole(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let counted = Counted()
      var store = try await database.open(projections: [counted.projection("")])
      try await fill(store)
      let whole = try await answers(store)
      #expect(whole[0] == "search: 30" && whole[1] == "list: 60")
      try await leave(store)

      store = try await database.open(projections: [counted.projection("")], making: .later)
      #expect(store.preparation?.projections.contains("measure") == true)
      try await expectNoAnswers(store)
      await #expect(throws: CancellationError.self) {
        try await counted.prepare(store, untilMadeOf: 20).get()
      }
      #expect(store.preparation?.total == 60)
      #expect((20..<60).contains(store.preparation?.done ?? 0))
      try await expectNoAnswers(store)
      // Records are read and changed meanwhile: one that was made, one that was not, and a new one.
      #expect(
        try await store.record(of: child(60), for: .by(.manager)).record[CarePeriod.self].count
          == 1)
      for number in [1, 60, 61] as [Int64] {
        let changes: [Change] =
          number == 61
          ? Self.changes(of: 61)
          : [.put(identity("Ann", "Ash"), over: 1, id: fact(10 * number), of: [child(number)])]
        _ = try await store.commit(.received(changes), by: .officer)
      }
      try await store.close()

      // The next server goes on with it.
      store = try await database.open(projections: [counted.projection("")], making: .later)
      let before = counted.asked
      try await expectNoAnswers(store)
      try await store.prepare()
      #expect(counted.asked - before <= 40)
      #expect(store.preparation == nil)
      let now = try await answers(store)
      #expect(now[0] == "search: 31" && now[1] == "list: 61")
      #expect(now[5...] == ["records of one's own: 61", "identifiers: 2"])
      #expect(try await store.verify().findings == [])
      #expect(try await store.rebuild().isEqual)
      try await store.close()

      store = try await database.open(projections: [counted.projection("")], making: .later)
      #expect(store.preparation == nil)
      #expect(try await answers(store) == now)
      try await store.close()
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_headline_that_is_asked_for_by_name_is_made_first(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      var store = try await database.open()
      try await fill(store)
      try await store.write {
        try $0.run("UPDATE projection SET version = 0 WHERE name = 'child_headline'")
      }
      try await store.close()
      store = try await database.open(making: .later)
      #expect(store.preparation?.projections == ["child_headline"])
      let headlines = try await store.headlines(
        of: [child(3), child(999), child(58)], for: .by(.worker))
      #expect(headlines.map(\.name) == ["Ben Ash", "Ann Ash"])
      await #expect(throws: StillPreparing.self) {
        try await store.children(ChildList(), for: .by(.worker))
      }
      // What is read from others is there.
      #expect(
        try await store.figures(at: [day("2026-03-31")], of: nil, for: .by(.officer)).isEmpty
          == false)
      try await store.prepare()
      #expect(try await store.children(ChildList(), for: .by(.worker)).total == 60)
      #expect(try await store.verify().findings == [])
      try await store.close()
    }
  }

  @Test(arguments: StoreMaker.all)
  func what_was_begun_with_another_meaning_is_begun_anew(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let counted = Counted()
      var store = try await database.open()
      try await fill(store)
      try await store.close()
      store = try await database.open(projections: [counted.projection("one ")], making: .later)
      _ = await counted.prepare(store, untilMadeOf: 20)
      try await store.close()
      store = try await database.open(projections: [counted.projection("two ")], making: .later)
      try await store.prepare()
      let tally = try await store.read { database in
        try database.rows(
          "SELECT word, rows FROM projection_counted_tally WHERE authority = ?", 383
        ) {
          "\($0.text(0)) \($0.integer(1))"
        }
      }
      #expect(tally == ["two Ash 60"])
      #expect(try await store.verify().findings == [])
      // Another program brings other reference data; what this one made of it meanwhile is not shown.
      try await store.write { database in
        try ProjectionTable(.measures).begin(leeds, meaning: "another", in: database)
      }
      await #expect(throws: StillPreparing(["measure"], nil)) {
        try await store.figures(at: [day("2026-03-31")], of: nil, for: .by(.officer))
      }
      try await store.prepare()
      #expect(store.preparation == nil)
      try await store.remake(.measures)
      #expect(
        try await store.figures(at: [day("2026-03-31")], of: nil, for: .by(.officer)).isEmpty
          == false)
      try await store.close()
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_day_on_which_much_changes_keeps_nobody_waiting(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      // Everybody has a birthday on one day, so that all lists of them are stale.
      let birthday = Projection(
        "birthday", version: 1, of: .child, columns: [ProjectionColumn("age", .integer)]
      ) { record, today in
        ([[.integer(Int64(day("2015-05-17").age(on: today)))]], validUntil: today + 1)
      }
      let clock = TestClock()
      let store = try await database.open(projections: [birthday], making: .later, clock: clock)
      let commits = (1...700).map { number in
        Commit.received([
          .new(identity("Ann", "Ash"), id: fact(Int64(number)), of: [child(Int64(number))])
        ])
      }
      for result in try await store.commit(commits, by: .officer) { _ = try result.get() }
      #expect(try await store.children(ChildList(), for: .by(.officer)).total == 700)
      clock.advance(minutes: 24 * 60)
      await #expect(throws: StillPreparing.self) {
        try await store.children(ChildList(), for: .by(.officer, at: clock.now))
      }
      #expect(store.preparation == Preparation(["birthday"], done: 0, total: 200))
      // Whom somebody asks for by name is there.
      #expect(
        try await store.headlines(of: [child(7)], for: .by(.officer, at: clock.now)).count == 1)
      try await store.prepare()
      #expect(store.preparation == nil)
      #expect(
        try await store.children(ChildList(), for: .by(.officer, at: clock.now)).total == 700)
      #expect(try await store.verify().findings == [])
      try await store.close()
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_new_database_has_nothing_to_prepare(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open(projections: [Counted().projection("")], making: .later)
      #expect(store.preparation == nil)
      #expect(try await store.children(ChildList(), for: .by(.worker)).total == 0)
      try await store.close()
    }
  }
}
