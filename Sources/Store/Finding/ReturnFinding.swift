public import CareRecord

/// Something that a rule of a return finds wrong with a child's record as it stands.
public struct ReturnFinding: Hashable, Sendable {
  /// A row of the return, and the cells of it to look at.
  public struct Place: Hashable, Sendable {
    public let table: String
    /// Whether it is a row of last year's submission.
    public let isPrevious: Bool
    /// The number of the row among the child's rows of its table, from 1.
    public let row: Int
    public let fields: [String]
    /// The value of each field; nil where it is empty.
    public let values: [String?]

    public init(table: String, isPrevious: Bool, row: Int, fields: [String], values: [String?]) {
      self.table = table
      self.isPrevious = isPrevious
      self.row = row
      self.fields = fields
      self.values = values
    }
  }

  /// `ssda903` or `cin`.
  public let returnName: String
  /// The calendar year in which the collection year ends: 2018 for 2017-18.
  public let year: Int
  public let rule: String
  /// `error`, `query` or `toCheck`.
  public let severity: String
  public let places: [Place]
  /// The fact that gives the cells, and its kind; nil where there is none yet.
  public let fact: FactID?
  public let factKind: String?

  public init(
    returnName: String, year: Int, rule: String, severity: String, places: [Place],
    fact: FactID? = nil, factKind: String? = nil
  ) {
    self.returnName = returnName
    self.year = year
    self.rule = rule
    self.severity = severity
    self.places = places
    self.fact = fact
    self.factKind = factKind
  }
}
