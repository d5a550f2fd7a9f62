public import Returns

/// Checks an SSDA903 return against the rules of a year.
///
/// ```swift
/// let check = SSDA903Check(submission, previous: lastYear, year: year, ruleSet: year)
/// let report = await check.report(threads: 2)
/// ```
public struct SSDA903Check: Sendable {
  private let submissions: CheckedSubmissions
  /// The rules asked for, in the order of their codes, each with why it does not run.
  private let asked: [(rule: SSDA903Rule, obstacle: Obstacle?)]
  /// The rules that run.
  private let running: [Running]

  private struct Running: Sendable {
    /// The place in `asked`.
    var place: Int
    var kind: SSDA903Rule.Kind
  }

  private struct Obstacle: Sendable {
    var status: CheckReport.Outcome.Status
    var reason: String
  }

  /// - Parameters:
  ///   - previous: Last year's submission, as it was sent.
  ///   - year: The collection year, which sets the dates.
  ///   - ruleSet: The year of the rule book.
  ///   - authority: The code of the authority that the return is from, such as `E08000035`.
  ///   - rules: The rules to run; all of the rule book unless given.
  public init(
    _ submission: SSDA903Return, previous: SSDA903Return? = nil, year: CollectionYear,
    ruleSet: CollectionYear, authority: CellText? = nil,
    reference: ReferenceData = ReferenceData(), rules: [SSDA903Rule]? = nil
  ) {
    let now = CheckedSubmission(
      submission, isPrevious: false, authority: authority, reference: reference)
    let last = CheckedSubmission(
      previous ?? SSDA903Return([]), isPrevious: true, authority: authority, reference: reference)
    let setting = CheckSetting(
      year: year, ruleSet: ruleSet, authority: authority, reference: reference,
      isXML: submission.isXML, given: now.given, givenLast: last.given,
      hasAsylumMarker: now.hasAsylumMarker, hasAsylumMarkerLast: last.hasAsylumMarker,
      givenPlacement: now.givenPlacement)
    submissions = CheckedSubmissions(now: now, last: last, setting: setting)
    asked = (rules ?? SSDA903RuleBook.rules(of: ruleSet)).map { rule in
      if let missing = setting.missing(rule.card.needs) {
        return (rule, Obstacle(status: .notRun, reason: missing))
      }
      return (rule, rule.obstacle(setting).map { Obstacle(status: .notRun, reason: $0) })
    }
    running = asked.enumerated().filter { $1.obstacle == nil }
      .map { Running(place: $0, kind: $1.rule.kind) }
  }

  /// Runs the rules over every child.
  ///
  /// - Parameter threads: How many children are checked at the same time; what is found does not
  ///   depend on it.
  public func flagged(threads: Int = 1) async -> [RuleFindings.FlaggedRow] {
    let count = submissions.count
    var parts: [Part] = []
    if threads <= 1 || count < 64 {
      parts = [part(0..<count)]
    } else {
      // More parts than threads, since some children are longer than others.
      let size = max(64, count / (threads * 8))
      await withTaskGroup(of: (Int, Part).self) { group in
        var next = 0
        func add() {
          guard next < count else { return }
          let range = next..<min(next + size, count)
          next = range.upperBound
          group.addTask { (range.lowerBound, part(range)) }
        }
        for _ in 0..<threads { add() }
        var done: [(Int, Part)] = []
        for await part in group {
          done.append(part)
          add()
        }
        parts = done.sorted { $0.0 < $1.0 }.map(\.1)
      }
    }
    return put(together: parts)
  }

  /// Runs the rules and writes down what came of each.
  public func report(threads: Int = 1) async -> CheckReport {
    var counts = [Int](repeating: 0, count: asked.count)
    let flagged = await flagged(threads: threads)
    for row in flagged { counts[Int(row.rule)] += 1 }
    let findings = CheckReport.Findings(count: flagged.count) { finding(flagged[$0]) }
    let outcomes = asked.indices.map { place in
      CheckReport.Outcome(
        card: asked[place].rule.card, status: asked[place].obstacle?.status ?? .ran,
        reason: asked[place].obstacle?.reason ?? "", findings: counts[place])
    }
    let now = submissions.now.submission
    let last = submissions.last.submission
    var report = CheckReport(
      form: .ssda903, year: submissions.setting.year, ruleSet: submissions.setting.ruleSet,
      children: submissions.countNow, outcomes: outcomes, findings: findings,
      refusals: now.refusals + last.refusals, notes: now.notes + last.notes)
    report.tables =
      now.givenTables.map { now.source($0, isPrevious: false) }
      + last.givenTables.map { last.source($0, isPrevious: true) }
    return report
  }
}

