import Access
import CareRecord
package import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// Who reflects together, when, and when again; what is said to each prompt has forms of its own.
package struct SessionForm: LearningForm {
  private static let titleField = "title"
  private static let settingField = "setting"
  private static let onField = "on"
  private static let participantsField = "participants"
  private static let gatheredField = "gathered"
  private static let backField = "back"
  private static let followsField = "follows"

  private let isNew: Bool
  private let id: LearningID?
  private let setting: LearningSetting

  /// - Parameter id: the session, where it is changed
  package init(changing id: LearningID? = nil, in setting: LearningSetting) {
    isNew = id == nil
    self.id = id
    self.setting = setting
  }

  package var name: String { "session" }
  package var title: String { isNew ? "Begin a reflective session" : "Change a session" }
  package var save: String { "Save the session" }
  package func page(of id: LearningID) -> Link { .session(id) }

  package var fields: [WritingField] {
    [
      WritingField(Self.titleField, "What it is called", .line),
      WritingField(Self.settingField, "Who reflects", .line),
      WritingField(Self.onField, "Date", .date),
      WritingField(Self.participantsField, "Who takes part", .text),
      WritingField(Self.gatheredField, "Who must be gathered", .text),
      WritingField(Self.backField, "Come back on", .date),
      WritingField(Self.followsField, "Earlier session", .line),
    ]
  }

  package func answers(of item: LearningItem?) -> Answers {
    guard case .session(let session) = item else {
      return .date(Self.onField, setting.page.today)
    }
    let participants = session.participants.map { participant in
      let name = participant.user.map { setting.name(of: $0) } ?? ""
      let parts = [participant.role, participant.organisation, name]
      return parts[...(parts.lastIndex { !$0.isEmpty } ?? 0)].joined(separator: ", ")
    }
    return Answers([
      (Self.titleField, session.title), (Self.settingField, session.setting.rawValue),
      (Self.participantsField, participants.joined(separator: "\n")),
      (Self.gatheredField, session.mustBeGathered),
      (Self.followsField, session.follows?.text ?? ""),
    ]) + .date(Self.onField, session.on) + .date(Self.backField, session.comeBackOn)
  }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let title = form.required(Self.titleField, of: answers, "Say what the session is called")
    let who: ReflectiveSession.Setting? = form.choice(
      Self.settingField, of: answers, "Choose who reflects")
    let on = form.day(Self.onField, called: "the date of the session", required: true)
    let back = form.day(Self.backField, called: "the date to come back")
    if let on, let back, back <= on {
      form.refuse(Self.backField, "The date to come back must be after the session")
    }
    let participants = participants(answers.text(Self.participantsField), &form)
    guard form.errors.isEmpty, let who, let on else { return (nil, form) }
    var session = ReflectiveSession(
      title: title, setting: who, on: on, facilitator: setting.page.person.user)
    if case .session(let kept) = item { session = kept }
    session.title = title
    session.setting = who
    session.on = on
    session.participants = participants
    session.mustBeGathered = answers.text(Self.gatheredField)
    session.comeBackOn = back
    session.follows = LearningID(text: answers.text(Self.followsField))
    return (.session(session), form)
  }

  /// One a line: the role, then organisation and name where there are any.
  private func participants(
    _ text: String, _ form: inout FormState
  ) -> [ReflectiveSession.Participant] {
    var participants: [ReflectiveSession.Participant] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      guard let role = parts.first, !(parts.count == 1 && role.isEmpty) else { continue }
      if role.isEmpty {
        form.refuse(Self.participantsField, "Begin each line with a role: “\(line)” has none")
        continue
      }
      var participant = ReflectiveSession.Participant(
        role: role, organisation: parts.count > 1 ? parts[1] : "")
      if parts.count > 2, !parts[2].isEmpty {
        guard let colleague = setting.colleague(parts[2]) else {
          form.refuse(
            Self.participantsField,
            "“\(parts[2])” has no account here. Leave the name out: role and organisation are enough"
          )
          continue
        }
        participant.user = colleague.user
      }
      participants.append(participant)
    }
    return participants
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    TextInput(
      form.field(Self.titleField, "What is it called?", hint: "For example, North team, spring"))
    Radios(
      form.field(Self.settingField, "Who reflects?").sized(.medium),
      ReflectiveSession.Setting.allCases.map { Choice($0.rawValue, $0.words) }, layout: .small)
    DateInput(form.field(Self.onField, "When?", hint: "For example, 27 3 2026"))
    TextArea(
      form.field(
        Self.participantsField, "Who takes part? (optional)",
        hint:
          "One a line: role, organisation, name. Name only those who have an account here: they can read and write the notes. For example: Team manager, Kith County, Moss Fable"
      ), rows: 5)
    let earlier = setting.register.sessions.filter { $0.id != id }
    if !earlier.isEmpty {
      Select(
        form.field(
          Self.followsField, "Which earlier session does it come back to? (optional)"),
        earlier.map { Choice($0.id.text, "\($0.body.title), \($0.body.on.spoken)") },
        prompt: "None")
    }
    TextArea(
      form.field(Self.gatheredField, "Who must be gathered around this? (optional)"), rows: 3)
    DateInput(
      form.field(
        Self.backField, "When will you come back to it? (optional)",
        hint: "In three to six months, for example"))
  }
}

