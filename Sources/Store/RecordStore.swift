public import Access
public import CareRecord
public import CivilTime

/// Where the facts live.
///
/// One protocol, one conformance suite, two databases.
///
/// Every call names the person who asks; the store asks the policy and, for a record, writes the
/// read log in the same transaction. What the person may not see is not in the answer.
public protocol RecordStore: Sendable {
  // MARK: Writing

  /// Keeps all the changes or none, with everything that derives from them.
  /// - Throws: `CommitRefused` when another has changed one of the facts meanwhile, when the policy
  ///   refuses, or when a change does not hold; `StoreUnavailable`.
  func commit(_ commit: Commit, by person: Person) async throws -> CommitReceipt

  /// Keeps many commits, each of them whole or not at all, in few transactions: for imports and
  /// simulations.
  ///
  /// Hand over some hundred at a time; what was refused is answered in its place, and the others
  /// are kept.
  /// - Throws: `StoreUnavailable`; then the commits so far may have been kept, the rest were not.
  func commit(
    _ commits: [Commit], by person: Person
  ) async throws -> [Result<CommitReceipt, CommitRefused>]

  // MARK: Reading one record

  /// A record as it stands, seen with this person's sight; the read is logged or nothing is shown.
  /// - Throws: `ReadRefused`.
  func record(of subject: Subject, for reading: Reading) async throws -> SeenRecord

  /// A record as Kith knew it at an instant.
  func record(of subject: Subject, asKnownAt: Instant, for reading: Reading) async throws
    -> SeenRecord

  /// Every version of one fact, the first one first, with who, when and why.
  func history(of fact: FactID, of subject: Subject, for reading: Reading) async throws
    -> [FactVersion]

  /// Opens a record for an hour by a reason, which is kept (rules A4 and A10).
  func open(_ subject: Subject, because reason: String, for reading: Reading) async throws

  // MARK: Finding

  func search(_ query: String, limit: Int, for reading: Reading) async throws -> [SearchHit]
  func children(_ list: ChildList, for reading: Reading) async throws -> ChildListPage
  /// The headlines of these people: what siblings and lists may show.
  func headlines(of subjects: [Subject], for reading: Reading) async throws -> [ChildHeadline]

  // MARK: Everything, for returns and measures

  /// Hands every record of one kind that the person may use for `purpose` to `body`, in the order of
  /// identifiers, a batch at a time.
  func forEachRecord(
    of kind: SubjectKind, purpose: String, for reading: Reading,
    _ body: @Sendable ([ChildRecord]) throws -> Void
  ) async throws

  /// Hands the facts of these kinds of every record of one kind to a program that counts them and
  /// shows nobody a single record; what people wrote is masked.
  ///
  /// - Parameter facts: of other kinds the records have none, which is much quicker
  /// - Throws: `ReadRefused` for somebody who may not have everyone counted.
  func forEachCounted(
    of kind: SubjectKind, facts: [any Fact.Type], for reading: Reading,
    _ body: @Sendable ([ChildRecord]) throws -> Void
  ) async throws

  /// These records whole, for a program that lays a return over them and shows nobody what stands in
  /// them; logged as one read.
  ///
  /// - Throws: `ReadRefused` for somebody who may not import.
  func recordsToReceive(
    of subjects: [Subject], for reading: Reading
  ) async throws -> [SubjectID: ChildRecord]

  /// The children who have any of these identifiers, by identifier.
  func subjects(
    withIdentifiers values: [String], scheme: Code<IdentifierScheme>, for reading: Reading
  ) async throws -> [String: Subject]
}

/// Who reads, when, for what.
public struct Reading: Sendable {
  public let person: Person
  public let at: Instant
  public let today: Day
  /// What for: the page or the command, in a few words: `record`, `export ssda903 2017-18`.
  public let purpose: String

  public init(by person: Person, at: Instant, today: Day, purpose: String) {
    self.person = person
    self.at = at
    self.today = today
    self.purpose = purpose
  }
}

/// A record as somebody may see it, and why they may.
public struct SeenRecord: Sendable {
  public let record: ChildRecord
  public let sight: Sight
  public let ground: Ground

  public init(record: ChildRecord, sight: Sight, ground: Ground) {
    self.record = record
    self.sight = sight
    self.ground = ground
  }
}

/// One entry of a fact's history.
public struct FactVersion: Sendable {
  public let version: Int
  /// Nil where this version withdrew the fact.
  public let fact: (any Fact)?
  public let author: Author
  public let authorName: String
  public let known: Instant
  public let recorded: Instant?
  public let reason: String?
  /// The records that it belonged to, as far as the reader may know of them.
  public let subjects: [Subject]

  public init(
    version: Int, fact: (any Fact)?, author: Author, authorName: String, known: Instant,
    recorded: Instant?, reason: String?, subjects: [Subject] = []
  ) {
    self.version = version
    self.fact = fact
    self.author = author
    self.authorName = authorName
    self.known = known
    self.recorded = recorded
    self.reason = reason
    self.subjects = subjects
  }
}

/// What a commit left: the new version of every fact it touched.
public struct CommitReceipt: Sendable {
  public let versions: [FactID: Int]
  /// The position of its last entry in the log.
  public let position: Int64

  public init(versions: [FactID: Int], position: Int64) {
    self.versions = versions
    self.position = position
  }
}

/// Why a commit was not made; nothing of it was kept.
public enum CommitRefused: Error, Sendable {
  /// Others have changed these facts since; theirs, to be shown beside the author's.
  case conflict([FactConflict])
  /// The policy refuses a record that the commit touches.
  case notAllowed(Subject, String)
  /// A fact does not hold: required fields, dates in the wrong order.
  case problems(FactID, kind: String, [FieldProblem])
}

/// Two people changed one fact: what the store now holds.
public struct FactConflict: Sendable {
  public let fact: FactID
  public let theirs: FactVersion

  public init(fact: FactID, theirs: FactVersion) {
    self.fact = fact
    self.theirs = theirs
  }
}

/// Why a record is not shown.
public enum ReadRefused: Error, Sendable {
  case needsReason(ChildHeadline)
  case notAllowed(String)
  /// There is no such record, or none that this person may know of.
  case unknown
}

/// The database cannot do what was asked, and why in words for people: locked, full, read-only.
public struct StoreUnavailable: Error, Sendable, CustomStringConvertible {
  /// For whoever runs Kith; it may name files.
  public let description: String
  /// For whoever uses it: the same without saying where anything lies.
  public let publicDescription: String

  public init(_ description: String, publicly publicDescription: String? = nil) {
    self.description = description
    self.publicDescription = publicDescription ?? description
  }
}
