public import CivilTime
public import HTML
public import Returns

extension CheckReport {
  /// The report as one page that works offline and without scripts: by rule, by child and by social
  /// worker, each child's own rows beside what was found in them.
  ///
  /// - Parameters:
  ///   - taken: What was taken for granted, as sentences.
  ///   - madeOn: The day on which it was made.
  /// - Throws: `StaticFile.MissingFile` where the stylesheet was not installed beside the program.
  public func page(taken: [String], madeOn: Day) throws(StaticFile.MissingFile) -> OfflinePage {
    let byChild = findingsByChild
    return try OfflinePage("Check of \(form.title), \(year)") {
      introduction(taken, madeOn)
      ruleSection(byChild)
      workerSection(byChild)
      childSection(byChild)
      restSection
    }
  }

  /// The findings of one child, whose identifier may be missing.
  struct ChildFindings {
    let child: String?
    let number: Int
    var findings: [Finding] = []

    var anchor: String { "child-\(number)" }
    var name: String { child ?? "No identifier" }
  }

  private var findingsByChild: [ChildFindings] {
    var places: [String: Int] = [:]
    var children: [ChildFindings] = []
    for finding in findings {
      if finding.child == nil && finding.places.isEmpty { continue }
      let key = finding.child ?? "\u{0}\(finding.places.first?.table ?? "")"
      if places[key] == nil {
        places[key] = children.count
        children.append(ChildFindings(child: finding.child, number: children.count + 1))
      }
      if let place = places[key] { children[place].findings.append(finding) }
    }
    return children
  }

  @MarkupBuilder
  private func introduction(_ taken: [String], _ madeOn: Day) -> Markup {
    let ran = outcomes.count { $0.status == .ran }
    p {
      "Made on \(madeOn.spoken) with the rules of \(ruleSet.description) and the dates of "
      "\(year.description). Findings are things to look at: some are mistakes, some are true and only "
      "unusual. The Department’s own rule documents were not at hand; each rule is restated from the "
      "rule books that councils share."
    }
    ul { for sentence in taken { li { sentence } } }
    ul(class: "figures") {
      li {
        strong { children.counted("child", plural: "children") }; "in the return"
      }
      li {
        strong { findings.count.counted("finding") }; "to look at"
      }
      li {
        strong { ran.counted("rule") }; "ran"
      }
      li {
        strong { (outcomes.count - ran).counted("rule") }; "did not run"
      }
    }
    nav(.aria("label", "On this page")) {
      ul(class: "links") {
        li { a(.href(.place("rules"))) { "By rule" } }
        li { a(.href(.place("workers"))) { "By social worker" } }
        li { a(.href(.place("children"))) { "By child" } }
        li { a(.href(.place("not-run"))) { "Rules that did not run" } }
        li { a(.href(.place("refused"))) { "What could not be read" } }
      }
    }
  }

  @MarkupBuilder
  private func ruleSection(_ children: [ChildFindings]) -> Markup {
    let anchors = Dictionary(
      children.compactMap { child in child.child.map { ($0, child.anchor) } },
      uniquingKeysWith: { first, _ in first })
    h2(.id("rules")) { "By rule" }
    let found = outcomes.indices.filter { outcomes[$0].findings > 0 }
    if found.isEmpty { p { "No rule found anything." } }
    for severity in [RuleSeverity.error, .query, .toCheck] {
      for place in found where outcomes[place].card.severity == severity {
        let card = outcomes[place].card
        h3(.id("rule-\(card.code)")) {
          "Rule \(card.code) "
          tag(card.severity)
        }
        p { card.message }
        let whose = self.findings(of: place).compactMap(\.child).uniqued
        details {
          summary { outcomes[place].findings.counted("finding") }
          div {
            if whose.isEmpty { p { "It is about the whole return." } }
            ul(class: "links") {
              for child in whose {
                li { a(.href(.place(anchors[child] ?? "children"))) { child } }
              }
            }
          }
        }
      }
    }
  }

  @MarkupBuilder
  private func workerSection(_ children: [ChildFindings]) -> Markup {
    h2(.id("workers")) { "By social worker" }
    let workers = workers(of: children)
    if workers.isEmpty { p { "The return does not name the social workers of these children." } }
    for worker in workers {
      details {
        summary { "\(worker.name): \(worker.findings.counted("finding"))" }
        div {
          ul(class: "links") {
            for child in worker.children {
              li {
                a(.href(.place(child.anchor))) { child.name }
                " (\(child.findings.count))"
              }
            }
          }
        }
      }
    }
  }

  private struct WorkerFindings {
    let name: String
    var children: [ChildFindings] = []

