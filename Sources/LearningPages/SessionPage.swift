import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// One session: prompt by prompt, with the evidence beside each outcome.
package struct SessionPage: Sendable {
  let session: LearningRegister.Held<ReflectiveSession>

  package init(_ session: LearningRegister.Held<ReflectiveSession>) { self.session = session }

  package func page(in setting: LearningSetting) -> Page {
    let line = setting.register.line(of: session)
    let actions = setting.register.actions.filter { $0.body.session == session.id }
    return Page(
      session.body.title, in: setting.page.frame, section: .learning,
      wayBack: .back(.reflection, title: "Reflection"), width: .full
    ) {
      SessionHead(session: session.body)
      ButtonGroup {
        ButtonLink(
          "Change who and when", to: Link.session(session.id).appending("change"), .secondary)
        ButtonLink("Print", to: Link.session(session.id).appending("paper"), .secondary)
        if line.count > 1 {
          ButtonLink(
            "Beside earlier sessions", to: Link.session(session.id).appending("compare"),
            .secondary)
        }
      }
      for outcome in Indicator.Outcome.allCases {
        let prompts = setting.prompts.filter { $0.under == outcome }
        if !prompts.isEmpty {
          h2(class: "govuk-heading-m") { outcome.title }
          for prompt in prompts { answer(prompt, setting) }
        }
      }
      h2(class: "govuk-heading-m") { "What was agreed" }
      if actions.isEmpty {
        p(class: "govuk-body") { "No action yet." }
      } else {
        ActionTable(actions: actions, setting: setting)
      }
      if Policy.mayLeadLearning(setting.page.person) {
        ButtonLink(
          "Add an action", to: Link.addAction.setting(ActionForm.sessionField, session.id.text))
      }
      WrittenBy(version: session.version, setting: setting)
    }
  }

  @MarkupBuilder private func answer(
    _ prompt: ReflectivePrompt, _ setting: LearningSetting
  ) -> Markup {
    let response = session.body.response(to: prompt.id)
    section(.id(prompt.id), .aria("label", prompt.words)) {
      h3(class: "govuk-heading-s") {
        prompt.words
        if prompt.isLocal {
          " "
          Tag("Local", .purple)
        }
      }
      if let response { ResponseWords(response: response, setting: setting) }
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(.prompt(prompt.id, of: session.id))) {
          response == nil ? "Write, with the evidence beside it" : "Change"
          span(class: "govuk-visually-hidden") { ": \(prompt.words)" }
        }
      }
    }
  }
}

/// Who, when, and when again.
struct SessionHead: Component {
  let session: ReflectiveSession

  var markup: Markup {
    SummaryList([
      SummaryRow("Who reflects", session.setting.words),
      SummaryRow("Date", session.on.spoken),
      SummaryRow("Who takes part") {
        if session.participants.isEmpty {
          span(class: "kith-missing") { "Not said" }
        } else {
          ul(class: "govuk-list") {
            for participant in session.participants {
              li {
                [participant.role, participant.organisation].filter { !$0.isEmpty }
                  .joined(separator: ", ")
              }
            }
          }
        }
      },
      SummaryRow("Who must be gathered") { WrittenText(session.mustBeGathered) },
      SummaryRow("Come back on", session.comeBackOn?.spoken, missing: "Not agreed"),
    ]).markup
  }
}

struct ResponseWords: Component {
  let response: ReflectiveSession.Response
  let setting: LearningSetting

  @MarkupBuilder var markup: Markup {
    let entries = response.evidence.compactMap { setting.library[$0] }
    SummaryList(
      [
        SummaryRow("What we do") { WrittenText(response.weDo) },
        SummaryRow("What we heard") { WrittenText(response.weHeard) },
        SummaryRow("What we will change") { WrittenText(response.weWillChange) },
      ]
        + (entries.isEmpty
          ? [] : [SummaryRow("Evidence") { EvidenceLinks(entries: entries) }]))
  }
}
