import CareRecord
import GRDB
import Testing

@testable import Store

/// The counts and keys beside a projection are what its rows give, whatever was changed.
@Suite struct ProjectionPartTests {
  private func rows(_ sql: String, _ store: DatabaseStore) async throws -> [[DatabaseValue]] {
    try await store.pool().read { database in
      try Row.fetchAll(database, sql: sql).map { $0.map(\.1) }
    }
  }

  @Test func counts_and_keys_follow_the_rows() async throws {
    let test = try await TestStore()
    var random = SplitMix(state: 9)
    let names = ["Ottoline", "Marrowby", "Fenn", "Ferrn", "Wisp", "Thistledown"]
    var versions: [Int64: Int] = [:]
    for _ in 0..<60 {
      let number = Int64.random(in: 1...8, using: &random)
      let (first, last) = (
        names.randomElement(using: &random) ?? "", names.randomElement(using: &random) ?? ""
      )
      let born = "201\(Int.random(in: 0...3, using: &random))-05-01"
      let change =
        versions[number, default: 0] % 3 == 2
        ? Change(
          fact(number), replaces: versions[number] ?? 0, of: [child(number)],
          .withdraw(kind: "identity"), reason: "Entered by mistake.")
        : Change(
          fact(number), replaces: versions[number] ?? 0, of: [child(number)],
          .put(identity(first, last, born: born)))
      versions[number, default: 0] += 1
      _ = try await test.store.commit(.received([change]), by: .officer)
    }
    let tally = try await rows(
      """
      SELECT status, allocated, birth_month, rows FROM projection_child_headline_tally ORDER BY 1, 2, 3
      """, test.store)
    let counted = try await rows(
      """
      SELECT status, allocated, birth_month, count(*) FROM projection_child_headline
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """, test.store)
    #expect(tally == counted)
    #expect(!tally.isEmpty)
    let words = try await rows(
      "SELECT DISTINCT word FROM projection_name_word ORDER BY 1", test.store)
    let known = try await rows(
      "SELECT DISTINCT value FROM projection_name_word_key ORDER BY 1", test.store)
    #expect(known == words)
    #expect(!words.isEmpty)
  }

  @Test func a_rebuild_makes_them_anew_and_finds_them_as_they_were() async throws {
    let town = try await MadeTown()
    let report = try await town.store.rebuild()
    for name in ["_tally", "_key"] {
      #expect(report.tables.contains { $0.name.hasSuffix(name) && $0.rowsAfter > 0 })
    }
    #expect(report.tables.filter { !$0.isEqual }.map(\.name) == [])
    #expect(try await town.find("thistelwood") == [1])
  }
}
