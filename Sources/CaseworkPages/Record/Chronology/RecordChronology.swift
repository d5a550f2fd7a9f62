import CareRecord
public import CivilTime
import HTML
public import Store

/// The child's story in order, a page at a time, by months.
public struct RecordChronology: Sendable {
  struct Month: Hashable, Sendable {
    let title: String
    var lines: [ChronologyLine]
  }

  struct KindCount: Hashable, Sendable {
    let name: String
    let label: String
    let count: Int
  }

  let head: RecordHead
  let question: ChronologyQuestion
  let months: [Month]
  let kinds: [KindCount]
  /// How many entries the question has, and how many there are in all.
  let found: Int
  let total: Int
  let page: Int
  let pages: Int

  public init(
    _ seen: SeenRecord, question: ChronologyQuestion = ChronologyQuestion(), knownOn: Day? = nil,
    opening: Opening? = nil, in setting: PageSetting
  ) {
    let record = seen.record
    head = RecordHead(seen, knownOn: knownOn, opening: opening, in: setting)
    self.question = question
    let all = Chronology.entries(of: record)
    var counts: [ObjectIdentifier: Int] = [:]
    for entry in all { counts[ObjectIdentifier(entry.type), default: 0] += 1 }
    kinds = FactRegister.kinds.compactMap { kind in
      counts[ObjectIdentifier(kind)].map {
        KindCount(name: kind.kind.name, label: kind.kind.label, count: $0)
      }
    }
    let entries =
      question.kinds.isEmpty && question.period == nil
      ? all
      : all.filter { entry in
        (question.kinds.isEmpty || question.kinds.contains(entry.kind.name))
          && (question.period.map(entry.when.touches) ?? true)
      }
    total = all.count
    found = entries.count
    let size = ChronologyQuestion.entriesPerPage
    pages = max(1, (entries.count + size - 1) / size)
    page = min(question.page, pages)
    let maker = Chronology.LineMaker(record, setting)
    months = entries.dropFirst((page - 1) * size).prefix(size).reduce(into: []) { months, entry in
      guard let line = maker.line(entry) else { return }
      let (year, month, _) = entry.when.from.parts
      let title = "\(Day.monthNames[month - 1]) \(year)"
      if months.last?.title != title { months.append(Month(title: title, lines: [])) }
      months[months.count - 1].lines.append(line)
    }
  }
}
