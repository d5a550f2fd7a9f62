import Access
import CareRecord
package import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// The form of an action.
package struct ActionForm: LearningForm {
  package static let findingField = "finding"
  package static let sessionField = "session"
  private static let titleField = "title"
  private static let underField = "under"
  private static let ownerField = "owner"
  private static let beginsField = "begins"
  private static let dueField = "due"
  private static let indicatorField = "indicator"
  private static let expectedField = "expected"
  private static let evidenceField = "evidence"
  private static let statusField = "status"

  private let isNew: Bool
  private let finding: LearningID?
  private let session: LearningID?
  private let setting: LearningSetting

  /// - Parameters:
  ///   - finding: what a new action answers
  ///   - session: the session that agreed it
  package init(
    isNew: Bool, answering finding: LearningID? = nil, agreedIn session: LearningID? = nil,
    in setting: LearningSetting
  ) {
    self.isNew = isNew
    self.finding = finding
    self.session = session
    self.setting = setting
  }

  package var name: String { "action" }
  package var title: String { isNew ? "Add an action" : "Change an action" }
  package var save: String { "Save the action" }
  package func page(of id: LearningID) -> Link { .action(id) }

  package var fields: [WritingField] {
    [
      WritingField(Self.titleField, "What will be done", .line),
      WritingField(Self.ownerField, "Owner", .line),
      WritingField(Self.statusField, "Status", .line),
      WritingField(Self.beginsField, "Begins", .date),
      WritingField(Self.dueField, "Due", .date),
      WritingField(Self.indicatorField, "Measure that should move", .line),
      WritingField(Self.expectedField, "What should be different for children", .text),
      WritingField(Self.underField, "Outcome or enabler", .line),
      WritingField(Self.findingField, "Findings", .several),
      WritingField(Self.evidenceField, "Evidence", .several),
    ]
  }

  package func answers(of item: LearningItem?) -> Answers {
    guard case .action(let action) = item else {
      let under = finding.flatMap { setting.register.finding($0)?.body.under.rawValue } ?? ""
      return Answers(
        [
          (Self.underField, under), (Self.statusField, ImprovementAction.Status.planned.rawValue),
          (Self.findingField, finding?.text ?? ""), (Self.sessionField, session?.text ?? ""),
        ]) + .date(Self.beginsField, setting.page.today)
    }
    return Answers(
      [
        (Self.titleField, action.title), (Self.underField, action.under.rawValue),
        (Self.ownerField, action.owner?.name ?? ""), (Self.statusField, action.status.rawValue),
        (Self.indicatorField, action.indicator ?? ""), (Self.expectedField, action.expected),
        (Self.sessionField, action.session?.text ?? ""),
      ] + action.findings.map { (Self.findingField, $0.text) }
        + action.evidence.map { (Self.evidenceField, $0) }) + .date(Self.beginsField, action.begins)
      + .date(Self.dueField, action.due)
  }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let title = form.required(Self.titleField, of: answers, "Say what will be done")
    let under: Indicator.Outcome? = form.choice(
      Self.underField, of: answers, "Choose the outcome or enabler that it serves")
    let status: ImprovementAction.Status? = form.choice(
      Self.statusField, of: answers, "Choose how it stands")
    let begins = form.day(Self.beginsField, called: "the date on which it begins", required: true)
    let due = form.day(Self.dueField, called: "the date by which it is due", required: true)
    if let begins, let due, due < begins {
      form.refuse(Self.dueField, "The date by which it is due must not be before it begins")
    }
    let indicator = answers.text(Self.indicatorField)
    if !indicator.isEmpty, setting.figures.indicator(indicator) == nil {
      form.refuse(Self.indicatorField, "Choose a measure of the list, or none")
    }
    guard form.errors.isEmpty, let under, let status, let begins, let due else {
      return (nil, form)
    }
    var action = ImprovementAction(title: title, under: under, begins: begins, due: due)
    if case .action(let kept) = item { action = kept }
    action.title = title
    action.under = under
    action.status = status
    action.begins = begins
    action.due = due
    action.indicator = indicator.isEmpty ? nil : indicator
    action.expected = answers.text(Self.expectedField)
    action.owner = owner(answers.text(Self.ownerField), before: action.owner)
    action.findings = answers.all(Self.findingField).compactMap { LearningID(text: $0) }
    action.session = LearningID(text: answers.text(Self.sessionField))
    action.evidence = answers.all(Self.evidenceField).filter { setting.library[$0] != nil }
    return (.action(action), form)
  }

  /// Somebody with an account where the words mean one; else somebody by these words.
  private func owner(
    _ words: String, before: ImprovementAction.Owner?
  ) -> ImprovementAction.Owner? {
    if words.isEmpty { return nil }
    if words == before?.name { return before }
    guard let colleague = setting.colleague(words) else { return .init(name: words) }
    return .init(user: colleague.user, name: colleague.name)
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    TextInput(form.field(Self.titleField, "What will be done?"))
    TextInput(
      form.field(
        Self.ownerField, "Who owns it? (optional)",
        hint:
          "Begin to type and choose a colleague. Somebody without an account: name and organisation."
      ), suggestions: setting.colleagueChoices)
    Radios(
      form.field(Self.statusField, "How does it stand?").sized(.small),
      ImprovementAction.Status.allCases.map { Choice($0.rawValue, $0.words) }, layout: .small)
    DateInput(
      form.field(
        Self.beginsField, "When does it begin?",
        hint: "This day is marked on the chart of the measure. For example, 27 3 2026"))
    DateInput(form.field(Self.dueField, "When is it due?", hint: "For example, 27 9 2026"))
    Radios(
      form.field(Self.underField, "Which outcome or enabler does it serve?").sized(.small),
      .outcomes, layout: .small)
    Select(
      form.field(
        Self.indicatorField, "Which measure should move? (optional)",
        hint: "A published measure that would show whether it has worked"),
      setting.figures.indicators.map { Choice($0.id, $0.name) }, prompt: "None")
    TextArea(
      form.field(Self.expectedField, "What should be different for children? (optional)"), rows: 3)
    if !setting.register.findings.isEmpty {
      Checkboxes(
        form.field(Self.findingField, "Which findings does it answer? (optional)").sized(.small),
        setting.register.findings.prefix(100).map { Choice($0.id.text, $0.body.title) },
        small: true)
    }
    if let session = form[Self.sessionField], !session.isEmpty {
      HiddenInput(Self.sessionField, session)
    }
    Details("Evidence that it draws on", open: !form.all(Self.evidenceField).isEmpty) {
      Checkboxes(
        form.field(Self.evidenceField, "Evidence").sized(.small),
        setting.library.entries.map { Choice($0.reference, $0.item.title) }, small: true)
    }
  }
}

