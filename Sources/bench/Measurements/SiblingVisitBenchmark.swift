import Access
import CareRecord
import CivilTime
import Foundation
import Store

/// Saves a visit to three siblings on both databases, and on PostgreSQL beside the same statements
/// without Kith.
struct SiblingVisitBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let cluster = try PostgreSQLCluster(workshop)
    let file = try await elapsed(workshop.newFile("siblings"), cluster) {}
    let server = try await elapsed(try cluster.newDatabase("siblings"), cluster) {
      // As it stands before the visits, for the bare statements; and what they are is written down.
      try cluster.run("CREATE DATABASE bare TEMPLATE siblings", in: "postgres")
      try cluster.run("ALTER DATABASE siblings SET log_statement = 'all'", in: "postgres")
    }
    let script = try BareStatements(cluster.log(), database: "siblings")
    let path = workshop.path("visit.sql")
    try script.text.write(toFile: path, atomically: true, encoding: .utf8)
    try cluster.run("VACUUM ANALYZE", in: "bare")
    let bare = try bareMilliseconds(path, cluster)
    return Findings(
      title: "Saving a visit to three siblings on both databases",
      figures: [
        Figure("SQLite: a visit to three siblings, elapsed", file, .milliseconds),
        Figure("PostgreSQL: the same, elapsed", server, .milliseconds),
        Figure("The same statements bare (pgbench), elapsed", bare, .milliseconds),
        Figure(
          "PostgreSQL against the bare statements", server.best / bare.best, .ratio, atMost: 2),
        Figure(
          "PostgreSQL against the bare statements, medians", server.median / bare.median, .ratio),
      ],
      method: """
        One writer saves \(Figure.number(workshop.sizes.commits)) visits in each database. PostgreSQL's log of one of them \
        gives its \(script.count) statements, which pgbench runs on a copy of the database, prepared, one after the other \
        on one connection, with other numbers for what is new: no policy, no hashes, no record, no projection. pgbench waits \
        for the answer to each; Kith sends those together that do not need the answers of others. All are about the same \
        three children, whose records grow by what is written, so there are no more than 60.
        """,
      notes: [])
  }

  /// Milliseconds for each visit.
  private func elapsed(
    _ database: BenchDatabase, _ cluster: PostgreSQLCluster, _ before: () throws -> Void
  ) async throws -> Repeats {
    let visits = VisitBenchmark(workshop: workshop)
    _ = try workshop.runKith(
      [
        "simulate", "--children", String(max(2_000, 4 * workshop.sizes.commits)), "--seed", "1",
        "--without-casework", "--authority", String(Workshop.authority.number),
      ] + database.options)
    try await workshop.addAccounts(to: database.address, key: database.key)
    let now = Workshop.now
    var identifiers = IdentifierSource(milliseconds: { now.milliseconds })
    var store = try await workshop.open(database.address, key: database.key)
    let families = try await visits.allocatedChildren(store, now, &identifiers)
    try await store.close()
    if database.make == "PostgreSQL" { try cluster.run("VACUUM ANALYZE", in: "siblings") }
    try before()
    // One visit whose statements are logged, then the others without that work.
    store = try await workshop.open(database.address, key: database.key)
    for children in families.prefix(8) {
      let commit = visits.visit(to: children, now, &identifiers)
      _ = try await store.commit(commit, by: Workshop.worker)
    }
    try await store.close()
    if database.make == "PostgreSQL" {
      try cluster.run("ALTER DATABASE siblings RESET log_statement", in: "postgres")
    }
    store = try await workshop.open(database.address, key: database.key)
    var elapsed = Repeats()
    for (number, children) in families.dropFirst(8).enumerated() {
      let commit = visits.visit(to: children, now, &identifiers)
      let start = WallTime.now
      _ = try await store.commit(commit, by: Workshop.worker)
      // The first ones prepare statements.
      if number >= 20 { elapsed.add((WallTime.now - start) * 1e3) }
    }
    try await store.close()
    return elapsed
  }

  private func bareMilliseconds(_ script: String, _ cluster: PostgreSQLCluster) throws -> Repeats {
    let log = workshop.path("pgbench")
    _ = try workshop.run(
      "pgbench",
      cluster.arguments + [
        "--no-vacuum", "--protocol", "prepared", "--client", "1", "--transactions",
        "70", "--file", script, "--define", "visit=0", "--log",
        "--log-prefix", log, "bare",
      ])
    let lines = try workshop.filesBeginning(with: "pgbench.").flatMap { name in
      try String(contentsOfFile: workshop.path(name), encoding: .utf8).split(separator: "\n")
    }
    // The third column is the time of a transaction in microseconds.
    let times = lines.dropFirst(10).compactMap { line -> Double? in
      let columns = line.split(separator: " ")
      return columns.count > 2 ? Double(columns[2]).map { $0 / 1e3 } : nil
    }
    guard !times.isEmpty else { throw BenchFailed("pgbench measured nothing.") }
    return Repeats(times)
  }
}
