import CareRecord
import CivilTime
import Foundation
import Testing

@testable import Store

/// Tables can be spread over machines by authority: no statement goes to rows of all of them.
@Suite struct StatementTests {
  /// The installation's, the same on every machine.
  static let reference: Set<String> = ["meta", "fact_kind", "projection", "kith_schema"]

  @Test func every_statement_names_the_authority_whose_rows_it_wants() async throws {
    let server = try await PostgreSQLServer.shared.value
    try await server.withDatabase { database in
      let name = try #require(
        database.address.description.split(separator: "/").last.map(String.init))
      try server.execute("ALTER DATABASE \(name) SET log_statement = 'all'")
      let store = try await database.open()
      _ = try await MadeTown(TestStore(store))
      try await exercise(store)
      let tables = try await store.read { database in
        try database.rows(
          "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        ) { $0.text(0) }
      }
      try await store.close()
      let statements = try statements(of: name, in: server.folder + "/server.log")
      #expect(statements.count > 60)
      let distributed = tables.filter { !StatementTests.reference.contains($0) }
      #expect(distributed.count > 60)
      for statement in statements {
        let words = Set(
          statement.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        guard distributed.contains(where: words.contains) else { continue }
        #expect(words.contains("authority"), "\(statement)")
      }
    }
  }

  private func exercise(_ store: DatabaseStore) async throws {
    for person in SearchPolicyTests.people {
      for query in SearchTests.queries.map(\.query) + ["zz6 2ab", "2014"] {
        _ = try await store.search(query, limit: 20, for: .by(person))
      }
      for order in ChildList.Order.allCases {
        var list = ChildList()
        list.order = order
        _ = try await store.children(list, for: .by(person))
      }
      _ = try? await store.record(of: child(1), for: .by(person))
      _ = try? await store.record(of: child(1), asKnownAt: TestClock.start, for: .by(person))
      _ = try? await store.history(of: fact(10), of: child(1), for: .by(person))
      _ = try? await store.headlines(of: [child(1), child(2)], for: .by(person))
      _ = try? await store.readers(of: child(1), for: .by(person))
      _ = try? await store.reads(by: "wren", for: .by(person))
      try await store.forEachRecord(of: .child, purpose: "test", for: .by(person)) { _ in }
      try? await store.forEachCounted(of: .child, facts: [Visit.self], for: .by(person)) { _ in }
      _ = try? await store.subjects(
        withIdentifiers: ["LA-00417"], scheme: .laChildID, for: .by(person))
      _ = try? await store.recordsToReceive(of: [child(1)], for: .by(person))
    }
    try await store.open(child(5), because: "Duty call", for: .by(.worker))
    try await store.addAccount(.worker, passwordHash: "none", at: TestClock.start)
    try await store.setPasswordHash("other", of: "wren", at: TestClock.start)
    try await store.recordSignInFailure(key: "wren", at: TestClock.start)
    _ = try await store.signInFailures(key: "wren", since: TestClock.start)
    try await store.clearSignInFailures(key: "wren")
    _ = try await store.session(tokenHash: [1], at: TestClock.start)
    _ = try await store.drafts(user: "wren")
    _ = try await store.submissions(of: leeds)
    try await store.takeImportLease(holder: "olu", authority: leeds, at: TestClock.start)
    try await store.releaseImportLease(holder: "olu", authority: leeds)
    try await store.seal()
    _ = try await store.verify()
    _ = try await store.rebuild()
  }

  /// The different statements that the server was asked for one database.
  private func statements(of database: String, in log: String) throws -> Set<String> {
    var found: Set<String> = []
    var current: String?
    for line in try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("\t") {
        current? += " " + line
        continue
      }
      if let current { found.insert(current) }
      current = nil
      guard line.hasPrefix(database + "@LOG:  execute "),
        let named = line.firstRange(of: "execute "),
        let start = line[named.upperBound...].firstRange(of: ": ")
      else { continue }
      current = String(line[start.upperBound...])
    }
    return found
  }
}
