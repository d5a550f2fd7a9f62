import Access
import CareRecord
import CivilTime
import Testing

@testable import Store

/// Tables that can be made anew: current facts, heads, projections.
@Suite struct DerivedTableTests {
  /// How old each child is, which the passing of days changes.
  private static func age(version: Int = 1) -> Projection {
    Projection(
      "age", version: version, of: .child,
      columns: [ProjectionColumn("age", .integer, indexed: true), ProjectionColumn("name", .text)]
    ) { record, today in
      guard let identity = record.identity, let born = identity.birthDate else { return ([], nil) }
      let age = born.age(on: today)
      let name = version == 1 ? identity.name : identity.name.uppercased()
      return ([[.integer(Int64(age)), .text(name)]], validUntil: born.adding(years: age + 1))
    }
  }

  private func rows(_ store: DatabaseStore) async throws -> [String] {
    try await store.read { database in
      try database.rows(
        "SELECT record, age, name FROM projection_age WHERE authority = ? ORDER BY record", 383
      ) { "\($0.integer(0)) \($0.integer(1)) \($0.text(2))" }
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_projection_is_true_with_the_commit_and_after_a_birthday(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let clock = TestClock()
      let store = try await database.open(projections: [DerivedTableTests.age()], clock: clock)
      _ = try await store.commit(
        .received([
          .new(identity("Ann", "Ash", born: "2015-11-23"), id: fact(1), of: [child(1)]),
          .new(identity("Ben", "Brook", born: "2015-05-17"), id: fact(2), of: [child(2)]),
          .new(identity("Cleo", "Copse"), id: fact(3), of: [Subject(.adult, SubjectID(raw: 3))]),
        ]), by: .officer)
      #expect(try await rows(store) == ["1 10 Ann Ash", "2 11 Ben Brook"])
      #expect(try await store.refreshProjections(today: clock.today) == 0)
      clock.advance(minutes: 2 * 24 * 60)
      #expect(try await store.refreshProjections(today: clock.today) == 1)
      #expect(try await store.refreshProjections(today: clock.today) == 0)
      #expect(try await rows(store) == ["1 11 Ann Ash", "2 11 Ben Brook"])
      _ = try await store.commit(
        .received([
          .put(identity("Ann", "Birch", born: "2014-11-23"), over: 1, id: fact(1), of: [child(1)]),
          .withdraw("identity", over: 1, id: fact(2), of: [child(2)]),
        ]), by: .officer)
      #expect(try await rows(store) == ["1 12 Ann Birch"])
      #expect(try await store.verify().findings == [])
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_new_version_of_a_projection_is_made_for_every_record_at_once(_ maker: StoreMaker)
    async throws
  {
    try await maker.withDatabase { database in
      var store = try await database.open()
      let commits = (1...1_200).map { number in
        Commit.received(
          [.new(identity("A\(number)", "B"), id: fact(number), of: [child(number)])])
      }
      _ = try await store.commit(commits, by: .officer)
      try await store.close()
      store = try await database.open(projections: [DerivedTableTests.age()])
      #expect(try await rows(store).count == 1_200)
      #expect(try await rows(store).first == "1 11 A1 B")
      try await store.close()
      store = try await database.open(projections: [DerivedTableTests.age(version: 2)])
      #expect(try await rows(store).count == 1_200)
      #expect(try await rows(store).first == "1 11 A1 B")
      #expect(try await rows(store).last == "1200 11 A1200 B")
      #expect(try await store.verify().findings == [])
    }
  }

  @Test(arguments: StoreMaker.all, [5, 6] as [UInt64])
  func everything_made_anew_from_the_log_is_equal(_ maker: StoreMaker, _ seed: UInt64) async throws
  {
    try await maker.withDatabase { database in
      let store = try await database.open(projections: [DerivedTableTests.age()])
      try await fillAtRandom(store, seed)
      for writingAll in [false, true] {
        let report = try await store.rebuild(writingAll: writingAll)
        #expect(report.isEqual, "\(report.tables.filter { !$0.isEqual })")
        #expect(report.tables.contains { $0.name == "fact_visit" && $0.rowsBefore > 20 })
        #expect(report.tables.contains { $0.name == "projection_age" && $0.rowsBefore > 0 })
        #expect(try await store.verify().findings == [])
      }
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_rebuild_writes_every_text_as_it_was(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open(projections: [DerivedTableTests.age()])
      // No character, and what PostgreSQL's texts mark U+0000 with.
      let mark = String(decoding: [0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self)
      let notes = ["", "\u{0}", "a\u{0}b\(mark)c\(mark)0", "“Quoted”\n\t\\ 💙", "zz"]
      _ = try await store.commit(
        .received(
          notes.enumerated().flatMap { number, note in
            [
              .new(visit("2026-03-04", note), id: fact(Int64(number) + 1), of: [child(1)]),
              .new(identity("Ann\(note)", "Ash"), id: fact(Int64(number) + 101), of: [child(1)]),
            ]
          }), by: .officer)
      #expect(try await store.verify().findings == [])
      let before = try await store.record(of: child(1), for: .by(.manager)).record
      #expect(Set(before[Visit.self].map(\.fact.note.text)) == Set(notes))
      #expect(try await store.rebuild(writingAll: true).isEqual)
      #expect(try await store.verify().findings == [])
      let after = try await store.record(of: child(1), for: .by(.manager)).record
      #expect(after[Visit.self] == before[Visit.self])
      #expect(after[PersonIdentity.self] == before[PersonIdentity.self])
      let past = try await store.record(
        of: child(1), asKnownAt: TestClock.start, for: .by(.manager)
      ).record
      #expect(past[Visit.self] == before[Visit.self])
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_rebuild_mends_and_says_what_was_wrong(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      let store = try await database.open(projections: [DerivedTableTests.age()])
      try await fillAtRandom(store, 7)
      try await store.write { database in
        try database.execute(
          script: """
            UPDATE fact_visit SET note = 'Forged' WHERE record = 1;
            DELETE FROM record_head WHERE record = 2;
            DELETE FROM projection_age;
            INSERT INTO fact_placement (authority, record, fact, version, known)
            VALUES (383, 1, 999, 1, 0)
            """)
      }
      #expect(!(try await store.verify()).holds)
      let report = try await store.rebuild()
      #expect(
        Set(report.tables.filter { !$0.isEqual }.map(\.name))
          == ["fact_visit", "fact_placement", "record_head", "projection_age"])
      #expect(try await store.verify().findings == [])
      #expect(try await store.rebuild().isEqual)
    }
  }

  @Test(arguments: StoreMaker.all)
  func a_table_of_an_older_shape_is_made_anew_from_the_log(_ maker: StoreMaker) async throws {
    try await maker.withDatabase { database in
      var store = try await database.open()
      try await fillAtRandom(store, 8)
      let before = try await store.record(of: child(1), for: .by(.manager)).record
      try await store.write { database in
        try database.execute(
          script: """
            DROP TABLE fact_visit;
            CREATE TABLE fact_visit (authority INTEGER, record INTEGER, fact INTEGER);
            UPDATE fact_kind SET columns = 'an older shape' WHERE name = 'visit'
            """)
      }
      try await store.close()
      store = try await database.open()
      let after = try await store.record(of: child(1), for: .by(.manager)).record
      #expect(after[Visit.self] == before[Visit.self])
      #expect(!after[Visit.self].isEmpty)
      #expect(try await store.verify().findings == [])
    }
  }

  private func fillAtRandom(_ store: DatabaseStore, _ seed: UInt64) async throws {
    var random = Seeded(state: seed)
    var versions: [FactID: (version: Int, subjects: [Subject])] = [:]
    var commits: [Commit] = []
    for step: Int64 in 1...80 {
      let subjects = (1...5).filter { _ in Bool.random(using: &random) }.map { child($0) }
      let owners = subjects.isEmpty ? [child(1)] : subjects
      if let (id, last) = versions.randomElement(using: &random), step.isMultiple(of: 3) {
        let change =
          step.isMultiple(of: 9)
          ? Change.withdraw("visit", over: last.version, id: id, of: last.subjects)
          : .put(visit("2026-03-05", "\(step)"), over: last.version, id: id, of: owners)
        commits.append(.received([change]))
        versions[id] = step.isMultiple(of: 9) ? nil : (last.version + 1, owners)
      } else {
        let id = fact(step)
        commits.append(
          .received([
            .new(visit("2026-03-04", "\(step)"), id: id, of: owners),
            .new(identity("A\(step)", "B"), id: fact(1_000 + step), of: [owners[0]]),
          ]))
        versions[id] = (1, owners)
      }
    }
    for result in try await store.commit(commits, by: .officer) { _ = try result.get() }
  }
}
