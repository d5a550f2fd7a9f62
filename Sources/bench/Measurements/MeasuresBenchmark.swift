import Access
import CareRecord
import CivilTime
import Dispatch
import Measures
import Store
import Synchronization

/// Makes every indicator from all records, reads all of them from what is stored, and keeps one child's
/// true within a commit.
struct MeasuresBenchmark: Benchmark {
  let workshop: Workshop

  func run() async throws -> Findings {
    let database = try await workshop.manyChildren()
    let store = try await workshop.open(database)
    let reading = Workshop.reading(by: Workshop.officer, for: "bench")
    let first = reading.today - (reading.today.dayOfMonth - 1)
    let days = (0..<24).reversed().map { first.adding(months: -$0) - 1 } + [reading.today]

    let counted = Mutex((records: 0, facts: 0))
    try await store.forEachRecord(of: .child, purpose: "bench", for: reading) { batch in
      let facts = batch.reduce(0) { $0 + $1.all.count }
      counted.withLock { $0 = ($0.records + batch.count, $0.facts + facts) }
    }
    let (records, facts) = counted.withLock { $0 }

    var (reads, scratch, elapsed) = (Repeats(), Repeats(), Repeats())
    var figures: [MeasuredFigure] = []
    for _ in 0..<workshop.sizes.rounds {
      let start = CPUClock.own
      try await store.forEachRecord(of: .child, purpose: "bench", for: reading) { _ in }
      let (middle, began) = (CPUClock.own, WallTime.now)
      figures = try await fromScratch(store, at: days, for: reading)
      let used = CPUClock.own - middle
      reads.add((middle - start) / Double(facts) * 1e6)
      scratch.add(used / Double(facts) * 1e6)
      elapsed.add((WallTime.now - began) / used)
    }

    var (stored, list) = (Repeats(), Repeats())
    for _ in 0..<workshop.sizes.rounds * 20 {
      let start = CPUClock.own
      let found = try await store.figures(at: days, of: nil, for: reading)
      let middle = CPUClock.own
      _ = try await store.children(in: MeasureList("claRate", at: reading.today), for: reading)
      stored.add((middle - start) * 1e3)
      list.add((CPUClock.own - middle) * 1e3)
      guard found == figures else {
        throw BenchFailed("The stored measures differ from those made from scratch.")
      }
    }
    let (one, spans) = try await oneChild(store, reading)
    let (quiet, moving) = try await commits(store, reading)
    try await store.close()

    return Findings(
      title: "Measures of the record",
      figures: [
        Figure(
          "Every indicator of \(Figure.number(records)) children from scratch, CPU a fact", scratch,
          .microseconds, atMost: 2),
        Figure("Of it, reading the records alone, CPU a fact", reads, .microseconds),
        Figure("Elapsed against CPU, both processors", elapsed, .ratio),
        Figure(
          "All figures of today and 24 month ends from stored measures, CPU", stored, .milliseconds,
          atMost: 20),
        Figure("The first page of who is in care, CPU", list, .milliseconds),
        Figure("The measures of one child, CPU", one, .microseconds),
        Figure("A commit that moves one child's measures, CPU", moving, .milliseconds),
        Figure("The same where no measure moves, CPU", quiet, .milliseconds),
      ],
      method: """
        The \(MeasureRegister.indicators.count) indicators of the \(Figure.number(records)) children with \
        \(Figure.number(facts)) facts, today and at the ends of the 24 months before. From scratch, the records are read with \
        `forEachRecord` on one thread, and measured and added up on another as they come. Stored measures are what each commit keeps true; \
        both must give the same figures, or the benchmark fails. A figure is read with its entry in the log of reads, on \
        the disk. The commit moves the day on which a child's protection plan, referral or period of care began, \
        for another child each time; the other commit adds a note to the same children.
        """,
      notes: ["A child has \(Figure.number(spans)) spans on average."])
  }

  private func fromScratch(
    _ store: DatabaseStore, at days: [Day], for reading: Reading
  ) async throws -> [MeasuredFigure] {
    let totals = Mutex(MeasuredTotals(at: days))
    let queue = DispatchQueue(label: "measures", attributes: .concurrent)
    let group = DispatchGroup()
    let places = DispatchSemaphore(value: 16)
    try await store.forEachRecord(of: .child, purpose: "bench", for: reading) { batch in
      places.wait()
      queue.async(group: group) {
        var own = MeasuredTotals(at: days)
        for record in batch { own.add(record) }
        totals.withLock { $0.add(own) }
        places.signal()
      }
    }
    return await withCheckedContinuation { done in
      group.notify(queue: queue) { done.resume(returning: totals.withLock { $0.figures }) }
    }
  }

  /// Microseconds for the measures of a child, and how many spans a child has.
  private func oneChild(
    _ store: DatabaseStore, _ reading: Reading
  ) async throws -> (cpu: Double, spans: Double) {
    let measured = Mutex((cpu: 0.0, records: 0, spans: 0))
    try await store.forEachRecord(of: .child, purpose: "bench", for: reading) { batch in
      let start = CPUClock.own
      let spans = batch.reduce(0) { $0 + $1.measuredSpans().count }
      let used = CPUClock.own - start
      measured.withLock {
        $0 = ($0.cpu + used, $0.records + batch.count, $0.spans + spans)
      }
    }
    let (cpu, records, spans) = measured.withLock { $0 }
    return (cpu / Double(records) * 1e6, Double(spans) / Double(records))
  }

  /// Milliseconds for a commit that moves no measure, and for one that does.
  private func commits(
    _ store: DatabaseStore, _ reading: Reading
  ) async throws -> (quiet: Repeats, moving: Repeats) {
    var list = MeasureList("cinRate", at: reading.today)
    list.limit = workshop.sizes.commits
    let children = try await store.children(in: list, for: reading).lines.map(\.child.subject)
    let now = Workshop.now
    var identifiers = IdentifierSource(milliseconds: { now.milliseconds })
    var (quiet, moving) = (Repeats(), Repeats())
    for child in children {
      let record = try await store.record(of: child, for: reading).record
      guard let held = record[SocialCareEpisode.self].last else { continue }
      var note = FamilyGroupDecisionMaking()
      note.offered = true
      var episode = held.fact
      episode.from = episode.from + 1
      let changes: [Change] = [
        .new(note, id: identifiers.next(), of: [child]),
        Change(held.id, replaces: held.version, of: [child], .put(episode), reason: "bench"),
      ]
      for (place, change) in changes.enumerated() {
        let commit = Commit(
          by: Author(Workshop.officer.user, through: "bench"), at: now, origin: .received, [change])
        let start = CPUClock.own
        _ = try await store.commit(commit, by: Workshop.officer)
        let used = (CPUClock.own - start) * 1e3
        if place == 0 { quiet.add(used) } else { moving.add(used) }
      }
    }
    return (quiet, moving)
  }
}