/// Adds a note of how an action goes; earlier notes stay.
package struct ActionReviewForm: LearningForm {
  private static let noteField = "note"
  private static let statusField = "status"

  private let setting: LearningSetting

  package init(in setting: LearningSetting) { self.setting = setting }

  package var name: String { "action-review" }
  package var title: String { "Add a review note" }
  package var save: String { "Save the note" }
  package func page(of id: LearningID) -> Link { .action(id) }
  package var fields: [WritingField] { [WritingField(Self.noteField, "Note", .text)] }

  package func answers(of item: LearningItem?) -> Answers { Answers() }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let note = form.required(Self.noteField, of: answers, "Write the note")
    guard form.errors.isEmpty, case .action(var action) = item else { return (nil, form) }
    let review = ImprovementAction.Review(
      on: setting.page.today, by: setting.page.person.user, note: note)
    // A form that was sent twice is one note.
    if !action.reviews.contains(review) { action.reviews.append(review) }
    if let status = ImprovementAction.Status(rawValue: answers.text(Self.statusField)) {
      action.status = status
    }
    return (.action(action), form)
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    TextArea(
      form.field(
        Self.noteField, "What have you seen?", hint: "What was done, what is in the way, what next"),
      rows: 5)
    Radios(
      form.field(
        Self.statusField, "How does it stand now? (optional)",
        hint: "Choose nothing to leave it as it is"
      ).sized(.small),
      ImprovementAction.Status.allCases.map { Choice($0.rawValue, $0.words) }, layout: .small)
  }
}

/// Says whether an action has worked: by somebody who does not own it.
package struct ActionAssuranceForm: LearningForm {
  private static let verdictField = "verdict"
  private static let howField = "how"

  private let setting: LearningSetting

  package init(in setting: LearningSetting) { self.setting = setting }

  package var name: String { "action-assurance" }
  package var title: String { "Has it worked?" }
  package var save: String { "Save the assurance" }
  package func page(of id: LearningID) -> Link { .action(id) }
  package var fields: [WritingField] {
    [
      WritingField(Self.verdictField, "Has it worked", .line),
      WritingField(Self.howField, "How we know", .text),
    ]
  }

  package func answers(of item: LearningItem?) -> Answers { Answers() }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let verdict: ImprovementAction.Assurance.Verdict? = form.choice(
      Self.verdictField, of: answers, "Choose whether it has worked")
    let how = form.required(Self.howField, of: answers, "Say how you know")
    guard form.errors.isEmpty, let verdict, case .action(var action) = item else {
      return (nil, form)
    }
    let assurance = ImprovementAction.Assurance(
      on: setting.page.today, by: setting.page.person.user, verdict: verdict, how: how)
    if action.assurances.last != assurance { action.assurances.append(assurance) }
    return (.action(action), form)
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    Radios(
      form.field(Self.verdictField, "Has it worked?").sized(.medium),
      ImprovementAction.Assurance.Verdict.allCases.map { Choice($0.rawValue, $0.words) })
    TextArea(
      form.field(
        Self.howField, "How do you know?",
        hint: "What you looked at: a measure, an audit, what families said"), rows: 4)
  }
}
