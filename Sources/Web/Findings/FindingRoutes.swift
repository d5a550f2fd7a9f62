import Access
import CareRecord
import CaseworkPages
import Checking
import CivilTime
import Hummingbird
import Returns
import Store

/// What would fail if the returns were sent today.
struct FindingRoutes {
  let casework: Casework

  func add(to routes: Routes) {
    routes.get("/findings", for: Policy.mayListChildren) { [casework] request in
      let question = FindingsQuestion(request.query.state)
      let rules = casework.rules(for: request.person)
      let checks = rules.checks(on: request.today)
      let reading = request.reading("returns check")
      let content: FindingsPage.Content
      if let group = question.view.group {
        let counts = try await casework.findings.findingCounts(
          by: group, of: question.list, for: reading)
        content =
          group == .rule
          ? .rules(
            counts.map { FindingsPage.RuleCount(rules.line(ReturnFinding($0)), $0) })
          : .groups(counts)
      } else {
        let page = try await casework.findings.findings(question.list, for: reading)
        content = .list(
          page.lines.map { ChildFindingLine(rules.line($0.finding), of: $0.child) },
          total: page.total)
      }
      let setting = casework.setting(of: request)
      return .page(
        FindingsPage(
          question, content, years: checks.map { ($0.year.description, $0.year.endYear) },
          undecided: rules.undecided(in: checks), in: setting
        ).page(in: setting))
    }
    routes.get("/findings.csv", for: Policy.mayListChildren) { [casework] request in
      var list = FindingsQuestion(request.query.state).list
      list.offset = 0
      list.limit = FindingsSpreadsheet.mostFindings
      let page = try await casework.findings.findings(
        list, for: request.reading("export of the returns check"))
      let rules = casework.rules(for: request.person)
      let sheet = FindingsSpreadsheet(page) { rules.line($0) }
      return .download(
        sheet.bytes, name: "findings-\(request.today.iso).csv", type: "text/csv; charset=utf-8")
    }
  }
}

extension ReturnFinding {
  /// What a count by rule says of it.
  init(_ count: FindingCount) {
    self.init(
      returnName: count.returnName ?? "", year: count.year ?? 0, rule: count.rule ?? "",
      severity: count.severity ?? "", places: [])
  }
}

/// Findings as a file for a spreadsheet: a line for each place.
struct FindingsSpreadsheet {
  /// What the store hands out of a list at most.
  static let mostFindings = 10_000

  let bytes: [UInt8]

  init(_ page: FindingListPage, words: (ReturnFinding) -> FindingLine) {
    var sheet = SpreadsheetCSV()
    sheet.append([
      "Return and year", "Rule", "Severity", "What is wrong", "Child number", "Name", "Worker",
      "Team", "Table", "Which year", "Row", "Cells", "Fact to mend",
    ])
    for line in page.lines {
      let finding = words(line.finding)
      let start = [
        finding.returnTitle, finding.rule, finding.severity.words, finding.message,
        line.child.laChildID, line.child.name, line.child.worker, line.child.team,
      ]
      for place in finding.places {
        sheet.append(
          start + [
            place.table, place.isPrevious ? "Last year" : "This year", String(place.row),
            place.cells.map { "\($0.name) \($0.value ?? "empty")" }.joined(separator: "; "),
            finding.factLabel ?? "Nothing is recorded yet",
          ])
      }
    }
    if page.total > page.lines.count {
      sheet.append([
        "Only the first \(page.lines.count) of \(page.total) findings are in this file. "
          + "Filter the list to get the others."
      ])
    }
    bytes = sheet.bytes
  }
}
