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
    return all.filter { entry in
      // Asked first, because a cast costs more and most facts are of other kinds.
      guard type(of: entry.held.fact) == ChildAtVisit.self,
        let visit = (entry.held.fact as? ChildAtVisit)?.visit
      else { return true }
      return !visits.contains(visit)
    }
  }

  static func lines(
    of record: ChildRecord, in setting: PageSetting, limit: Int
  ) -> [ChronologyLine] {
    let maker = LineMaker(record, setting)
    return entries(of: record).prefix(limit).map(maker.line)
  }

  /// Shapes entries of one record.
  struct LineMaker {
    private let setting: PageSetting
    private let childAt: [FactID: Held<ChildAtVisit>]

    init(_ record: ChildRecord, _ setting: PageSetting) {
      self.setting = setting
      childAt = Dictionary(
        record[ChildAtVisit.self].compactMap { part in part.visit.map { ($0, part) } },
        uniquingKeysWith: { first, _ in first })
    }

    func line(_ entry: ChronologyEntry) -> ChronologyLine {
      let fact = entry.held.fact
      let kind = entry.kind
      let part = childAt[entry.held.id]
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
        fact: entry.held.id, kindName: kind.name, kind: kind.label,
        headline: headline, dates: fact.recordedDates ?? RecordedDates(entry.when), texts: texts,
        late: late(entry, kind), isCorrected: entry.held.version > 1)
    }

    /// Only for what people write in Kith: what came from a return was recorded elsewhere first.
    ///
    /// A later version was known later, which says nothing of when the first one was.
    private func late(_ entry: ChronologyEntry, _ kind: FactKind) -> String? {
      guard kind.zone == .narrative, entry.held.version == 1, entry.daysUntilRecorded > 0,
        setting.workingDays.workingDays(
          from: entry.when.from, to: entry.held.known.inLondon.day) > workingDaysInTime
      else { return nil }
      return "Recorded \(counted(entry.daysUntilRecorded, "day")) later"
    }

    private func narratives<F: Fact>(of fact: F) -> [ChronologyLine.Text] {
      F.fields.compactMap { field in
        guard field.about.type == .narrative, case .text(let words) = field.read(fact) else {
          return nil
        }
        return ChronologyLine.Text(label: field.about.label, words: words)
      }
    }
  }
}
