import Access
import CareRecord
import CivilTime
import Store

/// Saves one visit to three children, again and again for others, as one writer.
struct VisitBenchmark: Benchmark {
  let workshop: Workshop

  /// What Kith writes for one visit to three children: four entries of the log, six links of chains,
  /// six current rows, three ends of chains.
  private static let rows = 19

  func run() async throws -> Findings {
    let database = try await workshop.manyChildren()
    let store = try await workshop.open(database)
    let now = Workshop.now
    var identifiers = IdentifierSource(milliseconds: { now.milliseconds })
    let families = try await allocatedChildren(store, now, &identifiers)
    let bare = try makeBare()

    var elapsed = Repeats()
    var bareElapsed = Repeats()
    var cpu = 0.0
    var bareCPU = 0.0
    let text = String(repeating: "What happened. ", count: 20)
    for children in families {
      let commit = visit(to: children, now, &identifiers)
      var (used, start) = (CPUClock.own, WallTime.now)
      _ = try await store.commit(commit, by: Workshop.worker)
      elapsed.add((WallTime.now - start) * 1e6)
      cpu += CPUClock.own - used

      (used, start) = (CPUClock.own, WallTime.now)
      try bare.write(rows: VisitBenchmark.rows, of: text)
      bareElapsed.add((WallTime.now - start) * 1e6)
      bareCPU += CPUClock.own - used
    }
    try await store.close()
    let count = Double(families.count)
    return Findings(
      title: "Saving a visit",
      figures: [
        Figure("Saving one visit to three children, elapsed", elapsed, .microseconds),
        Figure("The same, CPU", cpu / count * 1e6, .microseconds),
        Figure("A bare transaction of as many rows, elapsed", bareElapsed, .microseconds),
        Figure("The same, CPU", bareCPU / count * 1e6, .microseconds),
      ],
      method: """
        A visit with its common text and a paragraph for each of three children of the database is saved by one writer, \
        \(Figure.number(families.count)) times for three others each: log, chains, current facts, headlines and all, until the \
        disk has it. In turns with it, SQLite alone writes \(VisitBenchmark.rows) rows of \(text.utf8.count) bytes in one \
        transaction, as safe against power cuts, into one table without an index.
        """,
      notes: [])
  }

  private func makeBare() throws -> BareSQLite {
    let path = workshop.path("bare.sqlite")
    workshop.removeDatabase(path)
    let bare = try BareSQLite(path)
    try bare.prepareToWrite()
    return bare
  }

  /// Allocates as many children of the database as there are visits to be made, three for each.
  func allocatedChildren(
    _ store: DatabaseStore, _ now: Instant, _ identifiers: inout IdentifierSource
  ) async throws -> [[Subject]] {
    var list = ChildList()
    list.limit = 3 * workshop.sizes.commits
    let reading = Workshop.reading(by: Workshop.officer, for: "bench")
    let children = try await store.children(list, for: reading).children.map(\.subject)
    var allocation = Allocation()
    allocation.workerNumber = Workshop.worker.worker
    allocation.workerName = Workshop.worker.name
    allocation.from = PartialDay(now.inLondon.day)
    let commit = Commit(
      by: Author(Workshop.officer.user, through: "bench"), at: now, origin: .received,
      children.map { .new(allocation, id: identifiers.next(), of: [$0]) })
    for result in try await store.commit([commit], by: Workshop.officer) { _ = try result.get() }
    return stride(from: 0, to: children.count - 2, by: 3).map { Array(children[$0..<$0 + 3]) }
  }

  func visit(
    to children: [Subject], _ now: Instant, _ identifiers: inout IdentifierSource
  ) -> Commit {
    let id: FactID = identifiers.next()
    var visit = Visit()
    visit.on = now.inLondon.day
    visit.place = "At home"
    visit.note = Narrative(String(repeating: "All three were at home with their aunt. ", count: 10))
    var changes = [Change.new(visit, id: id, of: children)]
    for child in children {
      var seen = ChildAtVisit()
      seen.visit = id
      seen.on = visit.on
      seen.childSeen = true
      seen.childSeenAlone = true
      seen.note = Narrative(String(repeating: "Showed the new drawing. ", count: 10))
      changes.append(.new(seen, id: identifiers.next(), of: [child]))
    }
    return Commit(by: Author(Workshop.worker.user, through: "bench"), at: now, changes)
  }
}
