import CareRecord
import CivilTime
import Store

/// What taking runs of an import back means for one child.
struct ChildUndo {
  /// The authority's number of the child.
  let child: String
  private(set) var changes: [Change] = []
  private(set) var left: [LeftFact] = []
  /// Whether nothing is held of the child afterwards.
  let isEmptied: Bool

  /// - Parameters:
  ///   - runs: those that are taken back
  ///   - undone: those, and all that were taken back before: what they changed counts as never made
  init(_ child: ImportedChild, of runs: Set<Int64>, undone: Set<Int64>, because reason: String) {
    self.child = child.record.identifier(.laChildID) ?? child.subject.id.text
    var withdrawn: Set<FactID> = []
    var brought: Set<String> = []
    for fact in child.facts {
      let isOfRuns = fact.versions.contains { $0.step.map { runs.contains($0.run) } ?? false }
      switch FactUndo(fact, undone: undone) {
      case .nothing: continue
      case .left(let why, let version):
        if isOfRuns { left.append(LeftFact(fact, of: self.child, why, version)) }
      case .withdraw(let latest):
        withdrawn.insert(fact.id)
        changes.append(
          Change(
            fact.id, replaces: latest.version, of: latest.subjects, .withdraw(kind: fact.kind),
            reason: reason))
      case .putBack(let earlier, let content, let latest):
        brought.insert(fact.kind)
        changes.append(
          Change(
            fact.id, replaces: latest.version, of: earlier.subjects, .put(content), reason: reason))
      }
    }
    let remaining =
      child.record.all.filter { !withdrawn.contains($0.id) }.map(\.kind.name)
      + Array(brought)
    isEmptied = remaining.isEmpty
    if !isEmptied { keepIdentity(of: child, Set(remaining), runs) }
  }

  /// Leaves who the child is, where something else stays in the record: what others wrote must not
  /// stand in a record of nobody.
  private mutating func keepIdentity(
    of child: ImportedChild, _ remaining: Set<String>, _ runs: Set<Int64>
  ) {
    for kind in [PersonIdentity.kind.name, PersonIdentifier.kind.name]
    where !remaining.contains(kind) {
      let kept = Set(changes.filter { $0.kindName == kind }.map(\.fact))
      changes.removeAll { kept.contains($0.fact) }
      for fact in child.facts where kept.contains(fact.id) {
        guard let version = fact.versions.last?.version,
          fact.versions.contains(where: { $0.step.map { runs.contains($0.run) } ?? false })
        else { continue }
        left.append(LeftFact(fact, of: self.child, .saysWhoItIs, version))
      }
    }
  }
}

/// What becomes of one fact.
private enum FactUndo {
  /// It is as it is to be.
  case nothing
  case withdraw(latest: FactVersion)
  case putBack(FactVersion, any Fact, latest: FactVersion)
  case left(LeftFact.Reason, FactVersion)

  init(_ fact: ImportedFact, undone: Set<Int64>) {
    guard let latest = fact.versions.last?.version else {
      self = .nothing
      return
    }
    // What an undone import made, and what undoing made of it, counts as if it had never been.
    let standing = fact.versions.last { version in
      version.step.map { !$0.undoes && !undone.contains($0.run) } ?? true
    }?.version
    let made =
      fact.versions.last { version in
        version.step.map { !$0.undoes && undone.contains($0.run) } ?? false
      }?.version.version ?? 0
    guard let standing else {
      self = latest.fact == nil ? .nothing : .withdraw(latest: latest)
      return
    }
    if standing.version > made {
      self = .left(standing.fact == nil ? .withdrawnSince : .changedSince, standing)
    } else if let content = standing.fact {
      let isBack = latest.fact.map { $0.cells == content.cells } ?? false
      self =
        isBack && latest.subjects == standing.subjects
        ? .nothing : .putBack(standing, content, latest: latest)
    } else {
      self = latest.fact == nil ? .nothing : .left(.wasWithdrawnBefore, standing)
    }
  }
}
