public import Returns

/// What came of checking a census, before it is written down for people.
public struct CINCheckOutcome: Sendable {
  /// One finding with its rule's place among those asked for, in the order of rules and children.
  public internal(set) var findings: [CheckReport.Finding] = []
  /// How many findings each rule has.
  public internal(set) var counts: [Int]
  /// Why a rule could not run; nil where it ran.
  public internal(set) var obstacles: [String?]
  public internal(set) var children = 0
  public internal(set) var header = CINHeader()
  public internal(set) var notes: [ReadingNote] = []
  public internal(set) var refusals: [Refusal] = []

  private var rowsBefore = [Int32](repeating: 0, count: CINModule.allCases.count)
  private var tallies: [CINTally]
  private var texts: [CINSharedTexts]
  private var keys: [(rule: Int32, child: Int32, order: Int)] = []
  private var files: [(firstChild: Int32, name: String)] = []

  private let hasLines: Bool
  private var fieldNames: [UInt64: [String]] = [:]

  init(asked: [CINRule], hasLines: Bool) {
    self.hasLines = hasLines
    counts = asked.map { _ in 0 }
    obstacles = asked.map { _ in nil }
    tallies = asked.map { _ in CINTally() }
    texts = asked.map { _ in CINSharedTexts() }
  }

  /// Adds what was found in the next piece.
  mutating func add(_ part: CINCheckPart, of file: String) {
    let firstChild = Int32(truncatingIfNeeded: children)
    files.append((firstChild, file))
    for entry in part.found.entries {
      let places = entry.places.map { number in
        let place = part.found.places[Int(number)]
        return CheckReport.Place(
          table: place.module.name,
          row: Int(place.row + rowsBefore[place.module.rawValue]) + 1,
          origin: origin(file, place.line), fields: names(place.module, place.fields),
          values: place.values)
      }
      add(
        CheckReport.Finding(rule: Int(entry.rule), child: entry.identifier, places: places),
        child: entry.child + firstChild)
    }
    for (rule, child) in part.found.cut {
      notes.append(
        ReadingNote(
          "Rule \(part.code(of: rule)) found more than \(CINFindings.limit) faults on "
            + "the child \(child ?? "without an identifier"). The others are not listed.",
          file: file, weight: .warning))
    }
    for rule in tallies.indices {
      tallies[rule].merge(part.tallies[rule])
      for var entry in part.texts[rule].entries {
        entry.child += firstChild
        entry.row += rowsBefore[CINModule.identifiers.rawValue]
        texts[rule].entries.append(entry)
      }
    }
    for module in CINModule.allCases { rowsBefore[module.rawValue] += part.rows(of: module) }
    children += part.children
    refusals += part.refusals
  }

  /// The same few lists of names, again and again.
  private mutating func names(_ module: CINModule, _ fields: UInt32) -> [String] {
    let key = UInt64(module.rawValue) << 32 | UInt64(fields)
    if let names = fieldNames[key] { return names }
    let names = module.names(of: fields)
    fieldNames[key] = names
    return names
  }

  private func origin(_ file: String, _ line: Int32) -> RowOrigin? {
    hasLines ? RowOrigin(file: file, line: Int(line)) : nil
  }

  private mutating func add(_ finding: CheckReport.Finding, child: Int32) {
    keys.append((Int32(truncatingIfNeeded: finding.rule), child, findings.count))
    findings.append(finding)
    counts[finding.rule] += 1
  }

  /// Decides the rules about the whole return, and puts everything in order.
  mutating func conclude(_ asked: [CINRule], header: CINHeader, _ setting: CINCheckSetting) {
    self.header = header
    for (place, rule) in asked.enumerated() {
      if rule.needsPeriod, !setting.end.isKnown {
        obstacles[place] =
          "the header has no reference date that can be read, so the period is not known"
        continue
      }
      switch rule.kind {
      case .child: break
      case .header(let isWrong):
        if isWrong(header) { add(headerFinding(place, rule), child: -1) }
      case .whole(_, let isWrong):
        if isWrong(tallies[place]) {
          add(CheckReport.Finding(rule: place, child: nil, places: []), child: -1)
        }
      case .unique(let column):
        for entry in texts[place].shared {
          let file = files.last { $0.firstChild <= entry.child }?.name ?? ""
          let found = CheckReport.Place(
            table: CINModule.identifiers.name, row: Int(entry.row) + 1,
            origin: origin(file, entry.line), fields: [column.name],
            values: [entry.value])
          add(
            CheckReport.Finding(rule: place, child: entry.identifier, places: [found]),
            child: entry.child)
        }
      }
    }
    sort()
  }

  private func headerFinding(_ place: Int, _ rule: CINRule) -> CheckReport.Finding {
    let fields = rule.card.fields.first?.names ?? []
    let found = CheckReport.Place(
      table: CINModule.header.name, row: 1,
      origin: hasLines ? header.collection.origin : nil, fields: fields,
      values: fields.map { name in
        CollectionDetailsColumn.layout.place(named: name).flatMap { header.collection.values[$0] }
      })
    return CheckReport.Finding(rule: place, child: nil, places: [found])
  }

  private mutating func sort() {
    keys.sort { ($0.rule, $0.child, $0.order) < ($1.rule, $1.child, $1.order) }
    findings = keys.map { findings[$0.order] }
    keys = []
    texts = []
  }
}
