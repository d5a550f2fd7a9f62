import Access
import CareRecord
import Foundation

/// Loads simulated children with their casework into SQLite and into PostgreSQL, checks the log, and
/// makes what is derived anew.
struct LoadBenchmark: Benchmark {
  let workshop: Workshop

  /// As `kith audit verify --format json` says it.
  private struct Checked: Decodable {
    let entries: Int
    let rows: Int
    let holds: Bool
  }

  /// Empties every derived table, as nobody should.
  private func empty(_ database: BenchDatabase, of cluster: PostgreSQLCluster) throws {
    let derived = """
      name = 'record_head' OR name LIKE 'fact^_%' ESCAPE '^' AND name <> 'fact_kind'
      OR name LIKE 'projection^_%' ESCAPE '^' AND name <> 'projection_complete'
      """
    if database.make == "SQLite" {
      let file = try BareSQLite(database.address)
      let names = try file.texts(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND (\(derived))")
      try file.run("BEGIN")
      for name in names { try file.run("DELETE FROM \(name)") }
      try file.run("COMMIT")
    } else {
      let names = try cluster.run(
        "SELECT name FROM (SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public') t WHERE \(derived)",
        in: "load"
      ).split(separator: "\n")
      try cluster.run("TRUNCATE \(names.joined(separator: ", "))", in: "load")
    }
  }

  func run() async throws -> Findings {
    let cluster = try PostgreSQLCluster(workshop)
    var figures: [Figure] = []
    var notes: [String] = []
    for database in [workshop.newFile("load"), try cluster.newDatabase("load")] {
      let server = cluster.cpu
      let loading = try workshop.runKith(
        [
          "simulate", "--children", String(workshop.sizes.loadedChildren), "--seed", "3",
          "--authority", String(Workshop.authority.number),
        ] + database.options)
      try await workshop.addAccounts(to: database.address, key: database.key)
      let loaded = cluster.cpu
      let options = database.options + ["--as", Workshop.officer.user]
      let checking = try workshop.runKith(["audit", "verify", "--format", "json"] + options)
      let report = try JSONDecoder().decode(
        Checked.self, from: Data(contentsOf: URL(filePath: workshop.path("output.txt"))))
      guard report.holds else { throw BenchFailed("The log of \(database.address) does not hold.") }
      let checked = cluster.cpu
      let rebuilding = try workshop.runKith(["rebuild"] + options)
      let rebuilt = cluster.cpu
      try empty(database, of: cluster)
      let emptied = cluster.cpu
      let filling = try workshop.runKith(["rebuild"] + options, mayRefuse: true)
      let filled = cluster.cpu
      // This fails where it did not make them right.
      _ = try workshop.runKith(["rebuild"] + options)
      let facts = Double(report.entries)
      let make = database.make
      figures += [
        Figure("\(make): loading changes, elapsed", facts / loading.wall, .perSecond),
        Figure("\(make): loading, most memory", loading.peakMemory, .megabytes, atMost: 2_000),
        Figure(
          "\(make): checking the log (`kith audit verify`), changes, elapsed",
          facts / checking.wall, .perSecond, atLeast: 100_000),
        Figure(
          "\(make): making derived tables from nothing (`kith rebuild`), changes, elapsed",
          facts / filling.wall, .perSecond, atLeast: 100_000),
        Figure(
          "\(make): the same where all are right, and none is written",
          facts / rebuilding.wall, .perSecond, atLeast: 100_000),
      ]
      func words(_ what: String, _ usage: Usage, _ serverCPU: Double) -> String {
        "\(what) \(Figure.number(usage.wall)) s, \(Figure.number(usage.cpu)) s of CPU"
          + (make == "SQLite" ? "" : " and \(Figure.number(serverCPU)) s of the server's")
          + ", at most \(Figure.number(usage.peakMemory)) MB"
      }
      notes.append(
        "\(make): \(Figure.number(report.entries)) changes. "
          + [
            words("Loading took", loading, loaded - server),
            words("checking", checking, checked - loaded),
            words("rebuilding from nothing", filling, filled - emptied),
            words("where all are right", rebuilding, rebuilt - checked),
          ].joined(separator: "; ") + ".")
    }
    return Findings(
      title: "Loading, checking and rebuilding on both databases",
      figures: figures,
      method: """
        `kith simulate` makes up \(Figure.number(workshop.sizes.loadedChildren)) children with five years of journeys and \
        casework, and commits what each did as it came: log, chains, current facts, everything derived. Then \
        `kith audit verify` checks every hash, chain, seal, current row and projection. `kith rebuild` works out every row \
        of all derived tables from the log and compares: first when all are right, then when somebody has emptied all of \
        them, and once more to see that they are right. A change is a version of a fact in the log. Elapsed is from the \
        start of the process to its end, on two processors. PostgreSQL runs on the same machine, as safe against power cuts.
        """,
      notes: notes)
  }
}
