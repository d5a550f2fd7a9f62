/// What would fail if the returns were sent today, as far as a person may list the children.
public protocol FindingStore: Sendable {
  /// A page of the findings, by rule and then by child; logged as a list is.
  /// - Throws: `StoreUnavailable` where the store was opened without the rules.
  func findings(_ list: FindingList, for reading: Reading) async throws -> FindingListPage

  /// How many findings there are in each group, of what the list asks for.
  ///
  /// All groups are counted; of children, those of the page asked for are named.
  func findingCounts(
    by group: FindingGroup, of list: FindingList, for reading: Reading
  ) async throws -> [FindingCount]
}

/// Which findings to list, and which page of them.
public struct FindingList: Hashable, Sendable {
  /// `ssda903` or `cin`; nil for all returns.
  public var returnName: String?
  /// The calendar year in which the collection year ends.
  public var year: Int?
  public var rule: String?
  /// Only children of this worker, as their headlines name them; empty for nobody's.
  public var worker: String?
  /// Only children of this team; empty for no team's.
  public var team: String?
  public var offset = 0
  public var limit = 50

  public init() {}
}

public enum FindingGroup: String, CaseIterable, Sendable {
  case rule, child, worker, team
}

/// How many findings a group has, and of how many children.
///
/// Only what tells the group is filled in.
public struct FindingCount: Hashable, Sendable {
  public var returnName: String?
  public var year: Int?
  public var rule: String?
  public var severity: String?
  public var child: ChildHeadline?
  /// Nil where nobody is allocated.
  public var worker: String?
  public var team: String?
  public var findings = 0
  public var children = 0

  public init() {}
}

public struct FindingListPage: Sendable {
  /// A finding, and the child it is about.
  public struct Line: Sendable {
    public let child: ChildHeadline
    public let finding: ReturnFinding
  }

  public let lines: [Line]
  /// How many findings there are in all.
  public let total: Int
  public let children: Int
}
