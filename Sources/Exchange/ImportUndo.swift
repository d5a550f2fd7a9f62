public import Access
import CareRecord
public import CivilTime
import Returns
public import Store

/// Takes back what runs of an import changed: first says what would happen, then, when a person has
/// agreed, does it.
///
/// Nothing is edited or removed: what the runs put in is withdrawn, and what they replaced is put
/// back as a new version. What somebody changed since is left as it is and listed. Every child is
/// one commit, and an undo that stops half-way is completed by undoing again.
public struct ImportUndo: Sendable {
  /// The runs that are taken back together, all of one submission.
  public let runs: [ImportRun]
  private let submission: Submission
  /// Imports of the authority that began later and stand; they may have built on this one.
  public let laterRuns: [ImportRun]
  private let store: any RecordStore & ImportRunStore
  private let person: Person
  private let clock: @Sendable () -> Instant
  /// Runs whose changes count as if they had never been made.
  private let undone: Set<Int64>

  /// How many children are read and written together.
  private static let batch = 200

  /// What is to be taken back.
  public enum Which: Sendable {
    case run(Int64)
    /// All runs of a submission that stand.
    case submission(Int64)
  }

  /// - Throws: `StoreUnavailable` saying why it cannot be undone.
  public init(
    _ which: Which, in store: any RecordStore & ImportRunStore, by person: Person,
    clock: @escaping @Sendable () -> Instant
  ) async throws {
    guard Policy.mayImportAndExport(person) else {
      throw ReadRefused.notAllowed("Your role does not include importing.")
    }
    let all = try await store.importRuns()
    switch which {
    case .run(let number):
      guard let run = all.first(where: { $0.number == number }) else {
        throw StoreUnavailable("There is no import \(number). kith import list shows all of them.")
      }
      if run.isUndone { throw StoreUnavailable("Import \(number) was undone already.") }
      runs = [run]
    case .submission(let id):
      runs = all.filter { $0.submission == id && !$0.isUndone }
      if runs.isEmpty {
        throw StoreUnavailable("Nothing of submission \(id) stands that could be undone.")
      }
    }
    if let unknown = runs.first(where: { !$0.remembers }) {
      throw StoreUnavailable(
        "Import \(unknown.number) was made by a version of Kith that did not remember what an "
          + "import changed, so it cannot be undone. Nothing was changed.")
    }
    guard let submission = try await store.submission(id: runs[0].submission),
      submission.authority == person.authority
    else { throw StoreUnavailable("The files of this import are not kept by this authority.") }
    self.submission = submission
    self.store = store
    self.person = person
    self.clock = clock
    let numbers = Set(runs.map(\.number))
    undone = Set(all.filter(\.isUndone).map(\.number)).union(numbers)
    let first = numbers.min() ?? 0
    laterRuns = all.filter {
      $0.number > first && !numbers.contains($0.number) && !$0.isUndone && $0.children > 0
    }
  }

  /// "Import 12", "Imports 12 and 14".
  public var title: String {
    let numbers = runs.map(\.number).sorted().map(String.init)
    guard let last = numbers.last, numbers.count > 1 else {
      return "Import \(numbers.first ?? "")"
    }
    return "Imports \(numbers.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// What to know where other imports came later and stand.
  public var warningOfLaterRuns: String {
    let numbers = laterRuns.map { String($0.number) }.reversed().joined(separator: ", ")
    return
      "Imported later: \(numbers). What a later import found in the records already, it did not "
      + "put in again; so if it is about the same children, import its files again after this."
  }

  /// How many children the runs changed.
  public var childCount: Int { runs.reduce(0) { $0 + $1.children } }

  /// What undoing would change; nothing is changed.
  public func preview(
    progress: @Sendable (_ children: Int) -> Void = { _ in }
  ) async throws -> UndoReport {
    try await pass(applying: false, progress: progress)
  }

  /// Takes the runs back.
  @discardableResult
  public func apply(
    progress: @Sendable (_ children: Int) -> Void = { _ in }
  ) async throws -> UndoReport {
    let authority = person.authority
    try await store.takeImportLease(holder: holder, authority: authority, at: clock())
    do {
      let numbers = runs.map(\.number)
      try await store.beginUndo(of: numbers, at: clock())
      try await store.setState(.undoing, of: submission.id, progress: nil)
      let report = try await pass(applying: true, progress: progress)
      // What the store refused can be tried again, as long as the undo is not at its end.
      guard !report.isIncomplete else {
        try await store.releaseImportLease(holder: holder, authority: authority)
        return report
      }
      try await store.endUndo(of: numbers, by: person.user, at: clock())
      let stands = try await store.importRuns().contains {
        $0.submission == submission.id && !$0.isUndone
      }
      try await store.setState(stands ? .imported : .undone, of: submission.id, progress: nil)
      try await store.releaseImportLease(holder: holder, authority: authority)
      return report
    } catch {
      try? await store.releaseImportLease(holder: holder, authority: authority)
      throw error
    }
  }

  /// Another one than that of an import by the same person, so that the two never run at once.
  private var holder: String {
    "\(person.name) (\(person.user), undoing submission \(submission.id))"
  }

  // MARK: - The one pass that both make

  private func pass(
    applying: Bool, progress: @Sendable (Int) -> Void
  ) async throws -> UndoReport {
    var report = UndoReport()
    let now = clock()
    let purpose = "undo import \(runs.map { String($0.number) }.sorted().joined(separator: ", "))"
    let reading = Reading(by: person, at: now, today: now.inLondon.day, purpose: purpose)
    let numbers = runs.map(\.number)
    let newest = numbers.max() ?? 0
    let of = "\(submission.returnName) \(CollectionYear.ending(submission.year))"
    let reason = "\(title) of \(of) undone"
    var last: SubjectID?
    var seen = 0
    while true {
      let children = try await store.importedChildren(
        of: numbers, withFactsOf: Array(undone), after: last, limit: ImportUndo.batch,
        for: reading)
      guard let end = children.last else { break }
      let undos = children.map {
        ChildUndo($0, of: Set(numbers), undone: undone, because: reason)
      }
      var refused: [Int: CommitRefused] = [:]
      if applying {
        let changed = undos.indices.filter { !undos[$0].changes.isEmpty }
        let commits = changed.map { place in
          Commit(
            by: Author(person.user, through: purpose), at: now, origin: .received,
            importStep: ImportStep(run: newest, undoes: true), undos[place].changes)
        }
        for (place, result) in zip(changed, try await store.commit(commits, by: person)) {
          if case .failure(let why) = result { refused[place] = why }
        }
        try await store.renewImportLease(
          holder: holder, authority: person.authority, at: clock())
      }
      for (place, undo) in undos.enumerated() { report.count(undo, refused: refused[place]) }
      seen += children.count
      progress(seen)
      last = end.subject.id
    }
    return report
  }
}
