public import Access
public import CareRecord
public import CivilTime
import Returns
import Secrets
public import Store

/// Takes a return into the records of an authority: first says what would change, then, when a
/// person has agreed, changes it.
///
/// Every child is one commit, so that a record is never half a return; an import that stops half-way
/// is completed by importing the same files again.
public struct Intake: Sendable {
  private let store: any RecordStore & ImportRunStore
  private let person: Person
  private let clock: @Sendable () -> Instant
  private let makeIdentifiers: @Sendable () -> IdentifierSource

  /// How many children are read and written together.
  private static let batch = 200

  public init(
    into store: any RecordStore & ImportRunStore, by person: Person,
    clock: @escaping @Sendable () -> Instant,
    identifiers: @escaping @Sendable () -> IdentifierSource
  ) {
    self.store = store
    self.person = person
    self.clock = clock
    makeIdentifiers = identifiers
  }

  /// Keeps the files as received, to be confirmed later.
  ///
  /// - Returns: the submission; the same files are the same one, whatever has become of it
  public func receive(_ received: ReceivedReturn) async throws -> Submission {
    try await store.keep(
      Submission(received, for: person, at: clock()),
      files: received.files.map(SubmissionFile.init))
  }

  /// What importing would change; nothing is changed.
  public func preview(
    _ received: ReceivedReturn,
    progress: @Sendable (_ children: Int) -> Void = { _ in }
  ) async throws -> IntakeReport {
    try await pass(received, decisions: .undecided, run: nil, progress: progress)
  }

  /// Keeps the files as received and takes them apart into facts.
  public func apply(
    _ received: ReceivedReturn, decisions: MatchDecisions,
    progress: @Sendable (_ children: Int) -> Void = { _ in }
  ) async throws -> (submission: Submission, report: IntakeReport) {
    let holder = "\(person.name) (\(person.user))"
    try await store.takeImportLease(holder: holder, authority: person.authority, at: clock())
    do {
      let submission = try await receive(received)
      guard submission.state != .undoing else {
        throw StoreUnavailable(
          "An undo of these files' import stopped half-way. Undo it again to complete that, then "
            + "import them.")
      }
      let run = try await store.beginImportRun(of: submission.id, by: person.user, at: clock())
      try await store.setState(.importing, of: submission.id, progress: nil)
      let report: IntakeReport
      do {
        report = try await pass(
          received, decisions: decisions, run: run.number, progress: progress)
      } catch {
        try? await store.setState(.interrupted, of: submission.id, progress: nil)
        throw error
      }
      try await store.endImportRun(run.number, at: clock())
      try await store.setState(.imported, of: submission.id, progress: nil)
      try await store.releaseImportLease(holder: holder, authority: person.authority)
      return (submission, report)
    } catch {
      try? await store.releaseImportLease(holder: holder, authority: person.authority)
      throw error
    }
  }

  // MARK: - The one pass that both make

  private func pass(
    _ received: ReceivedReturn, decisions: MatchDecisions, run: Int64?,
    progress: @Sendable (Int) -> Void
  ) async throws -> IntakeReport {
    var report = IntakeReport()
    report.refusals = received.refusals.filter { $0.extent != .value }
    report.refusals += received.refusalsOfChildrenWithoutIdentifier
    report.notes = received.notes
    let now = clock()
    let reading = Reading(
      by: person, at: now, today: now.inLondon.day,
      purpose: "import \(received.name) \(received.year)")
    let years = try await store.submissions(of: person.authority)
      .filter { $0.returnName == received.name && $0.state == .imported }
      .compactMap { CollectionYear(endYear: $0.year) }
    var identifiers = makeIdentifiers()
    try await received.forEachBatch(of: Intake.batch, years: Array(Set(years))) { children in
      let step = try await IntakeStep(
        children, store: store, reading: reading, decisions: decisions)
      let commits = step.commits(
        by: Author(person.user, through: reading.purpose), at: now, in: run,
        identifiers: &identifiers, report: &report)
      if run != nil {
        for (commit, result) in zip(commits, try await store.commit(commits, by: person)) {
          if case .failure(let refused) = result { step.report(refused, of: commit, in: &report) }
        }
        try await store.renewImportLease(
          holder: "\(person.name) (\(person.user))", authority: person.authority, at: clock())
      }
      progress(report.childrenInFile)
    }
    return report
  }
}

/// What a person said of children who may be held under another identifier.
public struct MatchDecisions: Sendable {
  /// The new identifiers that a person has confirmed to be the child that is held.
  public var same: Set<String>
  /// The new identifiers that a person has confirmed to be another child.
  public var different: Set<String>

  public init(same: Set<String> = [], different: Set<String> = []) {
    self.same = same
    self.different = different
  }

  public static let undecided = MatchDecisions()
}

extension SubmissionFile {
  init(_ file: SourceFile) { self.init(name: file.name, bytes: file.received) }
}

extension Submission {
  /// A submission that the store has not numbered yet.
  init(_ received: ReceivedReturn, for person: Person, at now: Instant) {
    self.init(
      id: 0, authority: person.authority, returnName: received.name, year: received.year.endYear,
      receivedAt: now, receivedBy: person.user,
      digest: Hexadecimal.text(Hash.of(received.files.flatMap(\.received))), state: .received)
  }
}
