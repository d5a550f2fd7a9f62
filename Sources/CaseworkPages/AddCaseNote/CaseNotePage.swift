public import CareRecord
import CivilTime
public import HTML

/// The form of a case note.
public struct CaseNotePage: Sendable {
  let subject: Subject
  let childName: String
  let answers: Answers
  let form: FormState
  let draft: DraftFields
  let changing: FactID?

  /// - Parameters:
  ///   - form: what was wrong with the answers, where they have been read
  ///   - changing: the note, where it is recorded already
  public init(
    for head: RecordHead, _ answers: Answers, draft: DraftFields, form: FormState? = nil,
    changing: FactID? = nil
  ) {
    subject = head.subject
    childName = head.name.words
    self.answers = answers
    self.form = form ?? answers.state
    self.draft = draft
    self.changing = changing
  }

  public func page(in setting: PageSetting) -> Page {
    Page(
      changing == nil ? "Add a case note" : "Change a case note", in: setting.frame,
      section: .children, wayBack: .back(.record(of: subject), title: "Back to the record"),
      form: form, heading: .captioned(childName)
    ) {
      TaskForm(
        to: changing.map { .editCaseNote($0, of: subject) } ?? .addCaseNote(to: subject), answers,
        draft: draft, save: changing == nil ? "Save the note" : "Save the change", in: setting
      ) {
        for name in [AddCaseNote.factField, AddCaseNote.baseField] {
          if let value = answers[name] { HiddenInput(name, value) }
        }
        DateInput(form.field(AddCaseNote.onField, "When was it?", hint: "For example, 27 3 2026"))
        TextInput(form.field(AddCaseNote.titleField, "What is it about?"))
        TextArea(
          form.field(
            AddCaseNote.noteField, "Note", hint: "Write as if the child will read it one day."),
          rows: 10)
        if changing != nil {
          TextInput(
            form.field(
              AddCaseNote.whyField, "Why are you changing this note?",
              hint: "What it said before stays in its history"))
        }
      }
    }
  }
}
