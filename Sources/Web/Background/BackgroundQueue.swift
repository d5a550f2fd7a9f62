import Access
import CaseworkPages
import CivilTime
import Foundation
import Logging
import Store

/// The long work of one authority: done one piece after the other, beside the requests of those who
/// asked for it.
///
/// First of all it makes what the store still needs for its lists and figures to be whole.
///
/// What waits lies in the store, so that it outlasts the server: each sort of work can be begun again
/// from its beginning without doing anything twice, and is, where it was cut off.
actor BackgroundQueue {
  /// Does a job for whoever asked for it, as they may do today.
  typealias Doing = @Sendable (Job, Person, WorkProgress) async throws -> JobEnd

  private let store: any AccountStore & JobStore & PreparedStore
  private let clock: WallClock
  private let logger: Logger
  private let turns: WorkTurns
  /// Another process that serves the same database has another.
  private let worker = UUID().uuidString
  private let sorts: [WorkSort: Doing]
  private var isDraining = false
  private var isStopped = false
  private var atWork: (job: Int64, progress: WorkProgress, task: Task<JobEnd, any Error>)?
  private var preparing: Task<Void, any Error>?

  /// - Parameters:
  ///   - turns: shared by all authorities of the process
  ///   - sorts: how each sort of work is done
  init(
    store: any AccountStore & JobStore & PreparedStore, clock: WallClock, turns: WorkTurns,
    logger: Logger,
    doing sorts: [WorkSort: Doing]
  ) {
    self.store = store
    self.clock = clock
    self.turns = turns
    self.logger = logger
    self.sorts = sorts
  }

  /// Puts a piece of work at the end of the line.
  func add(_ sort: WorkSort, _ order: some Encodable, by person: Person) async throws -> Job {
    let what = String(decoding: try JSONEncoder().encode(order), as: UTF8.self)
    let job = try await store.addJob(sort.rawValue, of: what, by: person.user, at: clock.now)
    wake()
    return job
  }

  /// Those asked for last, the latest first.
  func jobs(limit: Int = 200) async throws -> [Job] { try await store.jobs(limit: limit) }

  /// Those of some sorts of work that have not ended, and the last that have; the latest first.
  func jobs(of sorts: [WorkSort]) async throws -> [Job] {
    try await store.jobs(of: sorts.map(\.rawValue), ended: 200)
  }

  func job(_ number: Int64) async throws -> Job? { try await store.job(number) }

  func files(of job: Job) async throws -> [JobFile] { try await store.jobFiles(job.number) }

  /// - Returns: false where it was begun already, or has ended
  func cancel(_ job: Job, by person: Person) async throws -> Bool {
    try await store.cancelJob(job.number, by: person.user, at: clock.now)
  }

  /// How far a job is: what the work itself says where it is done here, else what was last kept.
  /// - Parameter before: how many jobs come before it
  func progress(of job: Job, before: Int = 0) -> JobStanding {
    guard let atWork, atWork.job == job.number else {
      return JobStanding(done: job.done, total: job.total, waitingFor: before)
    }
    return JobStanding(done: atWork.progress.done, total: atWork.progress.total)
  }

  /// The same, and how many come before it.
  func standing(of job: Job) async throws -> JobStanding {
    progress(of: job, before: try await store.jobsWaiting(before: job.number))
  }

  // MARK: - Working

  /// Does what waits, if anything does and nobody is at it.
  func wake() {
    guard !isDraining, !isStopped else { return }
    isDraining = true
    Task {
      do {
        try await prepare()
        while try await doNext() {}
      } catch is CancellationError {
        // The next server goes on with it.
      } catch {
        // Tried again when the queue is next woken.
        logger.warning(
          "Background work could not be looked for", metadata: ["why": "\(type(of: error))"])
      }
      isDraining = false
    }
  }

  /// Leaves what is at work to whoever comes next.
  func stop() async {
    isStopped = true
    atWork?.task.cancel()
    preparing?.cancel()
    // A few records at most, and the database is closed next.
    try? await preparing?.value
    try? await store.leaveJobs(of: worker)
  }

  /// Makes what the store was opened without: work that is done from lists must find them whole.
  private func prepare() async throws {
    if store.preparation == nil { return }
    let task = Task { [store, turns] in try await turns.take { try await store.prepare() } }
    preparing = task
    defer { preparing = nil }
    try await task.value
  }

  /// - Returns: whether there was anything to do
  private func doNext() async throws -> Bool {
    guard !isStopped, let job = try await store.takeJob(by: worker, at: clock.now) else {
      return false
    }
    let progress = WorkProgress()
    let task = Task { [turns] in
      try await turns.take { try await self.end(of: job, progress) }
    }
    atWork = (job.number, progress, task)
    let alive = Task { [store, clock, worker] in
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(2))
        if Task.isCancelled { return }
        // A store that is away for a moment says nothing about whose job it is.
        let isOurs =
          (try? await store.advanceJob(
            job.number, by: worker, done: progress.done, total: progress.total, at: clock.now))
          ?? true
        if !isOurs { return task.cancel() }
      }
    }
    let end: JobEnd
    do {
      end = try await task.value
    } catch is CancellationError {
      end = JobEnd(.failed, "It was stopped.")
    } catch {
      end = JobEnd(.failed, BackgroundQueue.words(for: error))
      if !(error is StoreUnavailable) && !(error is ReadRefused) && !(error is StillPreparing) {
        logger.error("Background work failed", metadata: ["why": "\(ErrorPages.name(of: error))"])
      }
    }
    alive.cancel()
    atWork = nil
    if isStopped { return false }
    _ = try await store.advanceJob(
      job.number, by: worker, done: progress.done, total: progress.total, at: clock.now)
    try await store.endJob(job.number, by: worker, end, at: clock.now)
    return true
  }

  private func end(of job: Job, _ progress: WorkProgress) async throws -> JobEnd {
    guard let sort = WorkSort(rawValue: job.work), let doing = sorts[sort] else {
      return JobEnd(.failed, "This version of Kith does not know this sort of work.")
    }
    guard let account = try await store.account(user: job.user), !account.disabled,
      Policy.mayImportAndExport(account.person)
    else {
      return JobEnd(.failed, "Whoever asked for it may no longer do this.")
    }
    return try await doing(job, account.person, progress)
  }

  /// Why something could not be done, for people.
  static func words(for error: any Error) -> String {
    switch error {
    case let unavailable as StoreUnavailable: unavailable.publicDescription
    case ReadRefused.notAllowed(let why): why
    case let preparing as StillPreparing:
      "Kith is still preparing \(PreparationWords(preparing).things). Try again in a few minutes."
    default:
      "Something went wrong in Kith. Try again; if it happens again, tell whoever looks after Kith."
    }
  }
}

/// What can be asked for.
enum WorkSort: String, Sendable {
  case importing
  case undoing
  /// What an undo would change, for an import of many children.
  case previewingUndo
  case exporting
  /// Every record looked through by other reference data.
  case checking
}

extension Job {
  var sort: WorkSort? { WorkSort(rawValue: work) }

  /// What exactly was asked for, in the words of its sort of work.
  func order<Order: Decodable>(_ type: Order.Type = Order.self) throws -> Order {
    try JSONDecoder().decode(type, from: Data(what.utf8))
  }
}
