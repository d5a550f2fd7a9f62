public import CivilTime

/// A record while it is brought in line with something that was received: its facts as they are to
/// be, and the changes that make them so.
///
/// Facts are matched by what they are, not by an identifier, so that the same file twice changes
/// nothing and a later file carries on where the earlier one ended.
public struct RecordEdit: Sendable {
  public private(set) var record: ChildRecord
  private let original: ChildRecord
  private let known: Instant
  /// Where new identifiers come from; take it back when the edit is done.
  public private(set) var identifiers: IdentifierSource

  public init(_ record: ChildRecord, at known: Instant, identifiers: IdentifierSource) {
    self.record = record
    original = record
    self.known = known
    self.identifiers = identifiers
  }

  /// Makes the record hold `wanted`: in the place of the first fact that matches, or as a new one.
  ///
  /// - Parameter merge: what becomes of the held fact and the wanted one; by default the wanted one
  ///   takes its place
  /// - Returns: the identifier under which it is held
  @discardableResult
  public mutating func put<F: Fact>(
    _ wanted: F, inPlaceOf matches: (Held<F>) -> Bool, merge: (F, F) -> F = { $1 }
  ) -> FactID {
    var held = record[F.self]
    if let index = held.firstIndex(where: matches) {
      let merged = merge(held[index].fact, wanted)
      if merged != held[index].fact {
        held[index].fact = merged
        record[F.self] = held
      }
      return held[index].id
    }
    let id: FactID = identifiers.next()
    held.append(Held(id: id, version: 0, known: known, wanted))
    record[F.self] = held
    return id
  }

  /// Takes facts out of the record; they stay in the log.
  public mutating func withdraw<F: Fact>(_ type: F.Type, where unwanted: (Held<F>) -> Bool) {
    let held = record[type]
    let kept = held.filter { !unwanted($0) }
    if kept.count != held.count { record[type] = kept }
  }

  /// The changes that lead from the record as it was to the record as it is to be.
  /// - Parameter reason: why facts that were held already are changed or withdrawn
  public func changes(because reason: String) -> [Change] {
    FactRegister.kinds.flatMap { changes(of: $0, because: reason) }
  }

  private func changes<F: Fact>(of type: F.Type, because reason: String) -> [Change] {
    let before = original[type]
    let after = record[type]
    if before == after { return [] }
    let old = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [Change] = []
    for held in after {
      if let previous = old[held.id] {
        guard previous.fact != held.fact else { continue }
        changes.append(
          Change(
            held.id, replaces: previous.version, of: [record.subject], .put(held.fact),
            reason: reason))
      } else {
        changes.append(.new(held.fact, id: held.id, of: [record.subject]))
      }
    }
    let kept = Set(after.map(\.id))
    for held in before where !kept.contains(held.id) {
      changes.append(
        Change(
          held.id, replaces: held.version, of: [record.subject], .withdraw(kind: F.kind.name),
          reason: reason))
    }
    return changes
  }
}
