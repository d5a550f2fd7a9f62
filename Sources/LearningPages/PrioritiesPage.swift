import Access
import CaseworkPages
package import HTML
import Learning

/// What we want to have achieved, which three things, and who we need around us.
package struct PrioritiesPage: Sendable {
  package init() {}

  package func page(in setting: LearningSetting) -> Page {
    Page("Our priorities", in: setting.page.frame, section: .learning, width: .full) {
      LearningNavigation(current: .priorities)
      if let held = setting.register.priorities {
        h2(class: "govuk-heading-m") { "What we want to have achieved" }
        div(class: "govuk-body-l") { WrittenText(held.body.achieved) }
        if !held.body.byWhen.isEmpty { p(class: "govuk-body") { "By when: \(held.body.byWhen)" } }
        h2(class: "govuk-heading-m") { "The three things" }
        ol(class: "govuk-list govuk-list--number") {
          for thing in held.body.things where !thing.isEmpty { li { WrittenText(thing) } }
        }
        h2(class: "govuk-heading-m") { "Who we need around us" }
        div(class: "govuk-body") { WrittenText(held.body.around) }
        WrittenBy(version: held.version, setting: setting)
      } else {
        p(class: "govuk-body") {
          "What do you want to have achieved? Which three things will get you there? Who do you need around you? Nobody has written it down yet."
        }
      }
      if Policy.mayWritePriorities(setting.page.person) {
        ButtonLink(
          setting.register.priorities == nil ? "Write our priorities" : "Change",
          to: .changePriorities)
      }
    }
  }
}
