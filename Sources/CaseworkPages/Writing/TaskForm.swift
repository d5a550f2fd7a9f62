import CivilTime
package import HTML

/// The form of a task: keeps its draft, carries the texts that were set aside, and ends with a button
/// that saves to the record and one that saves a draft without a script.
package struct TaskForm: Component {
  /// Where drafts are kept while somebody types.
  static let autosave: Link = .drafts

  let target: Link
  let answers: Answers
  let draft: DraftFields
  let save: String
  let setting: PageSetting
  let content: Markup

  package init(
    to target: Link, _ answers: Answers, draft: DraftFields, save: String, in setting: PageSetting,
    @MarkupBuilder content: () -> Markup
  ) {
    self.target = target
    self.answers = answers
    self.draft = draft
    self.save = save
    self.setting = setting
    self.content = content()
  }

  package var markup: Markup {
    Form(
      to: target, token: setting.token,
      autosave: Form.Autosave(to: TaskForm.autosave, savedAt: draft.saved?.spokenTime)
    ) {
      draft
      SetAside(answers)
      content
      ButtonGroup {
        Button(save, answer: (WritingAction.field, WritingAction.save.rawValue))
        Button(
          "Save draft", .secondary, answer: (WritingAction.field, WritingAction.draft.rawValue))
      }
    }.markup
  }
}
