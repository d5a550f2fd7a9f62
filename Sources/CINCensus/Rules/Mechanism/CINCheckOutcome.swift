public import Returns

/// What came of checking a census, before it is written down for people.
public struct CINCheckOutcome: Sendable {
  /// In the order of the rules, then of the children.
  public private(set) var findings = CheckReport.Findings.none
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
  private var pieces: [CINFoundPiece] = []
  /// What was found about the whole return.
  private var whole: [CheckReport.Finding] = []
  private var files: [(firstChild: Int32, name: String)] = []

  private let hasLines: Bool

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
    pieces.append(
      CINFoundPiece(found: part.found, file: file, rowsBefore: rowsBefore, hasLines: hasLines))
    for entry in part.found.entries { counts[Int(entry.rule)] += 1 }
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

  private func origin(_ file: String, _ line: Int32) -> RowOrigin? {
    hasLines ? RowOrigin(file: file, line: Int(line)) : nil
  }

  private mutating func add(_ finding: CheckReport.Finding) {
    whole.append(finding)
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
        if isWrong(header) { add(headerFinding(place, rule)) }
      case .whole(_, let isWrong):
        if isWrong(tallies[place]) {
          add(CheckReport.Finding(rule: place, child: nil, places: []))
        }
      case .unique(let column):
        for entry in texts[place].shared {
          let file = files.last { $0.firstChild <= entry.child }?.name ?? ""
          let found = CheckReport.Place(
            table: CINModule.identifiers.name, row: Int(entry.row) + 1,
            origin: origin(file, entry.line), fields: [column.name],
            values: [entry.value])
          add(CheckReport.Finding(rule: place, child: entry.identifier, places: [found]))
        }
      }
    }
    arrange()
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

  /// Where a finding was written down.
  private struct Source {
    /// The place of its piece; -1 where it is about the whole return.
    var piece: Int32
    var place: Int32
  }

  /// Puts the findings in the order of the rules: those of one rule are in the order of the children
  /// already.
  private mutating func arrange() {
    var next: [Int] = []
    var total = 0
    for count in counts {
      next.append(total)
      total += count
    }
    var sources = [Source](repeating: Source(piece: -1, place: 0), count: total)
    func put(_ rule: Int, _ piece: Int, _ place: Int) {
      sources[next[rule]] = Source(
        piece: Int32(truncatingIfNeeded: piece), place: Int32(truncatingIfNeeded: place))
      next[rule] += 1
    }
    for (number, piece) in pieces.enumerated() {
      for (place, entry) in piece.found.entries.enumerated() {
        put(Int(entry.rule), number, place)
      }
    }
    for (place, finding) in whole.enumerated() { put(finding.rule, -1, place) }
    findings = CheckReport.Findings(count: total) { [pieces, sources, whole] number in
      let source = sources[number]
      return source.piece < 0
        ? whole[Int(source.place)] : pieces[Int(source.piece)].finding(at: Int(source.place))
    }
    texts = []
  }
}
