public import Returns

/// A rule of the SSDA903 return: what is known of it, and a function that flags rows of one child.
///
/// ```swift
/// SSDA903Rule(
///   "356", of: EpisodeColumn.self, [.DECOM, .DEC],
///   "The episode ends before it starts. Correct one of the two dates.",
///   fails: "Episodes DECOM=02/04/2025 DEC=01/04/2025",
///   passes: "Episodes DECOM=02/04/2025 DEC=02/04/2025"
/// ) { episode, _ in episode.day(.DEC) < episode.day(.DECOM) }
/// ```
public struct SSDA903Rule: Sendable {
  /// Flags rows of a child.
  ///
  /// It cannot fail, sees one child only, and must not keep a row.
  public typealias Check = @Sendable (_ child: CheckedChild, _ found: inout RuleFindings) -> Void

  public let card: RuleCard
  let kind: Kind

  enum Kind: Sendable {
    case child(Check)
    /// About the whole return: each child gives rows with a text, and those are flagged whose text
    /// another row has too.
    case unique(@Sendable (CheckedChild, inout SharedTexts) -> Void)
  }

  /// Why it cannot be decided in this setting, although all that it needs is there.
  let obstacle: @Sendable (CheckSetting) -> String?

  /// A rule about one row at a time: flags each row of a table for which `isWrong` says so.
  ///
  /// - Parameters:
  ///   - columns: The cells to look at in a flagged row.
  ///   - needs: What it needs beside the table itself.
  public init<Column: CheckedTableColumn>(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook, of table: Column.Type,
    _ columns: [Column], extra: [String] = [], needs: [RuleNeed] = [], _ message: String,
    severity: RuleSeverity = .toCheck, provenance: RuleProvenance = .sectorRuleBook, fails: String,
    passes: String, obstacle: @escaping @Sendable (CheckSetting) -> String? = { _ in nil },
    where isWrong: @escaping @Sendable (CheckedRow<Column>, CheckedChild) -> Bool
  ) {
    self.init(
      code, years: years, flags: [.of(table, columns, extra: extra)], needs: needs, message,
      severity: severity, provenance: provenance, fails: fails, passes: passes, obstacle: obstacle
    ) { child, found in
      for row in Column.rows(of: child) where isWrong(row, child) { found.flag(row) }
    }
  }

  /// A rule about several rows of a child.
  ///
  /// - Parameters:
  ///   - flags: The tables in which it flags rows, each with the cells to look at.
  ///   - needs: What it needs beside these tables.
  public init(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook, flags: [RuleFields],
    needs: [RuleNeed] = [], _ message: String, severity: RuleSeverity = .toCheck,
    provenance: RuleProvenance = .sectorRuleBook, fails: String, passes: String,
    obstacle: @escaping @Sendable (CheckSetting) -> String? = { _ in nil },
    check: @escaping Check
  ) {
    card = RuleCard(
      code: code, years: years, needs: SSDA903Rule.needs(flags, needs), fields: flags,
      message: message, severity: severity, provenance: provenance, fails: fails, passes: passes)
    kind = .child(check)
    self.obstacle = obstacle
  }

  /// A rule that no two rows of the return may have the same text.
  public init(
    _ code: String, years: ClosedRange<CollectionYear> = .everyRuleBook, flags: [RuleFields],
    _ message: String, severity: RuleSeverity = .toCheck,
    provenance: RuleProvenance = .sectorRuleBook, fails: String, passes: String,
    unique texts: @escaping @Sendable (CheckedChild, inout SharedTexts) -> Void
  ) {
    card = RuleCard(
      code: code, years: years, needs: SSDA903Rule.needs(flags, []), fields: flags,
      message: message, severity: severity, provenance: provenance, fails: fails, passes: passes)
    kind = .unique(texts)
    obstacle = { _ in nil }
  }

  /// The flagged tables are needed too, unless the rule says otherwise with `.optional`.
  private static func needs(_ flags: [RuleFields], _ others: [RuleNeed]) -> [RuleNeed] {
    let flagged = flags.filter { !$0.isOptional }.map { RuleNeed.table($0.table) }
    return flagged + others.filter { !flagged.contains($0) }
  }
}

extension RuleFields {
  /// Cells of a table; the table is needed for the rule to run.
  public static func of<Column: CheckedTableColumn>(
    _ table: Column.Type, _ columns: [Column], extra: [String] = []
  ) -> RuleFields {
    RuleFields(Column.layout.name, columns.map(\.name) + extra)
  }

  /// Cells of a table without which the rule can run.
  public static func optional<Column: CheckedTableColumn>(
    _ table: Column.Type, _ columns: [Column], extra: [String] = []
  ) -> RuleFields {
    RuleFields(Column.layout.name, columns.map(\.name) + extra, isOptional: true)
  }
}

extension RuleNeed {
  public static func table(_ table: SSDA903Table) -> RuleNeed { .table(table.layout.name) }
  public static func lastYear(_ table: SSDA903Table) -> RuleNeed { .lastYear(table.layout.name) }
}

/// Collects rules, each checked by the compiler on its own.
@resultBuilder
public enum SSDA903RuleBuilder {
  public static func buildExpression(_ rule: SSDA903Rule) -> [SSDA903Rule] { [rule] }
  public static func buildExpression(_ rules: [SSDA903Rule]) -> [SSDA903Rule] { rules }
  public static func buildPartialBlock(first: [SSDA903Rule]) -> [SSDA903Rule] { first }
  public static func buildPartialBlock(
    accumulated: [SSDA903Rule], next: [SSDA903Rule]
  ) -> [SSDA903Rule] { accumulated + next }
}
