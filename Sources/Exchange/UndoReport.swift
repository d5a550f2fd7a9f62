import CareRecord
public import CivilTime
import Store

/// What undoing an import would change, or has changed.
public struct UndoReport: Sendable {
  /// Children whose records change.
  public var changedChildren = 0
  /// Those of them of whom nothing is held any more.
  public var emptiedChildren = 0
  /// Facts that the import had put in, by the label of their kind.
  public var withdrawnFacts: [String: Int] = [:]
  /// Facts of which the version before is put back.
  public var restoredFacts: [String: Int] = [:]
  /// What is left as it is, and why.
  public var left: [LeftFact] = []
  /// Whether the store refused some child's changes: undoing again tries them again.
  public private(set) var isIncomplete = false

  public var changesNothing: Bool { changedChildren == 0 }

  mutating func count(_ undo: ChildUndo, refused: CommitRefused?) {
    left += undo.left
    if let refused {
      isIncomplete = true
      left += undo.changes.map { LeftFact($0, of: undo.child, refused) }
      return
    }
    if undo.changes.isEmpty { return }
    changedChildren += 1
    if undo.isEmptied { emptiedChildren += 1 }
    for change in undo.changes {
      let label = LeftFact.label(of: change.kindName)
      switch change.body {
      case .put: restoredFacts[label, default: 0] += 1
      case .withdraw: withdrawnFacts[label, default: 0] += 1
      }
    }
  }
}

/// A fact that an undo leaves as it is.
public struct LeftFact: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case changedSince
    case withdrawnSince
    case wasWithdrawnBefore
    /// It says who the child is, of whom other things are held.
    case saysWhoItIs
    /// The store refused the child's changes after all, and why.
    case refused(String)
  }

  /// The authority's number of the child.
  public let child: String
  /// What people call a fact of its kind.
  public let kind: String
  public let reason: Reason
  /// Who wrote the version that stands.
  public let author: String
  /// When.
  public let at: Instant?

  init(_ fact: ImportedFact, of child: String, _ reason: Reason, _ version: FactVersion) {
    self.child = child
    kind = LeftFact.label(of: fact.kind)
    self.reason = reason
    author = version.authorName
    at = version.known
  }

  init(_ change: Change, of child: String, _ refused: CommitRefused) {
    self.child = child
    kind = LeftFact.label(of: change.kindName)
    author = ""
    at = nil
    reason =
      switch refused {
      case .conflict: .refused("somebody changed this record meanwhile; undo again")
      case .notAllowed(_, let why): .refused(why)
      case .problems(_, _, let problems):
        .refused(problems.map(\.message).joined(separator: " "))
      }
  }

  static func label(of kind: String) -> String {
    FactRegister.kind(named: kind)?.kind.label ?? kind
  }

  /// Why, as a sentence.
  public var words: String {
    let when = at.map { " on \($0.inLondon.day.spoken)" } ?? ""
    switch reason {
    case .changedSince: return "\(author) changed it\(when)."
    case .withdrawnSince: return "\(author) withdrew it\(when)."
    case .wasWithdrawnBefore:
      return "The version before it had been withdrawn by \(author)\(when)."
    case .saysWhoItIs: return "It says who the child is, and other things are held of the child."
    case .refused(let why): return "It could not be taken back: \(why)"
    }
  }
}
