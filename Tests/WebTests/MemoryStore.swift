import Access
import CareRecord
import CivilTime
import Store

/// PROVISIONAL until the SQLite store is here.
actor MemoryStore: RecordStore, AccountStore, SubmissionStore {
  var people: [String: Account] = [:]
  var sessions: [[UInt8]: Session] = [:]
  var failures: [(String, Instant)] = []
  var kept: [String: Draft] = [:]
  var broken = false
  func breakDown(_ value: Bool) { broken = value }
  func check() throws { if broken { throw StoreUnavailable("The database is locked.") } }

  func addAccount(_ person: Person, passwordHash: String, at: Instant) throws {
    people[person.user] = Account(person: person, passwordHash: passwordHash, disabled: false)
  }
  func disableAccount(user: String, at: Instant) {
    if let a = people[user] {
      people[user] = Account(person: a.person, passwordHash: a.passwordHash, disabled: true)
    }
  }
  func accounts() -> [Account] { Array(people.values) }
  func account(user: String) throws -> Account? { try check(); return people[user] }
  func setPasswordHash(_ hash: String, of user: String, at: Instant) {}
  func startSession(_ session: Session) { sessions[session.tokenHash] = session }
  func session(tokenHash: [UInt8], at: Instant) throws -> (Session, Account)? {
    try check()
    guard let s = sessions[tokenHash], let a = people[s.user] else { return nil }
    return (s, a)
  }
  func touchSession(tokenHash: [UInt8], lastSeen: Instant) {
    sessions[tokenHash]?.lastSeen = lastSeen
  }
  func endSession(tokenHash: [UInt8]) { sessions[tokenHash] = nil }
  func recordSignInFailure(key: String, at: Instant) { failures.append((key, at)) }
  func signInFailures(key: String, since: Instant) -> Int {
    failures.filter { $0.0 == key && $0.1 >= since }.count
  }
  func clearSignInFailures(key: String) { failures.removeAll { $0.0 == key } }
  func saveDraft(_ draft: Draft, base: Int) throws -> DraftOutcome {
    try check()
    if let old = kept[draft.user + draft.key], old.version != base { return .conflict(theirs: old) }
    kept[draft.user + draft.key] = Draft(
      key: draft.key, user: draft.user, fields: draft.fields, version: base + 1,
      saved: draft.saved, subjects: draft.subjects)
    return .saved(version: base + 1)
  }
  func draft(key: String, user: String) throws -> Draft? { try check(); return kept[user + key] }
  func drafts(user: String) -> [Draft] { kept.values.filter { $0.user == user } }
  func deleteDraft(key: String, user: String) { kept[user + key] = nil }

  func commit(_ commit: Commit, by person: Person) throws -> CommitReceipt { throw Nothing() }
  func record(of subject: Subject, for reading: Reading) throws -> SeenRecord { throw Nothing() }
  func record(of subject: Subject, asKnownAt: Instant, for reading: Reading) throws -> SeenRecord {
    throw Nothing()
  }
  func history(of fact: FactID, of subject: Subject, for reading: Reading) -> [FactVersion] { [] }
  func open(_ subject: Subject, because reason: String, for reading: Reading) {}
  func search(_ query: String, limit: Int, for reading: Reading) -> [SearchHit] { [] }
  func children(_ list: ChildList, for reading: Reading) -> ChildListPage {
    ChildListPage(children: [], total: 0)
  }
  func headlines(of subjects: [Subject], for reading: Reading) -> [ChildHeadline] { [] }
  func forEachRecord(
    of kind: SubjectKind, purpose: String, for reading: Reading,
    _ body: @Sendable ([ChildRecord]) throws -> Void
  ) {}
  func subjects(
    withIdentifiers values: [String], scheme: Code<IdentifierScheme>, for reading: Reading
  ) -> [String: Subject] { [:] }
  func keep(_ submission: Submission, files: [SubmissionFile]) -> Submission { submission }
  func submissions(of authority: Authority) -> [Submission] { [] }
  func submission(id: Int64) -> Submission? { nil }
  func files(of submission: Int64) -> [SubmissionFile] { [] }
  func setState(_ state: SubmissionState, of submission: Int64, progress: String?) {}
  func takeImportLease(holder: String, authority: Authority, at: Instant) {}
  func renewImportLease(holder: String, authority: Authority, at: Instant) {}
  func releaseImportLease(holder: String, authority: Authority) {}
  struct Nothing: Error {}
}
