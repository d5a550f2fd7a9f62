import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// The sessions that somebody was at, and how to begin one.
package struct ReflectionPage: Sendable {
  package init() {}

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
        StackedTable(
          sessions, title: "Sessions",
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

/// A session and those before it, side by side.
package struct SessionComparisonPage: Sendable {
  /// More do not fit beside one another.
  static let most = 3

  let line: [LearningRegister.Held<ReflectiveSession>]

  /// - Parameter line: the session and those that it comes back to, the latest first
  package init(_ line: [LearningRegister.Held<ReflectiveSession>]) {
    self.line = Array(line.prefix(SessionComparisonPage.most))
  }

  package func page(in setting: LearningSetting) -> Page {
    Page(
      "What has changed since", in: setting.page.frame, section: .learning,
      wayBack: .back(line.first.map { Link.session($0.id) } ?? .reflection, title: "Back"),
      width: .wide
    ) {
      for prompt in setting.prompts
      where line.contains(where: { $0.body.response(to: prompt.id) != nil }) {
        h2(class: "govuk-heading-m") { prompt.words }
        div(class: "kith-sides") {
          for session in line {
            div(class: "kith-sides__side") {
              p(class: "kith-sides__title") { "\(session.body.title), \(session.body.on.spoken)" }
              words(session.body.response(to: prompt.id))
            }
          }
        }
      }
    }
  }

  @MarkupBuilder private func words(_ response: ReflectiveSession.Response?) -> Markup {
    for (label, text) in [
      ("What we do", response?.weDo), ("What we heard", response?.weHeard),
      ("What we will change", response?.weWillChange),
    ] {
      p(class: "govuk-body-s govuk-!-font-weight-bold govuk-!-margin-bottom-0") { label }
      div(class: "govuk-body") { WrittenText(text ?? "") }
    }
  }
}

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