    var findings: Int { children.reduce(0) { $0 + $1.findings.count } }
  }

  /// The children by the social worker whom the return names last, most findings first.
  private func workers(of children: [ChildFindings]) -> [WorkerFindings] {
    guard let table = tables.first(where: { $0.name == "SWEpisodes" && !$0.isPrevious }),
      let worker = table.columns.firstIndex(of: "SW_ID"),
      let start = table.columns.firstIndex(of: "SW_DECOM")
    else { return [] }
    var workers: [String: WorkerFindings] = [:]
    for child in children {
      guard let identifier = child.child else { continue }
      let rows = table.rows(identifier).map { table.values($0) }
      let latest = rows.max { day($0[start]) < day($1[start]) }
      let name = latest.flatMap { $0[worker] } ?? "No social worker named"
      workers[name, default: WorkerFindings(name: name)].children.append(child)
    }
    return workers.values.sorted { ($1.findings, $0.name) < ($0.findings, $1.name) }
  }

  private func day(_ text: String?) -> Day { text.flatMap { Day(british: $0) } ?? .unset }

  @MarkupBuilder
  private func childSection(_ children: [ChildFindings]) -> Markup {
    h2(.id("children")) { "By child" }
    for child in children {
      details(.id(child.anchor)) {
        summary { "\(child.name): \(child.findings.count.counted("finding"))" }
        div {
          ul {
            for finding in child.findings {
              let card = outcomes[finding.rule].card
              li {
                a(.href(.place("rule-\(card.code)"))) { "Rule \(card.code)" }
                " "
                tag(card.severity)
                " \(card.message) "
                span(class: "quiet") { finding.places.map(\.position).joined(separator: "; ") }
              }
            }
          }
          rows(of: child)
        }
      }
    }
  }

  /// The child's rows in every table, with the cells marked at which rules point.
  @MarkupBuilder
  private func rows(of child: ChildFindings) -> Markup {
    for table in tables {
      let marks = table.marks(of: child.findings, outcomes)
      let rows = child.child.map(table.rows) ?? marks.keys.sorted()
      if !rows.isEmpty {
        div(class: "scroll", .tabindex(0), .role("region"), .aria("label", table.caption)) {
          HTML.table {
            caption { table.caption }
            thead {
              tr {
                th(.scope("col")) { "Line" }
                for column in table.columns { th(.scope("col")) { column } }
              }
            }
            tbody {
              for row in rows.prefix(200) {
                tr {
                  th(.scope("row")) { table.origin(row).map { String($0.line) } ?? "" }
                  cells(of: table, row, marks[row] ?? [:])
                }
              }
            }
          }
        }
        if rows.count > 200 { p { "And \((rows.count - 200).counted("row")) more." } }
      }
    }
  }

  @MarkupBuilder
  private func cells(of table: SourceTable, _ row: Int, _ marks: [String: [String]]) -> Markup {
    for (column, value) in zip(table.columns, table.values(row)) {
      if let codes = marks[column] {
        td {
          mark { value ?? "empty" }
          small { (codes.count == 1 ? "rule " : "rules ") + codes.joined(separator: ", ") }
        }
      } else {
        td { value ?? "" }
      }
    }
  }

  @MarkupBuilder
  private var restSection: Markup {
    h2(.id("not-run")) { "Rules that did not run" }
    let waiting = outcomes.filter { $0.status != .ran }
    if waiting.isEmpty { p { "Every rule ran." } }
    for (reason, codes) in waiting.reasons {
      p {
        strong { reason.capitalizedFirst + ": " }
        codes.joined(separator: ", ")
      }
    }
    h2(.id("refused")) { "What could not be read" }
    if refusals.isEmpty && notes.isEmpty { p { "Everything was read." } }
    ul {
      for refusal in refusals.prefix(1000) { li { refusal.description } }
      for note in notes.prefix(1000) { li { note.description } }
    }
    if refusals.count > 1000 { p { "And \((refusals.count - 1000).counted("value")) more." } }
  }

  private func tag(_ severity: RuleSeverity) -> Markup {
    span(class: "tag tag-\(severity.rawValue)") { severity.spoken }
  }
}

extension CheckReport.Place {
  /// `Episodes, line 8`.
  fileprivate var position: String {
    let name = (isPrevious ? "last year’s " : "") + table
    return origin.map { "\(name), \($0.file) line \($0.line)" } ?? "\(name), row \(row)"
  }
}

extension CheckReport.SourceTable {
  fileprivate var caption: String { isPrevious ? "\(name), last year" : name }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Sequence where Element: Hashable {
  /// The elements in their order, each once.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
