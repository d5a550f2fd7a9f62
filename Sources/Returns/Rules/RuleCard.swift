/// What is known of a version of a rule: everything but what it does.
public struct RuleCard: Sendable {
  /// The code that the Department or the sector gives it, such as `104` or `SW01aSTG1`.
  public let code: String
  /// The collection years whose rule book has this version.
  public let years: ClosedRange<CollectionYear>
  /// What it needs to run at all, beyond which it says so and stops.
  public let needs: [RuleNeed]
  /// The cells to look at in a row that it flags, for each table in which it flags rows.
  public let fields: [RuleFields]
  /// What is wrong and what to do, in plain words.
  public let message: String
  public let severity: RuleSeverity
  public let provenance: RuleProvenance
  /// A few rows that fail and a few that pass, in the form that `RuleExample` reads.
  public let fails: String
  public let passes: String

  public init(
    code: String, years: ClosedRange<CollectionYear>, needs: [RuleNeed], fields: [RuleFields],
    message: String, severity: RuleSeverity, provenance: RuleProvenance, fails: String,
    passes: String
  ) {
    self.code = code
    self.years = years
    self.needs = needs
    self.fields = fields
    self.message = message
    self.severity = severity
    self.provenance = provenance
    self.fails = fails
    self.passes = passes
  }

  /// The names of the cells to look at in a flagged row of this table.
  public func fields(in table: String) -> [String] {
    fields.first { $0.table == table }?.names ?? []
  }
}

/// The cells of one table that a rule points at.
public struct RuleFields: Hashable, Sendable {
  public let table: String
  public let names: [String]
  /// Whether the rule runs without the table.
  public let isOptional: Bool

  public init(_ table: String, _ names: [String], isOptional: Bool = false) {
    self.table = table
    self.names = names
    self.isOptional = isOptional
  }
}

/// Something without which a rule cannot run.
public enum RuleNeed: Hashable, Sendable {
  /// A table of this year's submission, by its name; one with a heading and no rows will do.
  case table(String)
  /// A table of last year's submission.
  case lastYear(String)
  case reference(ReferenceKind)
  /// The authority that the return is from.
  case authority
}

/// The kinds of reference data.
public enum ReferenceKind: String, Hashable, Sendable, CaseIterable {
  case postcodes, providers, authorities
}

/// How grave a finding is.
public enum RuleSeverity: String, Sendable, CaseIterable {
  /// Has to be put right before the return is accepted.
  case error
  /// Has to be put right or explained.
  case query
  /// Which of the two it is could not be learned.
  case toCheck
}

/// Where the wording of a rule comes from.
public enum RuleProvenance: String, Sendable, CaseIterable {
  /// Restated from the open rule books that councils share; the Department's own document was not at
  /// hand.
  case sectorRuleBook
  /// A check of the councils' open checker, which is not in the Department's list.
  case sectorChecker
}
