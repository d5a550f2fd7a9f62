public import CareRecord
public import CivilTime

/// Which import changed what, so that it can be taken back.
public protocol ImportRunStore: SubmissionStore {
  /// Begins a run of an import; its number goes into each of its commits (`ImportStep`).
  func beginImportRun(of submission: Int64, by user: String, at: Instant) async throws -> ImportRun
  func endImportRun(_ number: Int64, at: Instant) async throws
  /// All runs, the latest first.
  func importRuns() async throws -> [ImportRun]

  /// Says that these runs are being taken back, which may stop half-way.
  func beginUndo(of runs: [Int64], at: Instant) async throws
  /// Says that these runs were taken back.
  func endUndo(of runs: [Int64], by user: String, at: Instant) async throws

  /// The children whose records these runs changed, in the order of identifiers, each with every
  /// version of the facts that they or some earlier runs changed; logged as one read.
  ///
  /// - Parameters:
  ///   - earlier: further runs, of whose facts the versions are wanted too
  ///   - last: the child after whom to go on; nil for the first ones
  /// - Throws: `ReadRefused` for somebody who may not import.
  func importedChildren(
    of runs: [Int64], withFactsOf earlier: [Int64], after last: SubjectID?, limit: Int,
    for reading: Reading
  ) async throws -> [ImportedChild]
}

/// One time that the files of a submission were taken into the records.
public struct ImportRun: Hashable, Sendable {
  /// Counts from 1 within an authority.
  public let number: Int64
  public let submission: Int64
  public let started: Instant
  /// The user name of whoever imported.
  public let startedBy: String
  /// Nil while it runs, and where it stopped half-way.
  public let ended: Instant?
  /// Whether what it changed was remembered; imports before Kith did so cannot be undone.
  public let remembers: Bool
  /// How many children's records it changed.
  public let children: Int
  public let undoStarted: Instant?
  public let undoneAt: Instant?
  public let undoneBy: String?

  public init(
    number: Int64, submission: Int64, started: Instant, startedBy: String, ended: Instant? = nil,
    remembers: Bool = true, children: Int = 0, undoStarted: Instant? = nil,
    undoneAt: Instant? = nil, undoneBy: String? = nil
  ) {
    self.number = number
    self.submission = submission
    self.started = started
    self.startedBy = startedBy
    self.ended = ended
    self.remembers = remembers
    self.children = children
    self.undoStarted = undoStarted
    self.undoneAt = undoneAt
    self.undoneBy = undoneBy
  }

  public var isUndone: Bool { undoneAt != nil }
}

/// A child whose record a run changed.
public struct ImportedChild: Sendable {
  /// The record as it stands.
  public let record: ChildRecord
  /// The facts that the runs changed.
  public let facts: [ImportedFact]

  public init(record: ChildRecord, facts: [ImportedFact]) {
    self.record = record
    self.facts = facts
  }

  public var subject: Subject { record.subject }
}

/// A fact with every version of it, the first one first.
public struct ImportedFact: Sendable {
  public let id: FactID
  public let kind: String
  public let versions: [Version]

  public init(id: FactID, kind: String, versions: [Version]) {
    self.id = id
    self.kind = kind
    self.versions = versions
  }

  /// A version, and the import that made it or took another back with it.
  public struct Version: Sendable {
    public let version: FactVersion
    public let step: ImportStep?

    public init(_ version: FactVersion, step: ImportStep?) {
      self.version = version
      self.step = step
    }
  }
}
