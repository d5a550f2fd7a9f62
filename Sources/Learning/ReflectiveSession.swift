public import CareRecord
public import CivilTime
public import Published

/// A question to think about together.
///
/// Source: the reflective tool for the National Framework, in our own words
/// (`Resources/prompts.json`).
public struct ReflectivePrompt: Hashable, Codable, Sendable {
  /// `st1`, or the identifier of a local one.
  public let id: String
  public let under: Indicator.Outcome
  public let words: String
  /// The indicators that have most to do with it, in our own reading: the tool names none.
  public let measures: [String]
  /// Added by the authority; the tool itself has none for the enablers.
  public var isLocal: Bool { LearningID(text: id) != nil }

  public init(
    id: String, under: Indicator.Outcome, words: String, measures: [String] = []
  ) {
    self.id = id
    self.under = under
    self.words = words
    self.measures = measures
  }

  /// The nine of the tool, outcome by outcome.
  public static func ofTheTool() throws -> [ReflectivePrompt] {
    try shipped("prompts", of: ReflectivePrompt.self)
  }
}

/// A prompt of the authority's own.
public struct LocalPrompt: LearningBody {
  public var under: Indicator.Outcome
  public var words: String

  public init(under: Indicator.Outcome, words: String) {
    self.under = under
    self.words = words
  }

  var title: String { words }
  var lines: [LearningLine] {
    [
      LearningLine("Outcome or enabler", under.title, .chosen),
      LearningLine("Prompt", words),
    ]
  }
}

/// People who thought about their practice together, and what came of it.
///
/// Nothing in it is counted or scored.
public struct ReflectiveSession: LearningBody {
  public enum Setting: String, CaseIterable, Codable, Sendable {
    case onePerson, pair, team, partnership

    public var words: String {
      switch self {
      case .onePerson: "One person"
      case .pair: "A pair"
      case .team: "A team"
      case .partnership: "A partnership"
      }
    }
  }

  /// Somebody who took part: by role, with a name only where they have an account and so can read it.
  public struct Participant: Hashable, Codable, Sendable {
    public var role: String
    public var organisation: String
    /// Their user name, where they have an account here.
    public var user: String?

    public init(role: String, organisation: String = "", user: String? = nil) {
      self.role = role
      self.organisation = organisation
      self.user = user
    }
  }

  /// What was said to one prompt.
  public struct Response: Hashable, Codable, Sendable {
    public var prompt: String
    /// What we do now.
    public var weDo: String
    /// What we heard from families and practitioners.
    public var weHeard: String
    /// What we will change.
    public var weWillChange: String
    /// Evidence of the library, as `EvidenceReference` writes it.
    public var evidence: [String]

    public init(
      prompt: String, weDo: String = "", weHeard: String = "", weWillChange: String = "",
      evidence: [String] = []
    ) {
      self.prompt = prompt
      self.weDo = weDo
      self.weHeard = weHeard
      self.weWillChange = weWillChange
      self.evidence = evidence
    }

    public var isEmpty: Bool {
      weDo.isEmpty && weHeard.isEmpty && weWillChange.isEmpty && evidence.isEmpty
    }
  }

  public var title: String
  public var setting: Setting
  public var on: Day
  /// The user name of whoever brought people together.
  public var facilitator: String
  public var participants: [Participant]
  public var responses: [Response]
  /// Who must be gathered around this.
  public var mustBeGathered: String
  /// When the same people look again.
  public var comeBackOn: Day?
  /// The earlier session that this one comes back to.
  public var follows: LearningID?

  public init(
    title: String, setting: Setting, on: Day, facilitator: String,
    participants: [Participant] = [], responses: [Response] = [], mustBeGathered: String = "",
    comeBackOn: Day? = nil, follows: LearningID? = nil
  ) {
    self.title = title
    self.setting = setting
    self.on = on
    self.facilitator = facilitator
    self.participants = participants
    self.responses = responses
    self.mustBeGathered = mustBeGathered
    self.comeBackOn = comeBackOn
    self.follows = follows
  }

  public func response(to prompt: String) -> Response? {
    responses.first { $0.prompt == prompt }
  }

  /// The same with this response in the place of an earlier one to the same prompt.
  public func answering(_ response: Response) -> ReflectiveSession {
    var session = self
    session.responses.removeAll { $0.prompt == response.prompt }
    if !response.isEmpty { session.responses.append(response) }
    session.responses.sort { $0.prompt < $1.prompt }
    return session
  }

  /// The user names of those who were there.
  public var present: Set<String> {
    Set(participants.compactMap(\.user)).union([facilitator])
  }

  var lines: [LearningLine] {
    [
      LearningLine("What it is called", title),
      LearningLine("Who reflects", setting.words, .chosen),
      LearningLine("Date", on.spoken, .chosen),
      LearningLine(
        "Who takes part",
        participants.map { participant in
          [participant.role, participant.organisation].filter { !$0.isEmpty }
            .joined(separator: ", ")
        }.joined(separator: "; "), .people),
      LearningLine("Who must be gathered", mustBeGathered),
      LearningLine("Come back on", comeBackOn?.spoken ?? "", .chosen),
    ]
      + responses.flatMap { response in
        [
          LearningLine("What we do (\(response.prompt))", response.weDo),
          LearningLine("What we heard (\(response.prompt))", response.weHeard),
          LearningLine("What we will change (\(response.prompt))", response.weWillChange),
        ]
      }
  }
}
