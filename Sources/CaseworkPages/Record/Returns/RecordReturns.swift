public import CivilTime
public import HTML
public import Store

/// What would fail in the returns of one child.
public struct RecordReturns: Sendable {
  let head: RecordHead
  let findings: [FindingLine]
  let years: [String]
  let undecided: [UndecidedRule]

  /// - Parameter years: The collection years that are being sent, as people write them.
  public init(
    _ seen: SeenRecord, findings: [FindingLine], years: [String], undecided: [UndecidedRule],
    knownOn: Day? = nil, in setting: PageSetting
  ) {
    head = RecordHead(seen, knownOn: knownOn, in: setting)
    self.findings = findings
    self.years = years
    self.undecided = undecided
  }

  public func page(in setting: PageSetting) -> Page {
    head.page("Returns check", .returns, in: setting) {
      p(class: "govuk-body") {
        "What the rules of the \(years.joined(separator: " and ")) return find in this record\(head.knownOn == nil ? " as it stands" : " as it stood then"). "
        a(class: "govuk-link", .href(.rules)) { "What the rules say" }
      }
      p(class: "govuk-body", .role("status")) {
        findings.isEmpty
          ? "Nothing would fail, as far as the record can tell."
          : "\(counted(findings.count, "finding"))."
      }
      if !findings.isEmpty {
        StackedTable(
          findings, title: "Findings",
          columns: [
            StackedColumn("Rule") { $0.ruleCell(showsReturn: findings.areOfSeveralReturns) },
            StackedColumn("What is wrong") { $0.message },
            StackedColumn("Where") { $0.placesCell },
            StackedColumn("Look at") { line in
              line.mendCell(of: head.subject) { head.link($0) }
            },
          ])
      }
      UndecidedRules(rules: undecided)
    }
  }
}
