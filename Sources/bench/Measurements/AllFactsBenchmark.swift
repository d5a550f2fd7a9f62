import Access
import CareRecord
import Store
import Synchronization

/// Reads all facts of all children into records, as returns and measures do.
struct AllFactsBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let database = try await workshop.manyChildren()
    let bare = try BareSQLite(database)
    let zones = Policy.sightInScope(of: Workshop.officer).zones
    let (rows, cells) = try bare.readFacts(in: zones)
    let store = try await workshop.open(database)
    let counted = Mutex((records: 0, facts: 0))

    func readAll(_ countingFacts: Bool) async throws {
      let reading = Workshop.reading(by: Workshop.officer, for: "bench")
      try await store.forEachRecord(of: .child, purpose: "bench", for: reading) { batch in
        let facts = countingFacts ? batch.reduce(0) { $0 + $1.all.count } : 0
        counted.withLock { $0 = ($0.records + batch.count, $0.facts + facts) }
      }
    }

    // Not measured: proves that the records hold what the tables hold.
    try await readAll(true)
    let (records, facts) = counted.withLock { $0 }
    let expected = try bare.countFacts(of: .child, in: zones)
    guard records >= workshop.sizes.children, facts == expected else {
      throw BenchFailed("\(records) records hold \(facts) facts, the tables \(expected).")
    }
    var own = Repeats()
    var reference = Repeats()
    var ratio = Repeats()
    for _ in 0..<workshop.sizes.rounds {
      let start = CPUClock.own
      try await readAll(false)
      let middle = CPUClock.own
      _ = try bare.readFacts(in: zones)
      let end = CPUClock.own
      own.add((middle - start) / Double(facts) * 1e6)
      reference.add((end - middle) / Double(rows) * 1e6)
      ratio.add((middle - start) / (end - middle))
    }
    try await store.close()

    let perChild = Double(facts) / Double(records)
    return Findings(
      title: "All facts into records",
      figures: [
        Figure(
          "All facts of \(Figure.number(records)) children into records, CPU a fact", own,
          .microseconds, atMost: 1),
        Figure("A bare pass of SQLite over the same tables, CPU a row", reference, .microseconds),
        Figure("Records against the bare pass, CPU", ratio, .ratio),
      ],
      method: """
        The database holds \(Figure.number(facts)) current facts of \(Figure.number(records)) children, \
        \(Figure.number(perChild)) a child. Every \
        record is read in this process with `forEachRecord`, by a data officer: rows become typed values with dates and \
        codes, in the order in which they happened, and are handed over in batches. A first pass, not measured, counts that no \
        fact is missing. The bare pass steps with SQLite's C interface through the same tables, which hold \(Figure.number(rows)) rows: those of \
        adults and families too, which Kith's pass has to step over. It touches each of their \(Figure.number(cells)) \
        columns and keeps nothing.
        """,
      notes: [
        "One pass over all records takes \(Figure.number(own.best * Double(facts) / 1e6)) s of CPU."
      ])
  }
}
