import Access
import CareRecord
import CivilTime
import Testing

@testable import Store

/// Databases on a server as earlier versions left them: what later steps brought is taken away again.
@Suite struct PostgreSQLSchemaTests {
  @Test(arguments: 1..<PostgreSQLSchema.steps.count)
  func a_database_of_an_earlier_schema_goes_on_with_everything_in_it(_ version: Int) async throws {
    try await StoreMaker.postgreSQL.withDatabase { database in
      var store = try await database.open()
      _ = try await store.commit(
        .received([
          .new(identity("Ann", "Ash"), id: fact(1), of: [child(1)]),
          .new(visit("2026-03-04", "We talked."), id: fact(2), of: [child(1), child(2)]),
        ]), by: .officer)
      try await store.seal()
      let seals = try await store.seals()
      let before = try await store.record(of: child(1), for: .by(.officer)).record
      try await store.write { try $0.execute(script: PostgreSQLSchemaTests.leaving(version)) }
      try await store.close()
      // A second opening finds nothing to be done.
      for opening in 1...2 {
        store = try await database.open()
        let report = try await store.verify(against: seals)
        #expect(report.findings == [])
        #expect(report.entries == 2 && report.links == 3)
        let after = try await store.record(of: child(1), for: .by(.officer)).record
        #expect(after[Visit.self] == before[Visit.self])
        #expect(try await store.rebuild().isEqual)
        #expect(
          try await store.read { try $0.number("SELECT version FROM kith_schema") }
            == Int64(PostgreSQLSchema.steps.count), "opening \(opening)")
        try await store.close()
      }
      store = try await database.open()
      _ = try await store.commit(
        .received([.new(visit("2026-03-05"), id: fact(3), of: [child(1)])]), by: .officer)
      for table in ["change", "chain", "seal", "read_log", "tombstone", "learning"] {
        await #expect(throws: StoreUnavailable.self, "\(table)") {
          try await store.write { try $0.execute(script: "TRUNCATE \(table)") }
        }
      }
      #expect(try await store.verify(against: seals).findings == [])
      try await store.close()
    }
  }

  @Test func a_database_of_a_newer_schema_is_left_alone() async throws {
    try await StoreMaker.postgreSQL.withDatabase { database in
      let store = try await database.open()
      try await store.write { try $0.run("UPDATE kith_schema SET version = 99") }
      try await store.close()
      await #expect(throws: StoreUnavailable.self) { _ = try await database.open() }
    }
  }

  /// Takes away what the steps after one brought.
  private static func leaving(_ version: Int) -> String {
    let tables = PostgreSQLSchema.steps.dropFirst(version).joined()
      .matches(of: /CREATE TABLE (\w+)/).map { "DROP TABLE \($0.1) CASCADE;" }
    let trigger = """
      DROP FUNCTION kith_change_append_only CASCADE;
      CREATE TRIGGER change_append_only BEFORE UPDATE OR DELETE ON change
        FOR EACH ROW EXECUTE FUNCTION kith_append_only();
      """
    return tables.joined() + (version < 2 ? trigger : "")
      + "UPDATE kith_schema SET version = \(version);"
  }
}
