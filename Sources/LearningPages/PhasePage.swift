import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning

/// One decision about the limits of a control chart.
package struct PhasePage: Sendable {
  let phase: LearningRegister.Held<ChartPhase>

  package init(_ phase: LearningRegister.Held<ChartPhase>) { self.phase = phase }

  package func page(in setting: LearningSetting) -> Page {
    let body = phase.body
    let chart = Link.indicator(body.indicator).at("control-chart")
    return Page(
      "New limits from \(body.firstYear)", in: setting.page.frame, section: .learning,
      wayBack: .back(chart, title: "The chart"), width: .full
    ) {
      SummaryList([
        SummaryRow("Measure") {
          a(class: "govuk-link", .href(chart)) { setting.indicatorName(body.indicator) }
        },
        SummaryRow("First year with new limits", String(body.firstYear)),
        SummaryRow("Why") { WrittenText(body.reason) },
        SummaryRow("Follows the action") {
          if let action = body.action.flatMap(setting.register.action) {
            a(class: "govuk-link", .href(.action(action.id))) { action.body.title }
          } else {
            span(class: "kith-missing") { "None is named" }
          }
        },
        SummaryRow("Decided by", setting.name(of: phase.version.startedBy)),
      ])
      ButtonGroup {
        ButtonLink("See the chart", to: chart)
        if Policy.refusal(
          toKeep: .phase(body), replacing: phase.version, by: setting.page.person) == nil
        {
          ButtonLink("Change", to: Link.phase(phase.id).appending("change"), .secondary)
        }
      }
      p(class: "govuk-body") {
        "A principal social worker takes the decision back on “Every version”: the chart then has the limits that it had before, and the decision is kept with the reason."
      }
      WrittenBy(version: phase.version, setting: setting)
    }
  }
}
