public import Returns

/// A rule of the children in need census: what is known of it, and a function that flags elements of
/// one child.
///
/// ```swift
/// CINRule(
///   "8640", of: CINDetailsColumn.self, [.ReasonForClosure],
///   "The reason for closure is not a code. Choose RC1 to RC9.",
///   fails: "CINdetails ReasonForClosure=RC10", passes: "CINdetails ReasonForClosure=RC9"
/// ) { details, _ in … }
/// ```
public struct CINRule: Sendable {
  /// Flags elements of a child.
  ///
  /// It cannot fail, sees one child only, and must not keep a row.
  public typealias Check = @Sendable (_ child: CheckedCINChild, _ found: inout CINFindings) -> Void

  public let card: RuleCard
  let kind: Kind
  /// Whether it can decide nothing without the reference date.
  let needsPeriod: Bool

  enum Kind: Sendable {
    case child(Check)
    /// About the header.
    case header(@Sendable (CINHeader) -> Bool)
    /// No two children may have the same text here.
    case unique(ChildIdentifiersColumn)
    /// About the whole return: every child is counted, then it is decided.
    case whole(
      count: @Sendable (CheckedCINChild, inout CINTally) -> Void,
      isWrong: @Sendable (CINTally) -> Bool)
  }

  private init(
    _ code: String, _ years: ClosedRange<CollectionYear>, _ flags: [RuleFields], _ message: String,
    _ needsPeriod: Bool, _ fails: String, _ passes: String, _ kind: Kind
  ) {
    card = RuleCard(
      code: code, years: years, needs: [], fields: flags, message: message,
      severity: code.hasSuffix("Q") ? .query : .error, provenance: .sectorRuleBook, fails: fails,
      passes: passes)
    self.needsPeriod = needsPeriod
    self.kind = kind
  }

  /// A rule about one group of elements at a time: flags these elements of each group for which
  /// `isWrong` says so.
  public init<Column: CheckedModuleColumn>(
    _ code: String, years: ClosedRange<CollectionYear> = .everyCINBook, of module: Column.Type,
    _ columns: [Column], factors: Bool = false, needsPeriod: Bool = false, _ message: String,
    fails: String, passes: String,
    where isWrong: @escaping @Sendable (CheckedRow<Column>, CheckedCINChild) -> Bool
  ) {
    let flags = RuleFields.of(module, columns, factors: factors)
    self.init(
      code, years, [flags], message, needsPeriod, fails, passes,
      .child { child, found in
        for row in Column.rows(of: child) where isWrong(row, child) {
          found.flag([row.at(columns, factors: factors)], of: child)
        }
      })
  }

  /// A rule about several groups of a child.
  ///
  /// - Parameter flags: The groups in which it flags elements, with these.
  public init(
    _ code: String, years: ClosedRange<CollectionYear> = .everyCINBook, flags: [RuleFields],
    needsPeriod: Bool = false, _ message: String, fails: String, passes: String,
    check: @escaping Check
  ) {
    self.init(code, years, flags, message, needsPeriod, fails, passes, .child(check))
  }

  /// A rule about the header.
  public init(
    _ code: String, header columns: [CollectionDetailsColumn], _ message: String, fails: String,
    passes: String, where isWrong: @escaping @Sendable (CINHeader) -> Bool
  ) {
    let flags = RuleFields(CINModule.header.name, columns.map(\.name))
    self.init(code, .everyCINBook, [flags], message, false, fails, passes, .header(isWrong))
  }

  /// A rule that no two children may have the same text.
  public init(
    _ code: String, unique column: ChildIdentifiersColumn, _ message: String, fails: String,
    passes: String
  ) {
    self.init(
      code, .everyCINBook, [.of(ChildIdentifiersColumn.self, [column])], message, false, fails,
      passes, .unique(column))
  }

  /// A rule about the whole return, which has no place in it.
  public init(
    _ code: String, years: ClosedRange<CollectionYear> = .everyCINBook, needsPeriod: Bool = false,
    _ message: String, fails: String, passes: String,
    count: @escaping @Sendable (CheckedCINChild, inout CINTally) -> Void,
    isWrong: @escaping @Sendable (CINTally) -> Bool
  ) {
    self.init(
      code, years, [], message, needsPeriod, fails, passes, .whole(count: count, isWrong: isWrong))
  }
}

extension RuleFields {
  /// Elements of a group.
  public static func of<Column: CheckedModuleColumn>(
    _ module: Column.Type, _ columns: [Column], factors: Bool = false
  ) -> RuleFields {
    let names = columns.map(\.name)
    return RuleFields(Column.layout.name, names + (factors ? ["AssessmentFactors"] : []))
  }

  /// A group as such, shown by the identifier of its child.
  public static func group<Column: CheckedModuleColumn>(_ module: Column.Type) -> RuleFields {
    RuleFields(Column.layout.name, [ChildIdentifiersColumn.LAchildID.name])
  }
}

extension ClosedRange<CollectionYear> {
  /// Every year whose rules of the census are known: 2022-23 to 2025-26.
  public static var everyCINBook: Self { years(2023, 2026) }
}

/// Collects rules, each checked by the compiler on its own.
@resultBuilder
public enum CINRuleBuilder {
  public static func buildExpression(_ rule: CINRule) -> [CINRule] { [rule] }
  public static func buildExpression(_ rules: [CINRule]) -> [CINRule] { rules }
  public static func buildPartialBlock(first: [CINRule]) -> [CINRule] { first }
  public static func buildPartialBlock(
    accumulated: [CINRule], next: [CINRule]
  ) -> [CINRule] { accumulated + next }
}
