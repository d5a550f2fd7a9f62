public import CareRecord
public import CivilTime
public import Returns

/// What an import would change, or has changed.
public struct IntakeReport: Sendable {
  public var childrenInFile = 0
  /// Children of whom Kith held nothing.
  public var newChildren = 0
  public var changedChildren = 0
  public var unchangedChildren = 0
  /// Facts by the label of their kind.
  public var newFacts: [String: Int] = [:]
  public var changedFacts: [String: Int] = [:]
  public var withdrawnFacts: [String: Int] = [:]
  /// Rows that the facts do not derive exactly, by table and by why.
  public var unexplained: [String: [RowExplanation.Reason: Int]] = [:]
  /// The first of those rows, to be looked at.
  public var explanations: [RowExplanation] = []
  /// What was not taken in, and why; kept, to be mended and imported again.
  public var refusals: [Refusal] = []
  /// Children whom the store refused after all, by identifier.
  var refusedChildren: [String: Refusal] = [:]
  public var notes: [ReadingNote] = []
  /// Children under a new identifier who may be children that are held: a person has to say.
  public var proposals: [MatchProposal] = []
  /// How many of `explanations` are kept.
  static let explanationLimit = 200

  public init() {}

  public var changesNothing: Bool { newChildren == 0 && changedChildren == 0 }

  mutating func count(_ changes: [Change]) {
    for change in changes {
      let label = FactRegister.kind(named: change.kindName)?.kind.label ?? change.kindName
      switch change.body {
      case .put:
        if change.replaces == 0 {
          newFacts[label, default: 0] += 1
        } else {
          changedFacts[label, default: 0] += 1
        }
      case .withdraw: withdrawnFacts[label, default: 0] += 1
      }
    }
  }

  mutating func explain(_ rows: [ReceivedRow], of child: String) {
    for row in rows {
      let explanation = RowExplanation(row, child: child)
      unexplained[row.table, default: [:]][explanation.reason, default: 0] += 1
      if explanations.count < IntakeReport.explanationLimit { explanations.append(explanation) }
    }
  }
}

/// Why a row of a return is not exactly what the facts derive.
public struct RowExplanation: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// The row and the derived one differ in some values; the row is kept as received.
    case differs
    /// The facts give no such row for this year; it is kept as received.
    case notDerived
    /// The facts give a row that the return did not have.
    case notInFile

    public var words: String {
      switch self {
      case .differs: "says something that the facts do not"
      case .notDerived: "does not follow from the facts of this year"
      case .notInFile: "follows from the facts, and the file does not have it"
      }
    }
  }

  public let child: String
  public let table: String
  public let key: String
  public let reason: Reason
  public let received: String
  public let derived: String

  init(_ row: ReceivedRow, child: String) {
    self.child = child
    table = row.table
    key = row.key
    reason = row.received.isEmpty ? .notInFile : row.derived.isEmpty ? .notDerived : .differs
    received = row.received
    derived = row.derived
  }
}

/// A child whose identifier is new, but whose unique pupil number and date of birth are held for
/// another: perhaps the same child under another identifier.
public struct MatchProposal: Hashable, Sendable {
  public let newIdentifier: String
  public let heldIdentifier: String
  public let held: Subject
  public let upn: String
  public let birthDate: Day
}
