import Access
import CareRecord
import Foundation

/// Imports three collection years of made-up children, SSDA903 and the CIN census of each.
struct ImportBenchmark: Benchmark {
  let workshop: Workshop

  private static let years = ["2023-24", "2024-25", "2025-26"]
  private static let database = "imported.sqlite"

  func run() async throws -> Findings {
    for year in ImportBenchmark.years {
      _ = try workshop.runKith([
        "simulate", "--children", String(workshop.sizes.importedChildren), "--seed", "2",
        "--years", "3", "--until", "2026-03-31", "--year", year, "--output", folder(of: year),
      ])
    }
    let database = workshop.path(ImportBenchmark.database)
    workshop.removeDatabase(database)
    try await workshop.addAccounts(to: database)

    var total = Usage()
    var notes: [String] = []
    for year in ImportBenchmark.years {
      let usage = try workshop.runKith(
        [
          "import", folder(of: year), "--year", year, "--yes", "--database", database,
          "--as", Workshop.officer.user, "--rejects", workshop.path("rejects"),
        ], mayRefuse: true)
      notes.append(
        "\(year): \(Figure.number(try megabytes(of: year))) MB of files in "
          + "\(Figure.number(usage.wall)) s, \(Figure.number(usage.cpu)) s of CPU, at most "
          + "\(Figure.number(usage.peakMemory)) MB of memory.")
      total = total + usage
    }
    let facts = try BareSQLite(database).readFacts(in: Set(Zone.allCases)).rows
    notes.append(
      "They became \(Figure.number(facts)) current facts: \(Figure.number(total.cpu / Double(facts) * 1e6)) "
        + "µs of CPU each.")
    let rebuilding = try await UpkeepBenchmark(
      workshop: workshop, database: database, facts: facts
    ).run()
    return Findings(
      title: "Importing returns",
      figures: [
        Figure(
          "Importing 3 years of \(Figure.number(workshop.sizes.importedChildren)) children, "
            + "elapsed", total.wall, .seconds, atMost: 60),
        Figure("The same, most memory", total.peakMemory, .megabytes, atMost: 1_000),
        Figure("The same, CPU", total.cpu, .seconds),
      ] + rebuilding.figures,
      method: """
        `kith simulate` writes the SSDA903 set and the CIN census of the same children for \
        \(ImportBenchmark.years.joined(separator: ", ")). `kith import --yes` takes in one year after the other, each in \
        a process of its own, the first into an empty database. Elapsed time is from the start of each process to its \
        end, added up; memory is the most that one of them held. \(rebuilding.method)
        """,
      notes: notes + rebuilding.notes)
  }

  private func folder(of year: String) -> String { workshop.path("returns-\(year)") }

  private func megabytes(of year: String) throws -> Double {
    let folder = folder(of: year)
    return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { size, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return size + (attributes[.size] as? Double ?? 0) / 1e6
    }
  }
}
