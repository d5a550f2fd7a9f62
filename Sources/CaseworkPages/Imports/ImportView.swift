public import CareRecord

/// What pages say of an import, as plain values: whoever reads files fills them in.
public struct ImportView: Sendable {
  /// A table that was read.
  public struct Table: Hashable, Sendable {
    public let name: String
    public let file: String
    public let rowsRead: Int
    public let rowsRefused: Int
    /// What else to know of it, in sentences: extra or missing columns, rows that repeat.
    public let notes: [String]

    public init(name: String, file: String, rowsRead: Int, rowsRefused: Int, notes: [String] = []) {
      self.name = name
      self.file = file
      self.rowsRead = rowsRead
      self.rowsRefused = rowsRefused
      self.notes = notes
    }
  }

  /// A row that could not be read.
  public struct RefusedRow: Hashable, Sendable {
    public let file: String
    public let line: Int
    public let field: String
    public let value: String
    /// What was expected, and what to do.
    public let reason: String

    public init(file: String, line: Int, field: String, value: String, reason: String) {
      self.file = file
      self.line = line
      self.field = field
      self.value = value
      self.reason = reason
    }
  }

  /// What would happen to the facts of one kind.
  public struct KindChange: Hashable, Sendable {
    public let kind: String
    public let added: Int
    public let changed: Int
    public let withdrawn: Int

    public init(kind: String, added: Int, changed: Int, withdrawn: Int) {
      self.kind = kind
      self.added = added
      self.changed = changed
      self.withdrawn = withdrawn
    }
  }

  /// A child of the files who may be a child that Kith knows under another number.
  public struct ProposedMatch: Hashable, Sendable {
    /// The number in the files; names the question in the form.
    public let received: String
    /// What the files say of the child: "born 3 May 2019, UPN A123…".
    public let receivedWords: String
    public let known: Subject
    /// What Kith says of the child.
    public let knownWords: String
    /// Why they may be the same: "Same UPN and date of birth".
    public let because: String

    public init(
      received: String, receivedWords: String, known: Subject, knownWords: String, because: String
    ) {
      self.received = received
      self.receivedWords = receivedWords
      self.known = known
      self.knownWords = knownWords
      self.because = because
    }
  }

  /// A row that the facts would give back otherwise than it was received.
  public struct Difference: Hashable, Sendable {
    public let table: String
    public let child: String
    public let received: String
    public let derived: String
    public let reason: String

    public init(table: String, child: String, received: String, derived: String, reason: String) {
      self.table = table
      self.child = child
      self.received = received
      self.derived = derived
      self.reason = reason
    }
  }

  public let submission: Int64
  /// "SSDA903", "Children in need census".
  public let returnTitle: String
  /// "2017-18".
  public let year: String
  public let tables: [Table]
  public let refused: [RefusedRow]
  public let changes: [KindChange]
  public let newChildren: Int
  public let knownChildren: Int
  public let matches: [ProposedMatch]
  public let differences: [Difference]
  /// How many there are in all, where only the first of them are listed.
  public let refusedInAll: Int
  public let differencesInAll: Int
  /// What else to know before confirming, in sentences.
  public let warnings: [String]

  public init(
    submission: Int64, returnTitle: String, year: String, tables: [Table],
    refused: [RefusedRow] = [], refusedInAll: Int? = nil, changes: [KindChange] = [],
    newChildren: Int = 0, knownChildren: Int = 0, matches: [ProposedMatch] = [],
    differences: [Difference] = [], differencesInAll: Int? = nil, warnings: [String] = []
  ) {
    self.submission = submission
    self.returnTitle = returnTitle
    self.year = year
    self.tables = tables
    self.refused = refused
    self.refusedInAll = refusedInAll ?? refused.count
    self.changes = changes
    self.newChildren = newChildren
    self.knownChildren = knownChildren
    self.matches = matches
    self.differences = differences
    self.differencesInAll = differencesInAll ?? differences.count
    self.warnings = warnings
  }

  public var changesNothing: Bool {
    newChildren == 0 && changes.allSatisfy { $0.added + $0.changed + $0.withdrawn == 0 }
  }
}
