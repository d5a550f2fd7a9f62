public import CivilTime

/// One entry of the log to be: puts a version of a fact, or withdraws it.
///
/// Nothing is edited.
public struct Change: Sendable {
  public let fact: FactID
  /// The version that the author had before them; 0 for a new fact.
  ///
  /// A commit is refused when the store holds another, and both texts are shown.
  public let replaces: Int
  /// The records that the fact belongs to from now on; at least one.
  public let subjects: [Subject]
  public let body: Body
  /// Why, where that is not plain: required to correct or withdraw.
  public let reason: String?

  public enum Body: Sendable {
    case put(any Fact)
    /// Of the kind with this name.
    case withdraw(kind: String)
  }

  public init(
    _ fact: FactID, replaces: Int, of subjects: [Subject], _ body: Body, reason: String? = nil
  ) {
    self.fact = fact
    self.replaces = replaces
    self.subjects = subjects
    self.body = body
    self.reason = reason
  }

  /// A new fact.
  public static func new(_ fact: any Fact, id: FactID, of subjects: [Subject]) -> Change {
    Change(id, replaces: 0, of: subjects, .put(fact))
  }

  public var kindName: String {
    switch body {
    case .put(let fact): type(of: fact).kind.name
    case .withdraw(let kind): kind
    }
  }
}

/// Changes that hold together: all are kept, or none.
public struct Commit: Sendable {
  public let author: Author
  /// When Kith came to know it.
  public let known: Instant
  /// When the source recorded it, if another system did.
  public let recorded: Instant?
  public let origin: Origin
  /// The run of an import that it belongs to, or that it takes back.
  public let importStep: ImportStep?
  public var changes: [Change]

  /// How the facts came, which decides what is asked of them.
  public enum Origin: Sendable {
    /// Somebody wrote them: what does not hold is refused, with what is wrong.
    case entered
    /// A return, another system or a simulation sent them: kept as they came, problems and all.
    case received
  }

  public init(
    by author: Author, at known: Instant, recorded: Instant? = nil, origin: Origin = .entered,
    importStep: ImportStep? = nil, _ changes: [Change]
  ) {
    self.author = author
    self.known = known
    self.recorded = recorded
    self.origin = origin
    self.importStep = importStep
    self.changes = changes
  }
}

/// Who made a change: a person by their user name, and what did it for them.
public struct Author: Hashable, Sendable {
  /// The user name of the person who answers for it.
  public let user: String
  /// How it came: `web`, `import 3f…`, `simulate`.
  public let through: String

  public init(_ user: String, through: String) {
    self.user = user
    self.through = through
  }
}
