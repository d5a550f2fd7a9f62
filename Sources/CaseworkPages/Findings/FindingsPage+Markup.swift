import CareRecord
public import HTML
import Store

extension FindingsPage {
  public func page(in setting: PageSetting) -> Page {
    Page(
      "What would fail if we sent it today", in: setting.frame, section: .findings, width: .wide
    ) {
      p(class: "govuk-body") {
        "The rules of the \(years.map(\.label).joined(separator: " and ")) return, run over the records of \(FindingsPage.whose(setting)) as they stand. Each save checks its child anew. "
        a(class: "govuk-link", .href(.rules)) { "What the rules say" }
      }
      Details("Filter by rule\(seesOthers ? ", worker and team" : "")", open: !selected.isEmpty) {
        filters
      }
      SubNavigation(
        "Ways to look at it",
        views.map { view in
          NavigationItem(view.title, question.with { $0.view = view }.link())
        }, current: question.with { _ in }.link())
      p(class: "govuk-body", .role("status")) { count }
      shown
      if total > 0 {
        p(class: "govuk-body") {
          a(class: "govuk-link", .href(question.link(at: .findingsAsCSV).setting("view", nil))) {
            "Download every finding as a spreadsheet (CSV)"
          }
        }
      }
      UndecidedRules(rules: undecided)
    }
  }

  private var views: [FindingsQuestion.View] {
    seesOthers ? FindingsQuestion.View.allCases : [.rule, .child, .list]
  }

  private var count: String {
    if total == 0 {
      return selected.isEmpty
        ? "Nothing would fail, as far as the records can tell."
        : "Nothing is found with these filters."
    }
    let found = "\(counted(total, "finding"))."
    guard pages > 1 else { return found }
    return "\(found) Page \(question.page) of \(grouped(pages))."
  }

  @MarkupBuilder private var shown: Markup {
    switch content {
    case .rules(let rules) where !rules.isEmpty:
      StackedTable(
        rules, title: "Findings by rule",
        columns: [
          StackedColumn("Rule") { $0.line.ruleCell(showsReturn: showsReturn) },
          StackedColumn("What is wrong") { $0.line.message },
          StackedColumn("Findings") { rule in
            a(class: "govuk-link", .href(listLink(of: rule.count))) {
              grouped(rule.count.findings)
              span(class: "govuk-visually-hidden") { " findings of rule \(rule.line.rule)" }
            }
          },
          StackedColumn("Children") { grouped($0.count.children) },
        ])
    case .groups(let groups) where !shown(of: groups).isEmpty:
      groupTable(shown(of: groups))
      Pagination(page: question.page, of: pages, at: question.link())
    case .list(let lines, _) where !lines.isEmpty:
      StackedTable(
        lines, title: "Findings",
        columns: [
          StackedColumn("Child") { line in
            a(class: "govuk-link", .href(.record(of: line.child.subject, .returns))) {
              ChildName(line.child).words
            }
            if seesOthers {
              br()
              span(class: "kith-missing govuk-!-font-weight-regular") {
                line.child.worker ?? "Nobody is allocated"
              }
            }
          },
          StackedColumn("Rule") { $0.line.ruleCell(showsReturn: showsReturn) },
          StackedColumn("What is wrong") { $0.line.message },
          StackedColumn("Where") { $0.line.placesCell },
          StackedColumn("Look at") { line in
            line.line.mendCell(of: line.child.subject) { .fact($0, of: line.child.subject) }
          },
        ])
      Pagination(page: question.page, of: pages, at: question.link())
    case .list where total > 0, .groups where total > 0:
      p(class: "govuk-body") {
        "There is no page \(question.page). "
        a(class: "govuk-link", .href(question.link())) { "Go to the first page" }
      }
    default: Markup()
    }
  }

  private var showsReturn: Bool {
    switch content {
    case .rules(let rules): rules.map(\.line).areOfSeveralReturns
    case .list(let lines, _): years.count > 1 || lines.map(\.line).areOfSeveralReturns
    case .groups: false
    }
  }

  private func listLink(of count: FindingCount) -> Link {
    question.with {
      $0.view = .list
      $0.returnName = count.returnName
      $0.year = count.year
      $0.rule = count.rule
    }.link()
  }

  private func groupTable(_ groups: ArraySlice<FindingCount>) -> StackedTable {
    let children = StackedColumn<FindingCount>("Children") { grouped($0.children) }
    func findings(_ link: @escaping (FindingCount) -> Link) -> StackedColumn<FindingCount> {
      StackedColumn("Findings") { group in
        a(class: "govuk-link", .href(link(group))) {
          grouped(group.findings)
          span(class: "govuk-visually-hidden") { " findings" }
        }
      }
    }
    switch question.view {
    case .child:
      return StackedTable(
        groups, title: "Findings by child",
        columns: [
          StackedColumn("Child") { group in
            if let child = group.child {
              a(class: "govuk-link", .href(.record(of: child.subject, .returns))) {
                ChildName(child).words
              }
            }
          },
          StackedColumn("Child number") { $0.child?.laChildID ?? "Not recorded" },
          StackedColumn("Worker") { $0.child?.worker ?? "Nobody" },
          StackedColumn("Findings") { grouped($0.findings) },
        ])
    case .worker:
      return StackedTable(
        groups, title: "Findings by worker",
        columns: [
          StackedColumn("Worker") { $0.worker ?? "Nobody is allocated" },
          StackedColumn("Team") { $0.team ?? "Not recorded" },
          findings { group in
            question.with {
              $0.view = .list
              $0.worker = group.worker ?? FindingsQuestion.nobody
            }.link()
          }, children,
        ])
    case .team, .rule, .list:
      return StackedTable(
        groups, title: "Findings by team",
        columns: [
          StackedColumn("Team") { $0.team ?? "No team is recorded" },
          findings { group in
            question.with {
              $0.view = .worker
              $0.team = group.team ?? FindingsQuestion.nobody
            }.link()
          }, children,
        ])
    }
  }

  // MARK: - Filters

  private var filters: FilterPanel {
    let form = question.form
    return FilterPanel(
      of: .findings, keeping: question.view == .rule ? [] : [("view", question.view.rawValue)],
      selected: selected
    ) {
      div(class: "kith-columns") {
        div {
          TextInput(form.field("rule", "Rule", hint: "Its code, such as 356"))
          if years.count > 1 {
            Select(
              form.field("year", "Collection year"),
              years.map { Choice(String($0.endYear), $0.label) }, prompt: "Both years")
          }
        }
        if seesOthers {
          div {
            TextInput(form.field("worker", "Worker", hint: "The name as the list shows it"))
            TextInput(form.field("team", "Team"))
          }
        }
      }
    }
  }

  private var selected: [FilterPanel.Selected] {
    func without(
      _ text: String?, _ remove: (inout FindingsQuestion) -> Void
    ) -> FilterPanel.Selected? {
      text.map { FilterPanel.Selected($0, without: question.with(remove).link()) }
    }
    return [
      without(question.rule.map { "Rule \($0)" }) { $0.rule = nil },
      without(question.returnName.map { $0 == "cin" ? "Children in need census" : "SSDA903" }) {
        $0.returnName = nil
      },
      without(question.year.map { ImportUploadPage.label(ofYear: $0) }) { $0.year = nil },
      without(
        question.worker.map {
          $0 == FindingsQuestion.nobody ? "Nobody is allocated" : "Worker \($0)"
        }
      ) { $0.worker = nil },
      without(
        question.team.map { $0 == FindingsQuestion.nobody ? "No team" : "Team \($0)" }
      ) { $0.team = nil },
    ].compactMap { $0 }
  }
}
