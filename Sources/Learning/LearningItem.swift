public import CareRecord
public import CivilTime

/// Something that an authority has learnt, does about it, or draws on.
///
/// It is about practice and never about a child who could be recognised (`ChildMark`).
public enum LearningItem: Hashable, Sendable {
  case finding(LearningFinding)
  case action(ImprovementAction)
  case session(ReflectiveSession)
  case prompt(LocalPrompt)
  case priorities(Priorities)
  case evidence(EvidenceItem)
  case insight(SharedInsight)
  case phase(ChartPhase)

  public enum Kind: String, CaseIterable, Sendable {
    case finding, action, session, prompt, priorities, evidence, insight, phase

    /// What people call it, in the middle of a sentence.
    public var words: String {
      switch self {
      case .finding: "finding"
      case .action: "action"
      case .session: "reflective session"
      case .prompt: "local prompt"
      case .priorities: "priorities"
      case .evidence: "piece of evidence"
      case .insight: "insight"
      case .phase: "decision about a control chart"
      }
    }
  }

  public var kind: Kind {
    switch self {
    case .finding: .finding
    case .action: .action
    case .session: .session
    case .prompt: .prompt
    case .priorities: .priorities
    case .evidence: .evidence
    case .insight: .insight
    case .phase: .phase
    }
  }

  var body: any LearningBody {
    switch self {
    case .finding(let body): body
    case .action(let body): body
    case .session(let body): body
    case .prompt(let body): body
    case .priorities(let body): body
    case .evidence(let body): body
    case .insight(let body): body
    case .phase(let body): body
    }
  }

  public var finding: LearningFinding? { if case .finding(let body) = self { body } else { nil } }
  public var action: ImprovementAction? { if case .action(let body) = self { body } else { nil } }
  public var session: ReflectiveSession? { if case .session(let body) = self { body } else { nil } }
  public var prompt: LocalPrompt? { if case .prompt(let body) = self { body } else { nil } }
  public var priorities: Priorities? { if case .priorities(let body) = self { body } else { nil } }
  public var evidence: EvidenceItem? { if case .evidence(let body) = self { body } else { nil } }
  public var insight: SharedInsight? { if case .insight(let body) = self { body } else { nil } }
  public var phase: ChartPhase? { if case .phase(let body) = self { body } else { nil } }

  /// What it is called in lists.
  public var title: String { body.title }
  /// All that it says, for people and for the check that no child can be recognised.
  public var lines: [LearningLine] { body.lines }
}

/// Identifies an item through all its versions.
public typealias LearningID = Identifier<LearningItem>

/// What all sorts of items have in common.
protocol LearningBody: Codable, Hashable, Sendable {
  var title: String { get }
  var lines: [LearningLine] { get }
}

/// A line of an item: what it is called, and what it says.
public struct LearningLine: Hashable, Sendable {
  public enum Sort: Sendable {
    /// Written freely: nothing in it may tell who a child is.
    case text
    /// Who does something: a member of staff or a role. Names belong here.
    case people
    /// Chosen among answers, a date, or a link: nobody wrote it.
    case chosen
  }

  public let label: String
  public let text: String
  public let sort: Sort

  init(_ label: String, _ text: String, _ sort: Sort = .text) {
    self.label = label
    self.text = text
    self.sort = sort
  }
}

/// An item as it stands, or as it once stood.
public struct LearningVersion: Hashable, Sendable {
  public let id: LearningID
  /// Counts from 1.
  public let version: Int
  public let item: LearningItem
  /// The user name of whoever wrote this version.
  public let author: String
  public let at: Instant
  /// The user name of whoever wrote the first version.
  public let startedBy: String
  /// Why it was taken out of the register; nil while it stands.
  public let withdrawn: String?
  /// What looked as if it told who a child is, and the author said does not.
  public let saidNotAboutChildren: [String]

  public init(
    id: LearningID, version: Int, item: LearningItem, author: String, at: Instant,
    startedBy: String, withdrawn: String? = nil, saidNotAboutChildren: [String] = []
  ) {
    self.id = id
    self.version = version
    self.item = item
    self.author = author
    self.at = at
    self.startedBy = startedBy
    self.withdrawn = withdrawn
    self.saidNotAboutChildren = saidNotAboutChildren
  }
}
