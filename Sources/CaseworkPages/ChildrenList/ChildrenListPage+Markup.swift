import Access
import CareRecord
public import HTML
import Store

extension ChildrenListPage {
  public func page(in setting: PageSetting) -> Page {
    Page("Children", in: setting.frame, section: .children, width: .wide) {
      Details("Filter by status, age, placement, days and worker", open: !selected(setting).isEmpty)
      {
        filters(setting)
      }
      p(class: "govuk-body", .role("status")) { count }
      if rows.isEmpty {
        p(class: "govuk-body") { nothing(setting) }
      } else {
        StackedTable(
          rows, title: "Children",
          sorting: Sorting(
            by: question.order.rawValue, question.isDescending ? .descending : .ascending,
            at: question.link()),
          columns: columns)
        Pagination(page: question.page, of: pages, at: question.link())
        p(class: "govuk-body") {
          a(class: "govuk-link", .href(question.link(at: .childrenAsCSV))) {
            "Download this list as a spreadsheet (CSV)"
          }
        }
      }
    }
  }

  private var count: String {
    let children = counted(total, "child", plural: "children")
    return pages == 1 ? "\(children)." : "\(children). Page \(question.page) of \(grouped(pages))."
  }

  @MarkupBuilder private func nothing(_ setting: PageSetting) -> Markup {
    if total > 0 {
      "There is no page \(question.page). "
      a(class: "govuk-link", .href(question.link())) { "Go to the first page" }
    } else if selected(setting).isEmpty {
      "No children are listed for you. Lists show the children that you or your team work with. "
      a(class: "govuk-link", .href(.search)) { "Search" }
      " finds any child."
    } else {
      "No child matches these filters. "
      a(class: "govuk-link", .href(.children)) { "Clear all filters" }
    }
  }

  private var columns: [StackedColumn<Row>] {
    [
      StackedColumn("Name", sortedBy: "name") { row in
        a(class: "govuk-link", .href(row.link)) { row.name }
        if row.hasAlert { " "; Tag("Alert", .red) }
      },
      StackedColumn("Child number") { $0.laChildID ?? "Not recorded" },
      StackedColumn("Age", sortedBy: "age") { $0.age },
      StackedColumn("Status", sortedBy: "status") { $0.status?.tag },
      StackedColumn("Days open", sortedBy: "daysOpen") { row in row.daysOpen.map(grouped) },
      StackedColumn("Placement", sortedBy: "placement") { $0.placement },
      StackedColumn("Worker", sortedBy: "worker") { $0.worker },
    ]
  }

  private func filters(_ setting: PageSetting) -> FilterPanel {
    let form = question.form
    return FilterPanel(
      of: .children,
      keeping: question.order == .name && !question.isDescending
        ? []
        : [
          ("sort", question.order.rawValue),
          ("direction", question.isDescending ? "descending" : "ascending"),
        ], selected: selected(setting)
    ) {
      div(class: "kith-columns") {
        Checkboxes(
          form.field("status", "Status"),
          ChildStatus.allCases.map { Choice($0.name, $0.label) }, small: true)
        div {
          Select(
            form.field("age", "Age"), AgeBand.allCases.map { Choice($0.rawValue, $0.label) },
            prompt: "Any age")
          Select(
            form.field("placement", "Placement"), setting.choices(from: PlacementType.codeSet),
            prompt: "Any placement")
          Select(
            form.field("open", "Open for at least"),
            ChildrenQuestion.days.map { Choice(String($0), "\($0) days") }, prompt: "Any time")
        }
        div {
          if let ownTeam {
            Checkboxes(
              form.field("team", "Team"), [Choice(ownTeam, "My team, \(ownTeam)")], small: true)
          }
          if let ownWorker {
            Checkboxes(
              form.field("worker", "Worker"), [Choice(ownWorker, "My own children")], small: true)
          } else {
            TextInput(
              form.field(
                "worker", "Worker", hint: "The name as the list shows it, or the worker’s number"))
          }
        }
      }
    }
  }

  private func selected(_ setting: PageSetting) -> [FilterPanel.Selected] {
    var selected: [FilterPanel.Selected] = question.statuses.sorted().map { status in
      without(status.label) { $0.statuses.remove(status) }
    }
    if let age = question.age { selected.append(without("Age \(age.label)") { $0.age = nil }) }
    if let placement = question.placement {
      let words = setting.words.words(for: .text(placement), of: .code(PlacementType.codeSet))
      selected.append(without(words) { $0.placement = nil })
    }
    if let days = question.openForDays {
      selected.append(without("Open for at least \(counted(days, "day"))") { $0.openForDays = nil })
    }
    if let worker = question.worker {
      selected.append(
        without(worker == ownWorker ? "My own children" : "Worker \(worker)") { $0.worker = nil })
    }
    if let team = question.team { selected.append(without("Team \(team)") { $0.team = nil }) }
    return selected
  }

  private func without(
    _ text: String, _ remove: (inout ChildrenQuestion) -> Void
  ) -> FilterPanel.Selected {
    var question = question
    remove(&question)
    return FilterPanel.Selected(text, without: question.link())
  }
}
