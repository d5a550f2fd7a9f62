public import CivilTime

/// One line of a child's story: a fact that has a time.
public struct ChronologyEntry: Sendable {
  public let held: HeldFact
  public let when: Occurrence

  public var kind: FactKind { held.kind }

  /// Days between what happened and the day Kith came to know it; 0 where it was known at once.
  public var daysUntilRecorded: Int { max(0, held.known.inLondon.day - when.from) }
}

extension ChildRecord {
  /// Everything that happened, the latest first; facts without a time of their own are left out.
  ///
  /// - Parameters:
  ///   - kinds: only these kinds, by name; empty means all
  ///   - period: only what touches these days
  public func chronology(
    kinds: Set<String> = [], touching period: DaySpan? = nil
  ) -> [ChronologyEntry] {
    var entries: [ChronologyEntry] = []
    for kind in FactRegister.kinds where kind.kind.inChronology {
      guard kinds.isEmpty || kinds.contains(kind.kind.name) else { continue }
      collect(kind, touching: period, into: &entries)
    }
    return entries.sorted {
      ($0.when.from, $0.held.id) > ($1.when.from, $1.held.id)
    }
  }

  private func collect<F: Fact>(
    _ type: F.Type, touching period: DaySpan?, into entries: inout [ChronologyEntry]
  ) {
    for held in self[type] {
      guard let when = held.fact.occurred, when.from.isSet else { continue }
      if let period, !when.touches(period) { continue }
      entries.append(ChronologyEntry(held: HeldFact(held), when: when))
    }
  }
}

extension Occurrence {
  /// Whether any of its days is one of the period's, both ends counted.
  public func touches(_ period: DaySpan) -> Bool {
    let last = isSpan ? to : from
    return (period.to.map { from <= $0 } ?? true) && (last.map { $0 >= period.from } ?? true)
  }
}
