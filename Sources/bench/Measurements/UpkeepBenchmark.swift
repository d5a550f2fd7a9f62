import Access

/// Checks the log of a database and makes its derived tables anew from it, as a custodian would.
struct UpkeepBenchmark: Benchmark {
  let workshop: Workshop
  let database: String
  let facts: Int

  func run() async throws -> Findings {
    let options = ["--database", database, "--as", Workshop.officer.user]
    let verifying = try workshop.runKith(["audit", "verify"] + options)
    let rebuilding = try workshop.runKith(["rebuild"] + options)
    let facts = Double(facts)
    return Findings(
      title: "Checking and rebuilding",
      figures: [
        Figure("Checking the log (`kith audit verify`), facts", facts / verifying.cpu, .perSecond),
        Figure(
          "Making derived tables anew (`kith rebuild`), facts", facts / rebuilding.cpu, .perSecond),
      ],
      method: """
        Afterwards `kith audit verify` checks every entry of the log and every current row of that database, and \
        `kith rebuild` makes all derived tables anew and compares them; the figures are current facts for each second of \
        CPU. A child has some ten of them here, and sixty changes in the databases further down, so that what is made for \
        each child, whatever it holds, weighs more in these figures than in those.
        """,
      notes: [
        "Checking took \(Figure.number(verifying.wall)) s and at most "
          + "\(Figure.number(verifying.peakMemory)) MB, rebuilding \(Figure.number(rebuilding.wall)) s and "
          + "\(Figure.number(rebuilding.peakMemory)) MB."
      ])
  }
}
