import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// One finding, and what is done because of it.
package struct FindingPage: Sendable {
  let finding: LearningRegister.Held<LearningFinding>

  package init(_ finding: LearningRegister.Held<LearningFinding>) { self.finding = finding }

  package func page(in setting: LearningSetting) -> Page {
    let actions = setting.register.actions(answering: finding.id)
    let body = finding.body
    return Page(
      body.title, in: setting.page.frame, section: .learning,
      wayBack: .back(.learning, title: "Learning register"), width: .full
    ) {
      p(class: "govuk-body") { body.sort.tag }
      SummaryList(
        [
          SummaryRow("What was found") { WrittenText(body.found) },
          SummaryRow("Source", "\(body.source.words), \(body.on.spoken)"),
          SummaryRow("About", body.under.title),
          SummaryRow("Theme", body.theme),
          SummaryRow("Where", body.place, missing: "Not said"),
          SummaryRow("How we know", body.howWeKnow, missing: "Not said"),
        ]
          + (body.sort == .strength
            ? [SummaryRow("Who is trying it", body.whoIsTryingIt, missing: "Nobody yet")] : [])
          + [SummaryRow("Report") { OutsideLink(address: body.link) }])
      h2(class: "govuk-heading-m") { "What is done" }
      if actions.isEmpty { p(class: "govuk-body") { "No action answers this yet." } }
      if !actions.isEmpty { ActionTable(actions: actions, setting: setting) }
      ButtonGroup {
        if Policy.mayLeadLearning(setting.page.person) {
          ButtonLink(
            "Add an action", to: Link.addAction.setting(ActionForm.findingField, finding.id.text))
        }
        if Policy.refusal(
          toKeep: .finding(body), replacing: finding.version, by: setting.page.person) == nil
        {
          ButtonLink("Change", to: Link.finding(finding.id).appending("change"), .secondary)
        }
      }
      WrittenBy(version: finding.version, setting: setting)
    }
  }
}

/// Actions, those due first first.
struct ActionTable: Component {
  let actions: [LearningRegister.Held<ImprovementAction>]
  let setting: LearningSetting

  var markup: Markup {
    StackedTable(
      actions, title: "Actions",
      columns: [
        StackedColumn("Action") { action in
          a(class: "govuk-link", .href(.action(action.id))) { action.body.title }
        },
        StackedColumn("Owner") { OwnerWords(action: $0.body, register: setting.register) },
        StackedColumn("Status") { action in
          action.body.tag
          if action.body.isOverdue(on: setting.page.today) {
            " "
            Tag("Overdue", .red)
          }
        },
        StackedColumn("Due") { $0.body.due },
        StackedColumn("Measure") { action in
          if let indicator = action.body.indicator { setting.indicatorName(indicator) }
        },
        StackedColumn("Assurance") { action in
          action.body.assurances.last?.verdict.words ?? "Not yet given"
        },
      ]
    ).markup
  }
}