extension SSDA903Return {
  /// A table for reports.
  fileprivate func source(_ table: SSDA903Table, isPrevious: Bool) -> CheckReport.SourceTable {
    let rows = self.table(table)
    let layout = table.layout
    return CheckReport.SourceTable(
      name: layout.name, isPrevious: isPrevious, columns: layout.columnNames,
      rowCount: rows.rowCount,
      dates: Set(layout.columns.filter { $0.format == .britishDate }.map(\.name)),
      values: { row in layout.columns.indices.map { rows.text(row: row, column: $0) } },
      origin: { rows.origin(of: $0) },
      rows: { child in
        self.position(of: child).map { self.rows(ofChildAt: $0, in: table).map { Int($0) } } ?? []
      })
  }
}

extension SSDA903Check {
  /// What came of some of the children.
  private struct Part: Sendable {
    var findings = RuleFindings()
    var texts = SharedTexts()
  }

  /// How many children are laid out at once: each rule then goes over all of them, while their rows
  /// and the rule are near the processor.
  private static let batch = 16

  private func part(_ children: Range<Int>) -> Part {
    let loader = ChildLoader(submissions)
    var part = Part()
    var start = children.lowerBound
    while start < children.upperBound {
      let end = min(start + SSDA903Check.batch, children.upperBound)
      let batch = loader.children(at: start..<end)
      part.findings.begin(rows: loader.rowCount)
      // The array keeps the children; counting them for each of hundreds of rules would cost more
      // than the rules.
      let children = batch.map { Unmanaged.passUnretained($0) }
      withExtendedLifetime(batch) {
        for rule in running { check(children, rule, &part) }
      }
      start = end
    }
    return part
  }

  private func check(
    _ children: [Unmanaged<CheckedChild>], _ rule: Running, _ part: inout Part
  ) {
    switch rule.kind {
    case .child(let check):
      for child in children {
        child._withUnsafeGuaranteedRef { child in
          part.findings.begin(rule: rule.place, child: child.place)
          check(child, &part.findings)
        }
      }
    case .unique(let collect):
      for child in children {
        child._withUnsafeGuaranteedRef { child in
          part.texts.begin(rule: rule.place, child: child.place)
          collect(child, &part.texts)
        }
      }
    }
  }

  /// All that was found, by rule, then by child, table and row.
  private func put(together parts: [Part]) -> [RuleFindings.FlaggedRow] {
    var all = RuleFindings()
    var texts = SharedTexts()
    for part in parts {
      all.merge(part.findings)
      texts.merge(part.texts)
    }
    for row in texts.shared { all.add(row) }
    return all.flagged.sorted()
  }

  private func finding(_ flagged: RuleFindings.FlaggedRow) -> CheckReport.Finding {
    let submission = flagged.table.isPrevious ? submissions.last : submissions.now
    guard let table = SSDA903Table(rawValue: Int(flagged.table.number)) else {
      preconditionFailure("a rule flagged a row of a table that the return does not have")
    }
    let name = table.layout.name
    let fields = asked[Int(flagged.rule)].rule.card.fields(in: name)
    let row = Int(flagged.row)
    let place = CheckReport.Place(
      table: name, isPrevious: flagged.table.isPrevious, row: row + 1,
      origin: submission.submission.table(table).origin(of: row), fields: fields,
      values: fields.map { submission.submission.table(table).text(row: row, field: $0) })
    return CheckReport.Finding(
      rule: Int(flagged.rule), child: submissions.identifier(at: Int(flagged.child)),
      places: [place])
  }
}

extension CheckSetting {
  /// What of this is missing, as a reason why a rule does not run; nil where nothing is.
  func missing(_ needs: [RuleNeed]) -> String? {
    for need in needs {
      switch need {
      case .table(let name):
        if !given.hasTable(named: name) {
          return "the table \(name) is not in the return"
        }
      case .lastYear(let name):
        if !givenLast.hasTable(named: name) {
          return "the table \(name) of last year's return was not given"
        }
      case .reference(let kind):
        if !reference.has(kind), !isGiven(kind) { return kind.missing }
      case .authority:
        if authority == nil { return "it is not known which authority the return is from" }
      }
    }
    return nil
  }
}

extension ReferenceKind {
  /// Why a rule that needs it does not run.
  var missing: String {
    switch self {
    case .postcodes: "there is no list of postcodes"
    case .providers: "there is no list of providers"
    case .authorities: "there is no list of districts and their authorities"
    }
  }
}
