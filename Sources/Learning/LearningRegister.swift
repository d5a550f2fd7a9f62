public import CareRecord
public import CivilTime
import Published

/// All that somebody may see of what an authority learns, put in relation.
public struct LearningRegister: Sendable {
  public struct Held<Body: Hashable & Sendable>: Hashable, Sendable {
    public let id: LearningID
    public let version: LearningVersion
    public let body: Body
  }

  public let findings: [Held<LearningFinding>]
  public let actions: [Held<ImprovementAction>]
  public let sessions: [Held<ReflectiveSession>]
  public let localPrompts: [Held<LocalPrompt>]
  public let priorities: Held<Priorities>?
  public let ownEvidence: [LearningVersion]
  public let insights: [Held<SharedInsight>]
  /// By measure, then by the year from which they hold.
  public let phases: [Held<ChartPhase>]
  public let withdrawn: [LearningVersion]
  /// The user names of those whose account was closed: nobody answers for what is still theirs.
  private let closedAccounts: Set<String>

  /// - Parameters:
  ///   - versions: the items as they stand
  ///   - closedAccounts: the user names of those who can no longer sign in
  public init(_ versions: [LearningVersion], closedAccounts: Set<String> = []) {
    self.closedAccounts = closedAccounts
    let standing = versions.filter { $0.withdrawn == nil }
    func held<Body: Hashable & Sendable>(_ body: (LearningItem) -> Body?) -> [Held<Body>] {
      standing.compactMap { version in
        body(version.item).map { Held(id: version.id, version: version, body: $0) }
      }
    }
    findings = held(\.finding).sorted { ($1.body.on, $0.id) < ($0.body.on, $1.id) }
    actions = held(\.action).sorted { ($0.body.due, $0.id) < ($1.body.due, $1.id) }
    sessions = held(\.session).sorted { ($1.body.on, $0.id) < ($0.body.on, $1.id) }
    localPrompts = held(\.prompt)
    priorities = held(\.priorities).first { $0.id == Priorities.id }
    ownEvidence = standing.filter { $0.item.kind == .evidence }
    insights = held(\.insight)
    phases = held(\.phase).sorted {
      ($0.body.indicator, $0.body.firstYear, $0.id) < ($1.body.indicator, $1.body.firstYear, $1.id)
    }
    withdrawn = versions.filter { $0.withdrawn != nil }
  }

  public func finding(_ id: LearningID) -> Held<LearningFinding>? { findings.first { $0.id == id } }
  public func session(_ id: LearningID) -> Held<ReflectiveSession>? {
    sessions.first { $0.id == id }
  }

  public func action(_ id: LearningID) -> Held<ImprovementAction>? { actions.first { $0.id == id } }

  /// The actions that answer a finding, those that are due first first.
  public func actions(answering finding: LearningID) -> [Held<ImprovementAction>] {
    actions.filter { $0.body.findings.contains(finding) }
  }

  /// Whoever answers for an action; nil where nobody is named, or somebody who can no longer sign in.
  public func owner(of action: ImprovementAction) -> ImprovementAction.Owner? {
    action.owner.flatMap { hasClosedAccount($0) ? nil : $0 }
  }

  public func hasClosedAccount(_ owner: ImprovementAction.Owner) -> Bool {
    owner.user.map(closedAccounts.contains) ?? false
  }

  /// Whether nobody answers for a finding: it has no action, or none with an owner.
  public func isWithoutOwner(_ finding: LearningID) -> Bool {
    !actions(answering: finding).contains {
      owner(of: $0.body) != nil && $0.body.status != .stopped
    }
  }

  /// The prompts of the tool, then the authority's own.
  public func prompts(_ ofTheTool: [ReflectivePrompt]) -> [ReflectivePrompt] {
    ofTheTool
      + localPrompts.map {
        ReflectivePrompt(id: $0.id.text, under: $0.body.under, words: $0.body.words)
      }
  }

  /// A session and those that it comes back to, the latest first.
  public func line(of session: Held<ReflectiveSession>) -> [Held<ReflectiveSession>] {
    var line = [session]
    while let earlier = line.last?.body.follows, !line.contains(where: { $0.id == earlier }),
      let next = self.session(earlier)
    {
      line.append(next)
    }
    return line
  }

  public var themes: [String] { Set(findings.map(\.body.theme)).sorted() }

  /// The days on which actions begin that should move an indicator: marks for its chart.
  public func marks(for indicator: String) -> [ActionMark] {
    actions.filter { $0.body.indicator == indicator && $0.body.status != .stopped }
      .map { ActionMark(day: $0.body.begins, label: $0.body.title, action: $0.id) }
      .sorted { ($0.day, $0.action) < ($1.day, $1.action) }
  }
}

/// An action on the chart of the measure that it should move.
public struct ActionMark: Hashable, Sendable {
  /// The day on which it begins.
  public let day: Day
  public let label: String
  public let action: LearningID

  public init(day: Day, label: String, action: LearningID) {
    self.day = day
    self.label = label
    self.action = action
  }
}
