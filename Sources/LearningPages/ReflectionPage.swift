import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
import Learning
import Published

/// The sessions that somebody was at, and how to begin one.
package struct ReflectionPage: Sendable {
  let page: Int

  /// - Parameter page: which page of the list of sessions, from 1
  package init(page: Int = 1) { self.page = page }

  package func page(in setting: LearningSetting) -> Page {
    let sessions = setting.register.sessions
    let person = setting.page.person
    return Page(
      "Reflection", in: setting.page.frame, section: .learning, width: .full
    ) {
      LearningNavigation(current: .reflection)
      p(class: "govuk-body") {
        "One person, a pair, a team or a partnership thinks about its practice with nine prompts and the evidence beside them. Nothing is scored. What is said can be read by those who took part and by the principal social worker; the actions agreed are for everybody."
      }
      ButtonGroup {
        if Policy.mayConvene(person) { ButtonLink("Begin a session", to: .addSession) }
        ButtonLink("Print a blank sheet", to: .blankReflection, .secondary)
        if Policy.mayKeepLearning(person) {
          ButtonLink("Add a prompt of our own", to: .addLocalPrompt, .secondary)
        }
      }
      if sessions.isEmpty {
        p(class: "govuk-body") { "You have taken part in no session yet." }
      } else {
        let list = LongList(sessions, page: page, at: .reflection)
        StackedTable(
          list.rows, title: "Sessions",
          columns: [
            StackedColumn("Session") { session in
              a(class: "govuk-link", .href(.session(session.id))) { session.body.title }
            },
            StackedColumn("Who") { $0.body.setting.words },
            StackedColumn("Date") { $0.body.on },
            StackedColumn("Come back on") { session in
              if let back = session.body.comeBackOn {
                back
                if back < setting.page.today,
                  !sessions.contains(where: { $0.body.follows == session.id })
                {
                  " "
                  Tag("Due", .orange)
                }
              } else {
                "Not agreed"
              }
            },
          ])
        list.pages
      }
      h2(class: "govuk-heading-m") { "The prompts" }
      PromptList(prompts: setting.prompts)
    }
  }
}

/// Prompts under their outcomes.
struct PromptList: Component {
  let prompts: [ReflectivePrompt]

  @MarkupBuilder var markup: Markup {
    for outcome in Indicator.Outcome.allCases {
      let own = prompts.filter { $0.under == outcome }
      if !own.isEmpty {
        h3(class: "govuk-heading-s") { outcome.title }
        ul(class: "govuk-list govuk-list--bullet") {
          for prompt in own {
            li {
              prompt.words
              if prompt.isLocal {
                " "
                Tag("Local", .purple)
              }
            }
          }
        }
      }
    }
  }
}
