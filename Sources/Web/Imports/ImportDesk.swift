import Access
import CareRecord
import CaseworkPages
import CivilTime
import Exchange
import HTML
import Returns
import Store

/// Where submissions are read and compared with the records beside the requests of those who wait for
/// it, and where the queue has them imported and undone.
///
/// What it remembers can be computed anew from the kept files, so it is lost with the server and
/// nothing else is.
actor ImportDesk {
  /// How a submission stands on the desk.
  enum Standing: Sendable {
    case comparing(done: Int, total: Int)
    /// Read and compared, or imported.
    case ready(ImportResult)
    /// It could not be done, and why in words for people.
    case failed(String)
  }

  private struct Place {
    /// While it is being compared, or changed by the queue.
    var work: WorkProgress?
    var result: ImportResult?
    var problem: String?
    /// What the last undo did.
    var undo: UndoView?
    var used: Int
  }

  /// So many submissions' results are remembered; each can hold some hundred rows.
  private static let mostRemembered = 8
  /// So many are worked on at a time; others wait their turn.
  private static let mostAtWork = 2

  private let store: any WebStore
  private let clock: WallClock
  private var places: [Int64: Place] = [:]
  private var uses = 0

  init(store: any WebStore, clock: WallClock) {
    self.store = store
    self.clock = clock
  }

  /// How it stands, and starts comparing it where that was not yet done.
  func comparison(of submission: Submission, by person: Person) -> Standing {
    let place = place(submission.id)
    if let work = place.work { return .comparing(done: work.done, total: work.total) }
    if let problem = place.problem, place.result == nil {
      // Said once; the next time it is tried again.
      places[submission.id]?.problem = nil
      return .failed(problem)
    }
    if let result = place.result { return .ready(result) }
    if places.values.count(where: { $0.work != nil }) < Self.mostAtWork {
      compare(submission, by: person)
    }
    return .comparing(done: 0, total: 0)
  }

  /// What is known of it; starts nothing.
  func result(of submission: Int64) -> ImportResult? { places[submission]?.result }

  /// What the last undo of a submission did, where that is still known.
  func undone(_ submission: Int64) -> UndoView? { places[submission]?.undo }

  /// What was compared is no longer wanted.
  func forget(_ submission: Int64) { places[submission] = nil }

  private func compare(_ submission: Submission, by person: Person) {
    let progress = WorkProgress()
    places[submission.id]?.work = progress
    Task {
      let outcome: Result<ImportResult, any Error>
      do {
        let (received, intake) = try await reading(submission, by: person, progress)
        let report = try await intake.preview(received) { progress.advance(to: $0) }
        outcome = .success(
          ImportResult(submission, received, report, knownTo: person, isImported: false))
      } catch {
        outcome = .failure(error)
      }
      // An import that began meanwhile knows better.
      guard places[submission.id]?.work === progress else { return }
      places[submission.id]?.work = nil
      switch outcome {
      case .success(let result): places[submission.id]?.result = result
      case .failure(let error):
        places[submission.id]?.problem = BackgroundQueue.words(for: error)
      }
    }
  }

  // MARK: - What the queue has done here

  /// Imports a submission; begun again after it was cut off, it completes what was begun.
  func importing(_ job: Job, by person: Person, _ progress: WorkProgress) async throws -> JobEnd {
    let order = try job.order(ImportOrder.self)
    let submission = try await submission(order.submission)
    return try await changing(submission, progress) {
      let (received, intake) = try await self.reading(submission, by: person, progress)
      let report = try await intake.apply(received, decisions: order.decisions) {
        progress.advance(to: $0)
      }.report
      self.places[submission.id]?.result = ImportResult(
        submission, received, report, knownTo: person, isImported: true)
      return JobEnd(
        .done,
        "The records of \(report.changedChildren + report.newChildren) children were made or changed."
      )
    }
  }

  /// Works out what taking the imports of a submission back would change, and keeps it with the job.
  nonisolated func previewingUndo(
    _ job: Job, by person: Person, _ progress: WorkProgress
  ) async throws -> JobEnd {
    let undo = try await ImportUndo(
      .submission(try job.order(UndoOrder.self).submission), in: store, by: person,
      clock: { [clock] in clock.now })
    progress.begin(total: undo.childCount)
    let view = UndoView(try await undo.preview { progress.advance(to: $0) }, of: undo)
    return JobEnd(
      .done, "The records of \(view.changedChildren) children would be changed back.",
      files: [try UndoOrder.file(view)])
  }

  /// Takes the imports of a submission back.
  func undoing(_ job: Job, by person: Person, _ progress: WorkProgress) async throws -> JobEnd {
    let submission = try await submission(try job.order(ImportOrder.self).submission)
    return try await changing(submission, progress) {
      let undo = try await ImportUndo(
        .submission(submission.id), in: self.store, by: person, clock: { self.clock.now })
      progress.begin(total: undo.childCount)
      let report = try await undo.apply { progress.advance(to: $0) }
      self.places[submission.id]?.undo = UndoView(report, of: undo)
      return JobEnd(.done, "The records of \(report.changedChildren) children were changed back.")
    }
  }

  /// Around work that changes records: what was compared before is no longer true of any submission.
  private func changing(
    _ submission: Submission, _ progress: WorkProgress,
    _ work: () async throws -> JobEnd
  ) async throws -> JobEnd {
    _ = place(submission.id)
    places[submission.id]?.work = progress
    places[submission.id]?.result = nil
    places[submission.id]?.problem = nil
    defer {
      for (other, place) in places where other != submission.id && place.work == nil {
        places[other] = nil
      }
      places[submission.id]?.work = nil
    }
    return try await work()
  }

  private func submission(_ number: Int64) async throws -> Submission {
    guard let submission = try await store.submission(id: number) else {
      throw StoreUnavailable("The files are no longer there.")
    }
    return submission
  }

  // MARK: - Reading

  private func reading(
    _ submission: Submission, by person: Person, _ progress: WorkProgress
  ) async throws -> (ReceivedReturn, Intake) {
    let received = try await ImportDesk.read(submission, try await store.files(of: submission.id))
    progress.begin(total: received.childCount)
    let intake = Intake(
      into: store, by: person, clock: { [clock] in clock.now },
      identifiers: { [clock] in IdentifierSource(milliseconds: { clock.now.milliseconds }) })
    return (received, intake)
  }

  /// Reading is work for the processor alone, so it is done off the actor.
  private nonisolated static func read(
    _ submission: Submission, _ files: [SubmissionFile]
  ) async throws -> ReceivedReturn {
    let given = ReturnFiles(uploads: files.map { ($0.name, $0.bytes) })
    let read = ReceivedReturn.read(
      given, asked: submission.returnName, year: CollectionYear(endYear: submission.year))
    guard let received = read.returns.first else {
      throw StoreUnavailable(
        "The files that were kept cannot be read any more: "
          + read.refusals.map(\.description).joined(separator: " "))
    }
    return received
  }

  // MARK: - Places

  private func place(_ submission: Int64) -> Place {
    uses += 1
    var place = places[submission] ?? Place(used: uses)
    place.used = uses
    places[submission] = place
    let idle = places.filter { $0.value.work == nil }
    if idle.count > Self.mostRemembered,
      let oldest = idle.min(by: { $0.value.used < $1.value.used })
    {
      places[oldest.key] = nil
    }
    return place
  }
}

/// Which submission is to be imported or undone, and what a person said of children who may be held
/// under another identifier.
struct ImportOrder: Codable, Sendable {
  var submission: Int64
  var same: [String] = []
  var different: [String] = []

  var decisions: MatchDecisions { MatchDecisions(same: Set(same), different: Set(different)) }
}

extension BackgroundQueue {
  /// The work on a submission that waits or is at hand, and the last that ended.
  func work(on submission: Int64) async throws -> (open: Job?, last: Job?) {
    let mine = try await jobs(of: [.importing, .undoing]).filter { job in
      (try? job.order(ImportOrder.self).submission) == submission
    }
    return (mine.last { $0.ended == nil }, mine.first { $0.ended != nil })
  }
}
