/// What the rules of a return found, row by row, while its children are checked one after another.
public struct RuleFindings: Sendable {
  /// A row that a rule flagged.
  public struct FlaggedRow: Hashable, Sendable {
    /// The place of the rule among those that run.
    public var rule: Int32
    /// The place of the child among those of the check.
    public var child: Int32
    public var table: CheckedTable
    /// The number of the row in its table, from 0.
    public var row: Int32

    /// - Parameters:
    ///   - rule: The place of the rule among those that run.
    ///   - child: The place of the child among those of the check.
    public init<Column>(rule: Int32, child: Int32, _ row: CheckedRow<Column>) {
      self.rule = rule
      self.child = child
      self.table = row.table
      self.row = row.number
    }
  }

  public private(set) var flagged: [FlaggedRow] = []

  @usableFromInline var rule: Int32 = 0
  @usableFromInline var child: Int32 = 0
  /// For each row of the children the last rule that flagged it, so that none flags it twice.
  private var marks: [Int32] = []

  public init() {}

  /// Makes ready for the next children, which have so many rows in all tables of both years.
  public mutating func begin(rows: Int) {
    if marks.count < rows { marks += Array(repeating: -1, count: rows - marks.count) }
    for place in 0..<rows { marks[place] = -1 }
  }

  /// Makes ready for a rule and a child.
  @inlinable @inline(__always)
  public mutating func begin(rule: Int, child: Int) {
    self.rule = Int32(truncatingIfNeeded: rule)
    self.child = Int32(truncatingIfNeeded: child)
  }

  /// Flags a row; a second time means nothing.
  public mutating func flag<Column>(_ row: CheckedRow<Column>) {
    guard marks[Int(row.mark)] != rule else { return }
    marks[Int(row.mark)] = rule
    flagged.append(FlaggedRow(rule: rule, child: child, row))
  }

  /// Flags all of these rows.
  public mutating func flag<Column>(all rows: some Sequence<CheckedRow<Column>>) {
    for row in rows { flag(row) }
  }

  /// Adds what a rule about the whole return found.
  public mutating func add(_ row: FlaggedRow) { flagged.append(row) }

  /// Adds what was found in another part of the return.
  public mutating func merge(_ other: RuleFindings) {
    if flagged.isEmpty { flagged = other.flagged } else { flagged += other.flagged }
  }
}

extension RuleFindings.FlaggedRow: Comparable {
  /// By rule, then by child, then this year's tables before last year's, then by row.
  public static func < (left: Self, right: Self) -> Bool {
    if left.rule != right.rule { return left.rule < right.rule }
    if left.child != right.child { return left.child < right.child }
    if left.table != right.table { return left.table.order < right.table.order }
    return left.row < right.row
  }
}
