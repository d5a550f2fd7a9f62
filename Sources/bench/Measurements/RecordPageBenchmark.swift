import Access
import CareRecord
import CivilTime
import Foundation
import Store

/// Asks the server for the pages of a record of 300 facts.
struct RecordPageBenchmark: Benchmark {
  let workshop: Workshop

  private static let facts = 300

  /// Rounds are short and many: what the machine's other work does to a page of many kB lasts for
  /// seconds to minutes, and the best round should be one that it left alone.
  private static let roundsForOne = 5

  func run() async throws -> Findings {
    let database = try await workshop.manyChildren()
    let store = try await workshop.open(database)
    let child = try await writeLongRecord(store)
    try await store.close()

    let server = try RunningServer(workshop, database: database)
    let client = try HTTPClient(port: server.port)
    try client.signIn(Workshop.worker.user, Workshop.password)
    let record = "/children/\(child.id.text)"
    let asked = [record + "/chronology", record, record + "/timeline", "/health"]
    let answered = try pages(asked, client, server)
    let (chronology, overview, timeline, health) = (
      answered[0], answered[1], answered[2], answered[3]
    )
    let memory = server.process.memory
    try server.end()
    return Findings(
      title: "Pages of a record",
      figures: [
        Figure(
          "Chronology of \(RecordPageBenchmark.facts) facts, 50 shown, CPU of the server",
          chronology.cpu, .milliseconds, atMost: 1.5),
        Figure("Overview of the same record, CPU of the server", overview.cpu, .milliseconds),
        Figure("Timeline of the same record, CPU of the server", timeline.cpu, .milliseconds),
        Figure(
          "An answer of three bytes (`/health`), CPU of the server", health.cpu, .milliseconds),
        Figure("Memory of the server after these requests", memory, .megabytes),
      ],
      method: """
        A child of the database with a journey through care is allocated to a social worker, and given case notes until \
        the record holds \(RecordPageBenchmark.facts) facts. That worker signs in to `kith serve` and asks for the pages in \
        turns, \(Figure.number(requests)) times each in a round, \(rounds) rounds with a second's rest between, on one \
        connection, after a round that is not measured. What counts is the CPU of the server's process: reading the session, the policy, the record, writing the \
        log of reads to the disk, and the page.
        """,
      notes: [
        "The page of the chronology has \(Figure.number(Double(chronology.bytes) / 1e3)) kB, the overview "
          + "\(Figure.number(Double(overview.bytes) / 1e3)) kB, the timeline "
          + "\(Figure.number(Double(timeline.bytes) / 1e3)) kB.",
        "From request to answer the chronology took \(Figure.number(chronology.elapsed.median)) ms (median of the "
          + "rounds), waiting for the disk included.",
      ])
  }

  /// What asking for one page cost.
  private struct Asked {
    var cpu = Repeats()
    var elapsed = Repeats()
    var bytes = 0
  }

  private var rounds: Int { workshop.sizes.rounds * RecordPageBenchmark.roundsForOne }
  private var requests: Int { workshop.sizes.requests / RecordPageBenchmark.roundsForOne }

  /// Asks for the pages in turns, so that what else the machine does falls on all of them alike.
  private func pages(
    _ paths: [String], _ client: HTTPClient, _ server: RunningServer
  ) throws -> [Asked] {
    let count = requests
    var asked = paths.map { _ in Asked() }
    for round in 0...rounds {
      if round > 0 { sleep(1) }
      for (index, path) in paths.enumerated() {
        let (used, start) = (server.process.cpu, WallTime.now)
        for _ in 0..<count {
          let answer = try client.get(path)
          guard answer.status == 200 else {
            throw BenchFailed("\(path) was answered with \(answer.status).")
          }
          asked[index].bytes = answer.body.utf8.count
        }
        // The first round warms up.
        guard round > 0 else { continue }
        asked[index].cpu.add((server.process.cpu - used) / Double(count) * 1e3)
        asked[index].elapsed.add((WallTime.now - start) / Double(count) * 1e3)
      }
    }
    return asked
  }

  // MARK: - The record

  /// Allocates a child in care to the worker, and writes notes until the record is long enough.
  func writeLongRecord(_ store: DatabaseStore) async throws -> Subject {
    var list = ChildList()
    list.statuses = [.lookedAfter]
    list.limit = 1
    let reading = Workshop.reading(by: Workshop.officer, for: "bench")
    guard let child = try await store.children(list, for: reading).children.first?.subject,
      let record = try await store.recordsToReceive(of: [child], for: reading)[child.id]
    else { throw BenchFailed("No child of the database is in care.") }

    let now = Workshop.now
    let today = now.inLondon.day
    var identifiers = IdentifierSource(milliseconds: { now.milliseconds })
    var allocation = Allocation()
    allocation.workerNumber = Workshop.worker.worker
    allocation.workerName = Workshop.worker.name
    allocation.from = PartialDay(today)
    var changes = [Change.new(allocation, id: identifiers.next(), of: [child])]
    for number in 0..<max(RecordPageBenchmark.facts - record.all.count - 1, 0) {
      var note = CaseNote()
      note.on = today - 4 * number
      note.title = "Telephone call with the school, \(number + 1)"
      note.note = Narrative(RecordPageBenchmark.note)
      changes.append(.new(note, id: identifiers.next(), of: [child]))
    }
    let commit = Commit(
      by: Author(Workshop.officer.user, through: "bench"), at: now, origin: .received, changes)
    for result in try await store.commit([commit], by: Workshop.officer) { _ = try result.get() }
    return child
  }

  private static let note = """
    Mr Thistledown, head of year, called. Attendance was good this week, and the homework club goes well. There was an \
    argument with two boys after football on Wednesday; both sides have made it up again.

    He will call again on Friday. I said that I would tell the carer, and did so at half past four. She had heard of it \
    already and is not worried.
    """
}
