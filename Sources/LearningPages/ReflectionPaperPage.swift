import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// A sheet to write on by hand: blank, or with what is written already.
package struct ReflectionPaperPage: Sendable {
  let session: LearningRegister.Held<ReflectiveSession>?

  package init(_ session: LearningRegister.Held<ReflectiveSession>?) { self.session = session }

  package func page(in setting: LearningSetting) -> Page {
    Page(
      session?.body.title ?? "Reflection: a sheet to write on", in: setting.page.frame,
      section: .learning,
      wayBack: .back(session.map { Link.session($0.id) } ?? .reflection, title: "Back"),
      width: .full
    ) {
      p(class: "govuk-body") {
        "Write about practice, never about a child who could be recognised. Nothing is scored."
      }
      if let session {
        SessionHead(session: session.body)
      } else {
        for question in ["Date", "Who takes part, by role and organisation"] {
          PaperSpace(question, text: "", lines: 1)
        }
      }
      for outcome in Indicator.Outcome.allCases {
        let prompts = setting.prompts.filter { $0.under == outcome }
        if !prompts.isEmpty {
          h2(class: "govuk-heading-m") { outcome.title }
          for prompt in prompts { sheet(prompt) }
        }
      }
      if session == nil {
        for question in ["Who must be gathered around this?", "When do we come back to it?"] {
          PaperSpace(question, text: "", lines: 1)
        }
      }
    }
  }

  @MarkupBuilder private func sheet(_ prompt: ReflectivePrompt) -> Markup {
    let response = session?.body.response(to: prompt.id)
    h3(class: "govuk-heading-s") { prompt.isLocal ? "\(prompt.words) (local)" : prompt.words }
    PaperSpace("What do we do?", text: response?.weDo ?? "")
    PaperSpace(
      "What have we heard from families and practitioners?", text: response?.weHeard ?? "")
    PaperSpace("What will we change?", text: response?.weWillChange ?? "")
  }
}

/// A question with what is written to it, or room to write by hand.
struct PaperSpace: Component {
  let question: String
  let text: String
  let lines: Int

  init(_ question: String, text: String, lines: Int = 3) {
    self.question = question
    self.text = text
    self.lines = lines
  }

  @MarkupBuilder var markup: Markup {
    p(class: "govuk-body-s govuk-!-margin-bottom-1") { question }
    if text.isEmpty {
      div(class: lines == 1 ? "kith-paper kith-paper--line" : "kith-paper") {}
    } else {
      div(class: "govuk-body") { WrittenText(text) }
    }
  }
}
