public import CareRecord
import CivilTime

extension SimulatedFamily {
  /// The children's records as they stand at the end.
  public var childRecords: [ChildRecord] {
    var records = Dictionary(uniqueKeysWithValues: children.map { ($0, ChildRecord($0)) })
    var latest: [FactID: (version: Int, change: Change, known: Instant)] = [:]
    var order: [FactID] = []
    for commit in commits {
      for change in commit.changes {
        if latest[change.fact] == nil { order.append(change.fact) }
        latest[change.fact] = (change.replaces + 1, change, commit.known)
      }
    }
    for fact in order {
      guard let (version, change, known) = latest[fact], case .put(let body) = change.body else {
        continue
      }
      for subject in change.subjects {
        records[subject]?.append(body, id: fact, version: version, known: known)
      }
    }
    return children.compactMap { records[$0] }
  }
}

extension ChildRecord {
  fileprivate mutating func append<F: Fact>(
    _ fact: F, id: FactID, version: Int, known: Instant
  ) {
    self[F.self].append(Held(id: id, version: version, known: known, fact))
  }
}
