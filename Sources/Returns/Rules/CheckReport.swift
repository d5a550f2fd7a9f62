/// What came of checking a return: every rule that was asked for, and everything found.
public struct CheckReport: Sendable {
  /// What came of one rule.
  public struct Outcome: Sendable {
    public enum Status: String, Sendable {
      /// It ran, over everything.
      case ran
      /// Something that it needs was not there.
      case notRun
      /// It was there, but the rule could not be decided.
      case couldNotRun
    }

    public var card: RuleCard
    public var status: Status
    /// Why it did not run; empty where it ran.
    public var reason: String
    public var findings: Int

    public init(card: RuleCard, status: Status, reason: String = "", findings: Int = 0) {
      self.card = card
      self.status = status
      self.reason = reason
      self.findings = findings
    }
  }

  /// One thing that is wrong, at one place or several.
  public struct Finding: Sendable {
    /// The place of its rule among `outcomes`.
    public var rule: Int
    /// The child's identifier; nil where it is about the whole return, or there is none.
    public var child: String?
    public var places: [Place]

    public init(rule: Int, child: String?, places: [Place]) {
      self.rule = rule
      self.child = child
      self.places = places
    }
  }

  /// A row, or some cells of it, that a finding points at.
  public struct Place: Sendable, Hashable {
    public var table: String
    public var isPrevious: Bool
    /// The number of the row among the rows of its table in the order of the file, from 1.
    public var row: Int
    /// Where an editor shows it; nil where the row was made from the record.
    public var origin: RowOrigin?
    public var fields: [String]
    /// The value of each field as received; nil where it is empty.
    public var values: [String?]

    public init(
      table: String, isPrevious: Bool = false, row: Int, origin: RowOrigin?, fields: [String],
      values: [String?]
    ) {
      self.table = table
      self.isPrevious = isPrevious
      self.row = row
      self.origin = origin
      self.fields = fields
      self.values = values
    }
  }

  /// All findings, each put into words when it is asked for.
  ///
  /// A finding in words takes twenty times the room of what a rule writes down, and a large return has
  /// hundreds of thousands.
  public struct Findings: RandomAccessCollection, Sendable {
    public let count: Int
    private let finding: @Sendable (Int) -> Finding

    /// - Parameter finding: Makes the finding at a place.
    public init(count: Int, finding: @escaping @Sendable (Int) -> Finding) {
      self.count = count
      self.finding = finding
    }

    /// No findings.
    public static var none: Findings {
      Findings(count: 0) { _ in Finding(rule: 0, child: nil, places: []) }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    public subscript(place: Int) -> Finding { finding(place) }
  }

  /// The rows of one table of what was checked, so that a report can show a child's rows beside what
  /// is wrong with them.
  public struct SourceTable: Sendable {
    public let name: String
    public let isPrevious: Bool
    public let columns: [String]
    public let rowCount: Int
    /// The values of a row, by its number from 0.
    public let values: @Sendable (Int) -> [String?]
    /// Where a row was read; nil where it was made.
    public let origin: @Sendable (Int) -> RowOrigin?
    /// The numbers of a child's rows, by the child's identifier.
    public let rows: @Sendable (String) -> [Int]
    /// The names of the columns that hold dates.
    public let dates: Set<String>

    public init(
      name: String, isPrevious: Bool, columns: [String], rowCount: Int, dates: Set<String>,
      values: @escaping @Sendable (Int) -> [String?],
      origin: @escaping @Sendable (Int) -> RowOrigin?, rows: @escaping @Sendable (String) -> [Int]
    ) {
      self.name = name
      self.isPrevious = isPrevious
      self.columns = columns
      self.rowCount = rowCount
      self.dates = dates
      self.values = values
      self.origin = origin
      self.rows = rows
    }
  }

  public var form: ReturnForm
  public var year: CollectionYear
  public var ruleSet: CollectionYear
  public var children: Int
  public var outcomes: [Outcome]
  /// In the order of the rules, then of the children.
  public var findings: Findings
  public var refusals: [Refusal]
  public var notes: [ReadingNote]
  /// The tables that were checked, this year's first.
  public var tables: [SourceTable] = []
  /// How long reading and checking took, in seconds.
  public var elapsedSeconds = 0.0

  public init(
    form: ReturnForm, year: CollectionYear, ruleSet: CollectionYear, children: Int,
    outcomes: [Outcome], findings: Findings, refusals: [Refusal] = [], notes: [ReadingNote] = []
  ) {
    self.form = form
    self.year = year
    self.ruleSet = ruleSet
    self.children = children
    self.outcomes = outcomes
    self.findings = findings
    self.refusals = refusals
    self.notes = notes
  }
}
