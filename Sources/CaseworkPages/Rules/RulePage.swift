public import HTML
public import Store

/// A rule's page: what it says, when, where its words come from, an example that fails and one that
/// passes, and what it finds today.
public struct RulePage: Sendable {
  let rule: RuleView
  /// What it finds among the reader's children; nil where it cannot be decided from records.
  let today: FindingCount?
  let undecided: String?

  /// - Parameter undecided: Why a record alone cannot decide it, where that is so.
  public init(_ rule: RuleView, today: FindingCount?, undecided: String?) {
    self.rule = rule
    self.today = today
    self.undecided = undecided
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      "Rule \(rule.code)", in: setting.frame, section: .findings,
      wayBack: .back(.rules, title: "All rules"), heading: .captioned(rule.returnTitle),
      width: .full
    ) {
      if let newest = rule.versions.first {
        p(class: "govuk-body-l") { newest.message }
      }
      found(setting)
      for (number, version) in rule.versions.enumerated() {
        h2(class: "govuk-heading-m") {
          rule.versions.count == 1 ? "The rule" : "As it is in \(version.years)"
        }
        about(version, showsMessage: number > 0)
        example("An example that fails", "Fails", version.fails)
        example("An example that passes", "Passes", version.passes)
      }
    }
  }

  @MarkupBuilder private func found(_ setting: PageSetting) -> Markup {
    InsetText {
      if let today {
        if today.findings == 0 {
          "Today it finds nothing in the records of \(FindingsPage.whose(setting))."
        } else {
          "Today it finds "
          a(
            class: "govuk-link",
            .href(
              Link.findings.setting("view", "list").setting("return", rule.returnName)
                .setting("rule", rule.code))
          ) {
            "\(counted(today.findings, "thing")) in \(counted(today.children, "child", plural: "children"))"
          }
          " among \(FindingsPage.whose(setting))."
        }
      } else if let undecided {
        "It does not run on single records: \(undecided). It runs when the files of a return are checked."
      } else {
        "It is not in the rule book of the return that is being sent now."
      }
    }
  }

  private func about(_ version: RuleView.Version, showsMessage: Bool) -> SummaryList {
    SummaryList(
      (showsMessage ? [SummaryRow("What it says", version.message)] : []) + [
        SummaryRow("Collection years", version.years),
        SummaryRow("Subject", rule.subject),
        SummaryRow("How grave") {
          version.severity.tag
          p(class: "govuk-body govuk-!-margin-top-1 govuk-!-margin-bottom-0") {
            switch version.severity {
            case .error: "It has to be put right before the return is accepted."
            case .query: "It has to be put right or explained."
            case .toCheck:
              "Whether the Department treats it as an error or as a query could not be learned. Check it, and put it right where it is wrong."
            }
          }
        },
        SummaryRow("What it needs", version.needs.joined(separator: ", ")),
        SummaryRow("The cells to look at", version.cells.joined(separator: "; ")),
        SummaryRow("Where the wording comes from") {
          version.provenance.prefix(1).uppercased() + version.provenance.dropFirst() + "."
          p(class: "govuk-body govuk-!-margin-top-1 govuk-!-margin-bottom-0") {
            "The Department for Education’s own documents were not at hand when it was written. Where they say something else, they are right."
          }
        },
      ])
  }

  @MarkupBuilder private func example(
    _ title: String, _ result: String, _ tables: [RuleView.ExampleTable]
  ) -> Markup {
    h3(class: "govuk-heading-s") { title }
    for table in tables {
      let marks = tables.contains { $0.rows.contains { $0.isFlagged } }
      Table(
        table.rows, title: "\(result): \(table.title)", size: .small,
        empty: "\(table.title) is there, without rows.",
        columns: (marks
          ? [
            Column<RuleView.ExampleTable.Row>("Result") { row in
              if row.isFlagged { Tag("Flagged", .red) } else { "Not flagged" }
            }
          ] : [])
          + table.columns.enumerated().map { number, name in
            Column<RuleView.ExampleTable.Row>(name) { row in
              if let value = row.values[number] {
                if row.isFlagged { strong { value } } else { value }
              }
            }
          })
    }
  }
}