/// What is said to one prompt.
package struct PromptForm: LearningForm {
  private static let doField = "we-do"
  private static let heardField = "we-heard"
  private static let changeField = "we-will-change"
  private static let evidenceField = "evidence"

  let prompt: ReflectivePrompt
  private let setting: LearningSetting

  package init(_ prompt: ReflectivePrompt, in setting: LearningSetting) {
    self.prompt = prompt
    self.setting = setting
  }

  package var name: String { "prompt-\(prompt.id)" }
  package var title: String { prompt.words }
  package var save: String { "Save the notes" }
  package func page(of id: LearningID) -> Link { Link.session(id).at(prompt.id) }

  package var fields: [WritingField] {
    [
      WritingField(Self.doField, "What we do", .text),
      WritingField(Self.heardField, "What we heard from families and practitioners", .text),
      WritingField(Self.changeField, "What we will change", .text),
      WritingField(Self.evidenceField, "Evidence", .several),
    ]
  }

  package func answers(of item: LearningItem?) -> Answers {
    guard case .session(let session) = item, let response = session.response(to: prompt.id) else {
      return Answers()
    }
    return Answers(
      [
        (Self.doField, response.weDo), (Self.heardField, response.weHeard),
        (Self.changeField, response.weWillChange),
      ] + response.evidence.map { (Self.evidenceField, $0) })
  }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    let form = answers.state
    guard case .session(let session) = item else { return (nil, form) }
    let response = ReflectiveSession.Response(
      prompt: prompt.id, weDo: answers.text(Self.doField),
      weHeard: answers.text(Self.heardField), weWillChange: answers.text(Self.changeField),
      evidence: answers.all(Self.evidenceField).filter { setting.library[$0] != nil })
    return (.session(session.answering(response)), form)
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    PromptEvidence(prompt: prompt, setting: setting)
    TextArea(form.field(Self.doField, "What do we do?"), rows: 5)
    TextArea(
      form.field(Self.heardField, "What have we heard from families and practitioners?"), rows: 5)
    TextArea(form.field(Self.changeField, "What will we change?"), rows: 5)
    OutcomeEvidence(under: prompt.under, setting: setting)
    Details("Evidence that we draw on", open: !form.all(Self.evidenceField).isEmpty) {
      Checkboxes(
        form.field(Self.evidenceField, "Evidence").sized(.small),
        setting.library.entries.map { Choice($0.reference, $0.item.title) }, small: true)
    }
  }
}

/// A prompt of the authority's own.
package struct LocalPromptForm: LearningForm {
  private static let underField = "under"
  private static let wordsField = "words"

  package init() {}

  package var name: String { "local-prompt" }
  package var title: String { "Add a prompt of our own" }
  package var save: String { "Save the prompt" }
  package func page(of id: LearningID) -> Link { .reflection }
  package var fields: [WritingField] {
    [
      WritingField(Self.underField, "Outcome or enabler", .line),
      WritingField(Self.wordsField, "Prompt", .text),
    ]
  }

  package func answers(of item: LearningItem?) -> Answers {
    guard case .prompt(let prompt) = item else { return Answers() }
    return Answers([(Self.underField, prompt.under.rawValue), (Self.wordsField, prompt.words)])
  }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let words = form.required(Self.wordsField, of: answers, "Write the prompt")
    let under: Indicator.Outcome? = form.choice(
      Self.underField, of: answers, "Choose the outcome or enabler that it is about")
    guard form.errors.isEmpty, let under else { return (nil, form) }
    return (.prompt(LocalPrompt(under: under, words: words)), form)
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    p(class: "govuk-body") {
      "The tool has nine prompts, and none for the three enablers. Yours are marked as local wherever they stand."
    }
    Radios(
      form.field(Self.underField, "Which outcome or enabler is it about?").sized(.medium),
      .outcomes, layout: .small)
    TextArea(
      form.field(Self.wordsField, "Prompt", hint: "A question that opens a conversation"), rows: 3)
  }
}
