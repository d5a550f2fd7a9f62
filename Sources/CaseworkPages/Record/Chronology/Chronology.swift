import CareRecord
import CivilTime
import HTML

/// Makes lines of the chronology from a record's entries.
///
/// What a visit found about the child stands with the visit, not beside it.
enum Chronology {
  /// Working days after which something that people write counts as recorded late.
  static let workingDaysInTime = 5

  /// The entries of a record, the latest first, without those that stand with another.
  static func entries(
    of record: ChildRecord, kinds: Set<String> = [], touching period: DaySpan? = nil
  ) -> [ChronologyEntry] {
    let visits = Set(record[Visit.self].map(\.id))
    var kinds = kinds
    if kinds.contains(Visit.kind.name) { kinds.insert(ChildAtVisit.kind.name) }
    let all = record.chronology(kinds: kinds, touching: period)
    if visits.isEmpty { return all }
    let told = Set(
      record[ChildAtVisit.self].filter { $0.visit.map(visits.contains) ?? false }.map(\.id))
    return told.isEmpty ? all : all.filter { !told.contains($0.fact) }
  }

  static func lines(
    of record: ChildRecord, in setting: PageSetting, limit: Int
  ) -> [ChronologyLine] {
    let maker = LineMaker(record, setting)
    return entries(of: record).prefix(limit).compactMap(maker.line)
  }

  /// Shapes entries of one record.
  struct LineMaker {
    private let record: ChildRecord
    private let setting: PageSetting
    private let childAt: [FactID: Held<ChildAtVisit>]

    init(_ record: ChildRecord, _ setting: PageSetting) {
      self.record = record
      self.setting = setting
      childAt = Dictionary(
        record[ChildAtVisit.self].compactMap { part in part.visit.map { ($0, part) } },
        uniquingKeysWith: { first, _ in first })
    }

    /// Nil for an entry of another record.
    func line(_ entry: ChronologyEntry) -> ChronologyLine? {
      guard let held = record.held(entry) else { return nil }
      let fact = held.fact
      let kind = entry.kind
      let part = childAt[held.id]
      var headline = setting.words.headline(of: fact)
      var texts = narratives(of: fact)
      if let part {
        headline = [headline, part.fact.seenWords].filter { !$0.isEmpty }.joined(separator: ", ")
        texts += narratives(of: part.fact)
      } else if kind == ChildAtVisit.kind, let alone = fact as? ChildAtVisit {
        headline = alone.seenWords
      } else if kind == Address.kind, let address = fact as? Address, address.isProtected {
        headline = "protected, hidden here"
      }
      return ChronologyLine(
        fact: held.id, kindName: kind.name, kind: kind.label,
        headline: headline, dates: fact.recordedDates ?? RecordedDates(entry.when), texts: texts,
        late: late(held, entry.when, kind), isCorrected: held.version > 1)
    }

    /// Only for what people write in Kith: what came from a return was recorded elsewhere first.
    ///
    /// A later version was known later, which says nothing of when the first one was.
    private func late(_ held: HeldFact, _ when: Occurrence, _ kind: FactKind) -> String? {
      let days = held.daysUntilRecorded(since: when)
      guard kind.zone == .narrative, held.version == 1, days > 0,
        setting.workingDays.workingDays(
          from: when.from, to: held.known.inLondon.day) > workingDaysInTime
      else { return nil }
      return "Recorded \(counted(days, "day")) later"
    }

    private func narratives(of fact: some Fact) -> [ChronologyLine.Text] {
      let fields = FactRegister.fields(of: type(of: fact))
      let cells = fact.cells
      return fields.indices.compactMap { index in
        guard fields[index].type == .narrative, case .text(let words) = cells[index] else {
          return nil
        }
        return ChronologyLine.Text(label: fields[index].label, words: words)
      }
    }
  }
}
