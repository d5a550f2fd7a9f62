import Access
import HTML
public import Store

/// What would fail if the returns were sent today: by rule, child, worker and team, and one by one.
public struct FindingsPage: Sendable {
  /// A rule with how often it found something.
  public struct RuleCount: Sendable {
    public let line: FindingLine
    public let count: FindingCount

    /// - Parameter line: The rule in words; its places and fact say nothing here.
    public init(_ line: FindingLine, _ count: FindingCount) {
      self.line = line
      self.count = count
    }
  }

  public enum Content: Sendable {
    case rules([RuleCount])
    case groups([FindingCount])
    case list([ChildFindingLine], total: Int)
  }

  let question: FindingsQuestion
  let content: Content
  /// The years that are being sent, as people write them, with the calendar year in which they end.
  let years: [(label: String, endYear: Int)]
  let undecided: [UndecidedRule]
  /// Who answers for more than their own children sees them by worker and team.
  let seesOthers: Bool

  public init(
    _ question: FindingsQuestion, _ content: Content, years: [(label: String, endYear: Int)],
    undecided: [UndecidedRule], in setting: PageSetting
  ) {
    self.question = question
    self.content = content
    self.years = years
    self.undecided = undecided
    seesOthers = !setting.person.roles.isDisjoint(with: [.teamManager, .dataOfficer])
  }

  /// Whose children these are.
  static func whose(_ setting: PageSetting) -> String {
    switch Policy.scope(of: setting.person) {
    case .none, .all: "all children"
    case .allocated: "your children"
    case .teamAndUnallocated, .any: "your team’s children, and those without a worker"
    }
  }

  var total: Int {
    switch content {
    case .rules(let rules): rules.reduce(0) { $0 + $1.count.findings }
    case .groups(let groups): groups.reduce(0) { $0 + $1.findings }
    case .list(_, let total): total
    }
  }

  /// What is paged: findings, or the children who have them.
  private var lines: Int {
    if case .groups(let groups) = content { return groups.count }
    return total
  }

  var pages: Int {
    switch question.view {
    case .child, .list:
      max(1, (lines + FindingsQuestion.findingsPerPage - 1) / FindingsQuestion.findingsPerPage)
    case .rule, .worker, .team: 1
    }
  }

  /// The groups of the page; all of them where they are few.
  func shown(of groups: [FindingCount]) -> ArraySlice<FindingCount> {
    guard question.view == .child else { return groups[...] }
    let start = (question.page - 1) * FindingsQuestion.findingsPerPage
    return groups.dropFirst(start).prefix(FindingsQuestion.findingsPerPage)
  }
}
