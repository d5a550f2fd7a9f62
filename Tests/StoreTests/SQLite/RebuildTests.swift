import GRDB
import Testing

@testable import Store

/// What a rebuild writes.
@Suite struct RebuildTests {
  private func changes(_ store: DatabaseStore) async throws -> Int {
    try await store.pool().write { $0.totalChangesCount }
  }

  @Test func where_all_is_right_nothing_is_written() async throws {
    let town = try await MadeTown()
    let before = try await changes(town.store)
    #expect(try await town.store.rebuild().isEqual)
    #expect(try await changes(town.store) == before)
  }

  @Test func a_table_that_is_wrong_is_written_and_no_other() async throws {
    let town = try await MadeTown()
    try await town.store.pool().write { database in
      try database.execute(sql: "DELETE FROM projection_locator WHERE row = 0")
    }
    let before = try await changes(town.store)
    let report = try await town.store.rebuild()
    #expect(report.tables.filter { !$0.isEqual }.map(\.name) == ["projection_locator"])
    let mended = try await changes(town.store)
    _ = try await town.store.rebuild(writingAll: true)
    #expect((mended - before) * 3 < (try await changes(town.store)) - mended)
    #expect(try await town.store.verify().findings == [])
  }
}
