import CareRecord
package import CaseworkPages
package import HTML
package import Learning

/// Any form of learning, with what no child may be recognised by.
package struct LearningFormPage: Sendable {
  let form: any LearningForm
  let answers: Answers
  let state: FormState
  let draft: DraftFields
  let marks: [ChildMark]
  let target: Link
  let wayBack: Link

  /// - Parameters:
  ///   - state: what was wrong with the answers, where they have been read
  ///   - marks: what in them could tell who a child is
  package init(
    _ form: any LearningForm, _ answers: Answers, state: FormState? = nil, draft: DraftFields,
    marks: [ChildMark] = [], sendingTo target: Link, wayBack: Link
  ) {
    self.form = form
    self.answers = answers
    var state = state ?? answers.state
    for mark in marks {
      state.refuse(
        mark.isCertain ? nil : LearningFields.confirmed, "\(mark.label): \(mark.message)")
    }
    self.state = state
    self.draft = draft
    self.marks = marks
    self.target = target
    self.wayBack = wayBack
  }

  package func page(in setting: LearningSetting) -> Page {
    Page(
      form.title, in: setting.page.frame, section: .learning,
      wayBack: .back(wayBack, title: "Back"), form: state
    ) {
      InsetText {
        "Write about practice, not about a child. No names, numbers, dates of birth or addresses of children: Kith refuses those that it knows, and cannot know them all."
      }
      TaskForm(to: target, answers, draft: draft, save: form.save, in: setting.page) {
        for name in [LearningFields.item, LearningFields.base] {
          if let value = answers[name] { HiddenInput(name, value) }
        }
        form.questions(state)
        confirmations
      }
    }
  }

  @MarkupBuilder private var confirmations: Markup {
    let earlier = answers.all(LearningFields.confirmed)
    let uncertain = marks.filter { !$0.isCertain }
    if !uncertain.isEmpty {
      Checkboxes(
        state.field(
          LearningFields.confirmed, "Which of these are not about a child?",
          hint: "Your name is kept with what you say here."
        ).sized(.medium),
        uncertain.map { Choice($0.text, "“\($0.text)” is not about a child") }, small: true)
    }
    for text in earlier where !uncertain.contains(where: { $0.text == text }) {
      HiddenInput(LearningFields.confirmed, text)
    }
  }
}
