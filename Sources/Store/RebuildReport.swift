/// What making every derived table anew from the log showed.
public struct RebuildReport: Sendable {
  /// One line per table.
  public let tables: [RebuiltTable]

  public var isEqual: Bool { tables.allSatisfy(\.isEqual) }
}

/// A table before and after it was made anew.
public struct RebuiltTable: Hashable, Sendable {
  public let name: String
  public let rowsBefore: Int
  public let rowsAfter: Int
  /// Whether every value of every row is the same.
  public let isEqual: Bool
}
