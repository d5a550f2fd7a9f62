public import CivilTime
public import Returns

/// Checks one child's entry at once, again and again for one child after another: which rules can
/// be decided from it is worked out once.
///
/// It finds in a child what `CINCheck` finds in a whole census, but for the rules in `undecided`.
public struct CINChildCheck: Sendable {
  /// The rules that run, in the order of the rule book.
  public let rules: [RuleCard]
  /// The rules of the year that compare children, and so cannot be decided from one.
  public let undecided: [(card: RuleCard, reason: String)]

  private let running: [CINRule]
  private let header: CINHeader
  private let setting: CINCheckSetting

  /// - Parameters:
  ///   - year: The collection year, which sets the dates.
  ///   - ruleSet: The year of the rule book.
  public init(year: CollectionYear, ruleSet: CollectionYear, calendar: WorkingDayCalendar) {
    var running: [CINRule] = []
    var undecided: [(card: RuleCard, reason: String)] = []
    for rule in CINRuleBook.rules(of: ruleSet) {
      if case .child = rule.kind {
        running.append(rule)
      } else {
        undecided.append((rule.card, "it is about the whole census"))
      }
    }
    self.running = running
    self.undecided = undecided
    rules = running.map(\.card)
    header = CINHeader(
      year: year, authority: "", software: "", release: "", serialNumber: 1, dateTime: "")
    setting = CINCheckSetting(referenceDate: year.end, calendar: calendar)
  }

  /// What is found in a child: the places of rules in `rules`, and the cells.
  public func findings(_ child: CINChild) -> [CheckReport.Finding] {
    let written = CINWriter.xml(header, [child])
    var outcome = CINCheckOutcome(asked: running, hasLines: false)
    do throws(Refusal) {
      let file = try SourceFile(name: written.name, bytes: written.bytes)
      var part = CINCheckPart(
        file: written.name, rules: running, running: Array(running.indices), setting)
      _ = try CINElement.records.read(file) { part.check($0) }
      outcome.add(part, of: written.name)
    } catch {
      // What was just written can be read; a text too long for any census is refused and has no
      // findings.
      return []
    }
    outcome.conclude(running, header: header, setting)
    return Array(outcome.findings)
  }
}
