public import CareRecord
public import CivilTime
public import Published

/// What is done because of what was found.
public struct ImprovementAction: LearningBody {
  public enum Status: String, CaseIterable, Codable, Sendable {
    case planned, underway, done, stopped

    public var words: String {
      switch self {
      case .planned: "Not yet begun"
      case .underway: "Under way"
      case .done: "Done"
      case .stopped: "Stopped"
      }
    }

    /// Whether anything is still to be done.
    public var isOpen: Bool { self == .planned || self == .underway }
  }

  /// Who answers for it.
  public struct Owner: Hashable, Codable, Sendable {
    /// Their user name, where they have an account here.
    public var user: String?
    public var name: String

    public init(user: String? = nil, name: String) {
      self.user = user
      self.name = name
    }
  }

  /// What somebody saw when they looked how it went.
  public struct Review: Hashable, Codable, Sendable {
    public let on: Day
    /// A user name.
    public let by: String
    public let note: String

    public init(on: Day, by: String, note: String) {
      self.on = on
      self.by = by
      self.note = note
    }
  }

  /// Somebody who does not own it has looked whether it worked.
  public struct Assurance: Hashable, Codable, Sendable {
    public enum Verdict: String, CaseIterable, Codable, Sendable {
      case assured, notYet, notAssured

      public var words: String {
        switch self {
        case .assured: "It has worked"
        case .notYet: "Too early to say"
        case .notAssured: "It has not worked"
        }
      }
    }

    public let on: Day
    /// A user name.
    public let by: String
    public let verdict: Verdict
    /// How they know.
    public let how: String

    public init(on: Day, by: String, verdict: Verdict, how: String) {
      self.on = on
      self.by = by
      self.verdict = verdict
      self.how = how
    }
  }

  public var title: String
  public var under: Indicator.Outcome
  /// The findings that it answers.
  public var findings: [LearningID]
  /// The reflective session that agreed it.
  public var session: LearningID?
  /// Nil while nobody answers for it.
  public var owner: Owner?
  /// When it begins: a mark on the chart of the measure that should move.
  public var begins: Day
  public var due: Day
  /// The published indicator that should move; nil where none would.
  public var indicator: String?
  /// What should be different for children.
  public var expected: String
  /// The evidence that it draws on, as `EvidenceReference` writes it.
  public var evidence: [String]
  public var status: Status
  /// The first one first.
  public var reviews: [Review]
  /// The last one counts.
  public var assurances: [Assurance]

  public init(
    title: String, under: Indicator.Outcome, findings: [LearningID] = [],
    session: LearningID? = nil, owner: Owner? = nil, begins: Day, due: Day,
    indicator: String? = nil, expected: String = "", evidence: [String] = [],
    status: Status = .planned, reviews: [Review] = [], assurances: [Assurance] = []
  ) {
    self.title = title
    self.under = under
    self.findings = findings
    self.session = session
    self.owner = owner
    self.begins = begins
    self.due = due
    self.indicator = indicator
    self.expected = expected
    self.evidence = evidence
    self.status = status
    self.reviews = reviews
    self.assurances = assurances
  }

  public func isOverdue(on day: Day) -> Bool { status.isOpen && due < day }

  var lines: [LearningLine] {
    [
      LearningLine("What will be done", title),
      LearningLine("Outcome or enabler", under.title, .chosen),
      LearningLine("Owner", owner?.name ?? "", .people),
      LearningLine("Begins", begins.spoken, .chosen),
      LearningLine("Due", due.spoken, .chosen),
      LearningLine("Measure that should move", indicator ?? "", .chosen),
      LearningLine("What should be different for children", expected),
      LearningLine("Status", status.words, .chosen),
    ]
      + reviews.map { LearningLine("Review of \($0.on.spoken)", $0.note) }
      + assurances.map {
        LearningLine("Assurance of \($0.on.spoken)", "\($0.verdict.words). \($0.how)")
      }
  }
}
