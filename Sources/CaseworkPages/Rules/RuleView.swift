public import HTML

/// A rule of a return, in words for pages.
public struct RuleView: Sendable {
  /// One version of it.
  public struct Version: Sendable {
    /// "2022-23 to 2026-27".
    public let years: String
    public let message: String
    public let severity: FindingSeverity
    public let needs: [String]
    /// The cells that it points at: "Episodes: DECOM, DEC".
    public let cells: [String]
    public let provenance: String
    public let fails: [ExampleTable]
    public let passes: [ExampleTable]

    public init(
      years: String, message: String, severity: FindingSeverity, needs: [String], cells: [String],
      provenance: String, fails: [ExampleTable], passes: [ExampleTable]
    ) {
      self.years = years
      self.message = message
      self.severity = severity
      self.needs = needs
      self.cells = cells
      self.provenance = provenance
      self.fails = fails
      self.passes = passes
    }
  }

  /// Rows of a table in an example.
  public struct ExampleTable: Sendable {
    public struct Row: Sendable {
      public let values: [String?]
      public let isFlagged: Bool

      public init(values: [String?], isFlagged: Bool) {
        self.values = values
        self.isFlagged = isFlagged
      }
    }

    /// "Episodes", "Last year’s Header".
    public let title: String
    public let columns: [String]
    public let rows: [Row]

    public init(title: String, columns: [String], rows: [Row]) {
      self.title = title
      self.columns = columns
      self.rows = rows
    }
  }

  /// `ssda903` or `cin`.
  public let returnName: String
  /// "SSDA903".
  public let returnTitle: String
  public let code: String
  public let subject: String
  /// The newest first.
  public let versions: [Version]

  public init(
    returnName: String, returnTitle: String, code: String, subject: String, versions: [Version]
  ) {
    self.returnName = returnName
    self.returnTitle = returnTitle
    self.code = code
    self.subject = subject
    self.versions = versions
  }

  public var link: Link { .rule(code, of: returnName) }
}
