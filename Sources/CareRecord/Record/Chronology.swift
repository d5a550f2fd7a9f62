public import CivilTime

/// One line of a child's story: a fact that has a time.
///
/// It only says which fact: of many entries few are shown, and `ChildRecord.held` fetches those.
public struct ChronologyEntry: Sendable {
  public let fact: FactID
  public let type: any Fact.Type
  public let when: Occurrence
  /// Its place among the record's facts of the kind.
  let index: Int

  public var kind: FactKind { type.kind }
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
      kind.addEntries(of: self, touching: period, to: &entries)
    }
    return entries.sorted {
      ($0.when.from, $0.fact) > ($1.when.from, $1.fact)
    }
  }

  /// The fact of an entry of this record's chronology; nil for one of another record.
  public func held(_ entry: ChronologyEntry) -> HeldFact? { held(entry.type, entry) }

  private func held<F: Fact>(_ type: F.Type, _ entry: ChronologyEntry) -> HeldFact? {
    let facts = self[type]
    guard facts.indices.contains(entry.index), facts[entry.index].id == entry.fact else {
      return nil
    }
    return HeldFact(facts[entry.index])
  }
}

extension HeldFact {
  /// Days between what happened and the day Kith came to know it; 0 where it was known at once.
  public func daysUntilRecorded(since when: Occurrence) -> Int {
    max(0, known.inLondon.day - when.from)
  }
}

extension Fact {
  public static func addEntries(
    of record: ChildRecord, touching period: DaySpan?, to entries: inout [ChronologyEntry]
  ) {
    let facts = record[Self.self]
    for index in facts.indices {
      guard let when = facts[index].fact.occurred, when.from.isSet else { continue }
      if let period, !when.touches(period) { continue }
      entries.append(
        ChronologyEntry(fact: facts[index].id, type: Self.self, when: when, index: index))
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
