public import Returns

extension CheckReport {
  /// The report for a terminal: what was checked, then each rule with what it found.
  ///
  /// - Parameter limit: How many findings of a rule are listed one by one.
  public func text(limit: Int = 20) -> [String] {
    var lines = [
      "\(children.counted("child", plural: "children")), rules of \(ruleSet), dates of \(year)", "",
    ]
    for place in outcomes.indices where outcomes[place].findings > 0 {
      let outcome = outcomes[place]
      let card = outcome.card
      lines.append("\(card.code)  \(card.severity.spoken)  \(outcome.findings.counted("finding"))")
      lines.append("  \(card.message)")
      let found = findings(of: place)
      for finding in found.prefix(limit) { lines.append("    \(finding.line)") }
      if found.count > limit { lines.append("    and \(found.count - limit) more") }
      lines.append("")
    }
    let waiting = outcomes.filter { $0.status != .ran }
    if !waiting.isEmpty {
      lines.append("\(waiting.count.counted("rule")) did not run:")
      for (reason, codes) in waiting.reasons {
        lines.append("  \(reason): \(codes.joined(separator: ", "))")
      }
      lines.append("")
    }
    let ran = outcomes.count - waiting.count
    lines.append(
      "\(ran.counted("rule")) ran and found \(findings.count.counted("thing")) to look at.")
    return lines
  }

  /// What a rule found.
  func findings(of rule: Int) -> Findings.SubSequence {
    // Findings stand in the order of the rules.
    let start = outcomes[..<rule].reduce(0) { $0 + $1.findings }
    return findings[start..<(start + outcomes[rule].findings)]
  }
}

extension CheckReport.Finding {
  /// One line: whose it is, and where.
  var line: String {
    let who = child.map { "child \($0)" } ?? "the whole return"
    return ([who] + places.map(\.line)).joined(separator: "; ")
  }
}

extension CheckReport.Place {
  /// `Episodes row 7 (episodes.csv, line 8) DECOM 02/04/2025, DEC empty`.
  var line: String {
    var text = "\(isPrevious ? "last year's " : "")\(table) row \(row)"
    if let origin { text += " (\(origin.file), line \(origin.line))" }
    let cells = zip(fields, values).map { "\($0) \($1 ?? "empty")" }.joined(separator: ", ")
    return cells.isEmpty ? text : text + " " + cells
  }
}

extension [CheckReport.Outcome] {
  /// The codes of the rules by the reason for which they did not run.
  var reasons: [(reason: String, codes: [String])] {
    var order: [String] = []
    var codes: [String: [String]] = [:]
    for outcome in self {
      if codes[outcome.reason] == nil { order.append(outcome.reason) }
      codes[outcome.reason, default: []].append(outcome.card.code)
    }
    return order.map { ($0, codes[$0] ?? []) }
  }
}

extension RuleSeverity {
  /// As people read it.
  public var spoken: String {
    switch self {
    case .error: "Error"
    case .query: "Query"
    case .toCheck: "To check"
    }
  }
}

extension Int {
  /// `1 finding`, `1,204 findings`.
  func counted(_ thing: String, plural: String? = nil) -> String {
    var digits = String(self)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return "\(digits) \(self == 1 ? thing : plural ?? thing + "s")"
  }
}
