import Access
import CareRecord
import CaseworkPages
import CivilTime
import Exchange
import HTML
import Returns
import Store

/// Where submissions are read, compared with the records and imported, beside the requests of those
/// who wait for it.
///
/// Everything on it can be done again from the kept files, so it is lost with the server and nothing
/// else is: what is asked for after a restart is simply computed anew.
actor ImportDesk {
  /// How a submission stands on the desk.
  enum Standing: Sendable {
    case busy(Work, done: Int, total: Int)
    /// Read and compared, or imported.
    case ready(ImportResult)
    /// It could not be done, and why in words for people.
    case failed(String)
  }

  /// What is being done with a submission.
  enum Work: Sendable { case comparing, importing, undoing }

  private struct Place {
    var work: Work?
    var progress = ImportProgress()
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
    if let work = place.work {
      return .busy(work, done: place.progress.done, total: place.progress.total)
    }
    if let problem = place.problem, place.result == nil {
      // Said once; the next time it is tried again.
      places[submission.id]?.problem = nil
      return .failed(problem)
    }
    if let result = place.result { return .ready(result) }
    start(.comparing, submission, by: person) { intake, received, progress in
      try await intake.preview(received) { progress.advance(to: $0) }
    }
    return .busy(.comparing, done: 0, total: 0)
  }

  /// How it stands, where something is known of it; starts nothing.
  func known(of submission: Int64) -> Standing? {
    guard let place = places[submission] else { return nil }
    if let work = place.work {
      return .busy(work, done: place.progress.done, total: place.progress.total)
    }
    return place.result.map(Standing.ready)
  }

  /// Why the last import of it was not made; told once.
  func takeProblem(of submission: Int64) -> String? {
    guard let problem = places[submission]?.problem else { return nil }
    places[submission]?.problem = nil
    return problem
  }

  /// Begins the import; goes on after the request has been answered.
  func importing(_ submission: Submission, decisions: MatchDecisions, by person: Person) {
    guard places[submission.id]?.work == nil else { return }
    _ = place(submission.id)
    // The lease of the store holds off other people; this, another window of the same person.
    guard !isChangingRecords else {
      places[submission.id]?.problem =
        "Another import is running now. Wait until it is done, then import this."
      return
    }
    start(.importing, submission, by: person) { intake, received, progress in
      try await intake.apply(received, decisions: decisions) { progress.advance(to: $0) }.report
    }
  }

  private var isChangingRecords: Bool {
    places.values.contains { $0.work == .importing || $0.work == .undoing }
  }

  /// Begins to undo the imports of a submission; goes on after the request has been answered.
  func undoing(_ submission: Submission, by person: Person) {
    guard places[submission.id]?.work == nil else { return }
    _ = place(submission.id)
    guard !isChangingRecords else {
      places[submission.id]?.problem =
        "Another import is running now. Wait until it is done, then undo this."
      return
    }
    let progress = ImportProgress()
    places[submission.id]?.work = .undoing
    places[submission.id]?.progress = progress
    places[submission.id]?.problem = nil
    Task { [store, clock] in
      do {
        let undo = try await ImportUndo(
          .submission(submission.id), in: store, by: person, clock: { clock.now })
        progress.begin(total: undo.childCount)
        let report = try await undo.apply { progress.advance(to: $0) }
        // Whatever was compared before is no longer true.
        for (other, place) in places where place.work == nil { places[other] = nil }
        places[submission.id]?.result = nil
        places[submission.id]?.undo = UndoView(report, of: undo)
      } catch {
        places[submission.id]?.problem = ImportDesk.words(for: error)
      }
      places[submission.id]?.work = nil
    }
  }

  /// What the last undo of a submission did, where that is still known.
  func undone(_ submission: Int64) -> UndoView? { places[submission]?.undo }

  /// Other records have changed, so comparisons with them are no longer true.
  func forget(_ submission: Int64) { places[submission] = nil }

  // MARK: - Working

  private func start(
    _ work: Work, _ submission: Submission, by person: Person,
    _ body:
      @escaping @Sendable (Intake, ReceivedReturn, ImportProgress) async throws ->
      IntakeReport
  ) {
    guard work == .importing || places.values.count(where: { $0.work != nil }) < Self.mostAtWork
    else { return }
    let progress = ImportProgress()
    places[submission.id]?.work = work
    places[submission.id]?.progress = progress
    places[submission.id]?.problem = nil
    Task { [store, clock] in
      let outcome: Result<ImportResult, any Error>
      do {
        let files = try await store.files(of: submission.id)
        let received = try await ImportDesk.read(submission, files)
        progress.begin(total: received.childCount)
        let intake = Intake(
          into: store, by: person, clock: { clock.now },
          identifiers: { IdentifierSource(milliseconds: { clock.now.milliseconds }) })
        let report = try await body(intake, received, progress)
        outcome = .success(
          ImportResult(
            submission, received, report, knownTo: person, isImported: work == .importing))
      } catch {
        outcome = .failure(error)
      }
      end(work, of: submission.id, outcome)
    }
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

  private func end(_ work: Work, of submission: Int64, _ outcome: Result<ImportResult, any Error>) {
    places[submission]?.work = nil
    switch outcome {
    case .success(let result):
      places[submission]?.result = result
      places[submission]?.problem = nil
      // What was compared before this import is no longer true of the others.
      if work == .importing {
        for (other, place) in places where other != submission && place.work == nil {
          places[other] = nil
        }
      }
    case .failure(let error):
      places[submission]?.problem = ImportDesk.words(for: error)
      // A comparison from before an import that stopped half-way is no longer true.
      if work == .importing, !(error is StoreUnavailable) { places[submission]?.result = nil }
    }
  }

  private static func words(for error: any Error) -> String {
    switch error {
    case let unavailable as StoreUnavailable: unavailable.publicDescription
    case ReadRefused.notAllowed(let why): why
    default:
      "Something went wrong in Kith. Try again; if it happens again, tell whoever looks after Kith."
    }
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
