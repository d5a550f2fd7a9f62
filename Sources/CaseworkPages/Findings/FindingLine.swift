public import CareRecord
public import HTML
public import Store

/// Something wrong with what a return would say, in words for pages: whoever knows the rules fills it
/// in.
public struct FindingLine: Sendable {
  /// Cells of a row of the return.
  public struct Place: Hashable, Sendable {
    public struct Cell: Hashable, Sendable {
      public let name: String
      /// Nil where it is empty.
      public let value: String?

      public init(_ name: String, _ value: String?) {
        self.name = name
        self.value = value
      }
    }

    public let table: String
    public let isPrevious: Bool
    /// The number of the row among the child's rows of the table, from 1.
    public let row: Int
    public let cells: [Cell]

    public init(table: String, isPrevious: Bool, row: Int, cells: [Cell]) {
      self.table = table
      self.isPrevious = isPrevious
      self.row = row
      self.cells = cells
    }
  }

  /// "SSDA903, 2026-27".
  public let returnTitle: String
  public let rule: String
  public let ruleLink: Link
  public let severity: FindingSeverity
  /// What is wrong and what to do.
  public let message: String
  public let places: [Place]
  /// The fact to mend, and what it is called; nil where nothing is recorded yet.
  public let fact: FactID?
  public let factLabel: String?

  public init(
    returnTitle: String, rule: String, ruleLink: Link, severity: FindingSeverity, message: String,
    places: [Place], fact: FactID? = nil, factLabel: String? = nil
  ) {
    self.returnTitle = returnTitle
    self.rule = rule
    self.ruleLink = ruleLink
    self.severity = severity
    self.message = message
    self.places = places
    self.fact = fact
    self.factLabel = factLabel
  }
}

/// How grave a finding is.
public enum FindingSeverity: String, Sendable {
  case error, query, toCheck

  public var words: String {
    switch self {
    case .error: "Error"
    case .query: "Query"
    case .toCheck: "To check"
    }
  }

  var tag: Tag {
    switch self {
    case .error: Tag(words, .red)
    case .query: Tag(words, .yellow)
    case .toCheck: Tag(words, .blue)
    }
  }
}

/// A finding and the child it is about.
public struct ChildFindingLine: Sendable {
  public let child: ChildHeadline
  public let line: FindingLine

  public init(_ line: FindingLine, of child: ChildHeadline) {
    self.line = line
    self.child = child
  }
}

/// A rule that one child's record cannot decide.
public struct UndecidedRule: Hashable, Sendable {
  public let returnTitle: String
  public let rule: String
  public let link: Link
  public let reason: String

  public init(returnTitle: String, rule: String, link: Link, reason: String) {
    self.returnTitle = returnTitle
    self.rule = rule
    self.link = link
    self.reason = reason
  }
}
