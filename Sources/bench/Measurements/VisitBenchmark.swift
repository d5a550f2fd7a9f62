import Access
import CareRecord
import CivilTime
import Store

/// Saves one visit to three brothers and sisters, again and again, as one writer.
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
    let children = try await makeChildren(store, now, &identifiers)
    let bare = try makeBare()

    var elapsed = Repeats()
    var bareElapsed = Repeats()
    var cpu = 0.0
    var bareCPU = 0.0
    let text = String(repeating: "What happened. ", count: 20)
    for number in 0..<workshop.sizes.commits {
      let commit = visit(number, to: children, now, &identifiers)
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
    let count = Double(workshop.sizes.commits)
    return Findings(
      title: "Saving a visit",
      figures: [
        Figure("Saving one visit to three children, elapsed", elapsed, .microseconds),
        Figure("The same, CPU", cpu / count * 1e6, .microseconds),
        Figure("A bare transaction of as many rows, elapsed", bareElapsed, .microseconds),
        Figure("The same, CPU", bareCPU / count * 1e6, .microseconds),
      ],
      method: """
        A visit with its common text and a paragraph for each of three children is saved \
        \(Figure.number(workshop.sizes.commits)) times by one writer: log, chains, current facts, headlines and all, until the \
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

  private func makeChildren(
    _ store: SQLiteStore, _ now: Instant, _ identifiers: inout IdentifierSource
  ) async throws -> [Subject] {
    var children: [Subject] = []
    var changes: [Change] = []
    for name in ["Wren", "Robin", "Martin"] {
      let child = Subject.child(identifiers.next())
      var identity = PersonIdentity()
      identity.givenNames = name
      identity.familyName = "Thistledown"
      var allocation = Allocation()
      allocation.workerNumber = Workshop.worker.worker
      allocation.workerName = Workshop.worker.name
      allocation.from = PartialDay(now.inLondon.day)
      changes.append(.new(identity, id: identifiers.next(), of: [child]))
      changes.append(.new(allocation, id: identifiers.next(), of: [child]))
      children.append(child)
    }
    _ = try await store.commit(
      Commit(by: Author(Workshop.worker.user, through: "bench"), at: now, changes),
      by: Workshop.worker)
    return children
  }

  private func visit(
    _ number: Int, to children: [Subject], _ now: Instant, _ identifiers: inout IdentifierSource
  ) -> Commit {
    let id: FactID = identifiers.next()
    var visit = Visit()
    visit.on = now.inLondon.day - number
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
