public import CareRecord
public import CivilTime
public import HTML
public import Store

/// The task "add a case note": what belongs on a child's record and to no other kind of fact.
public enum AddCaseNote {
  public static let name = "add-case-note"

  static let factField = "note-id"
  static let baseField = "base"
  static let onField = "on"
  static let titleField = "title"
  static let noteField = "note"
  static let whyField = "why"

  public static func draftKey(_ note: FactID) -> String { "\(name)/\(note.text)" }

  /// The form of a new note, dated today.
  public static func begin(_ note: FactID, today: Day) -> Answers {
    var fact = CaseNote()
    fact.on = today
    return written(fact, id: note, version: 0)
  }

  /// The form of a note that is recorded already.
  public static func begin(changing note: Held<CaseNote>) -> Answers {
    written(note.fact, id: note.id, version: note.version)
  }

  public static func note(in answers: Answers) -> FactID? {
    FactID(text: answers.text(factField))
  }

  private static func written(_ fact: CaseNote?, id: FactID, version: Int) -> Answers {
    var answers = Answers()
    answers[factField] = id.text
    answers[baseField] = String(version)
    guard let fact else { return answers }
    var state = FormState()
    state.set(onField, to: fact.on)
    for part in DatePart.allCases {
      answers[part.name(in: onField)] = state[part.name(in: onField)]
    }
    answers[titleField] = fact.title
    answers[noteField] = fact.note.text
    return answers
  }

  // MARK: - Reading

  /// What the form says: the change, or what is still missing.
  public static func read(
    _ answers: Answers, of subject: Subject, today: Day
  ) -> (change: Change?, form: FormState) {
    var form = answers.state
    let on = form.day(onField, called: "the date", required: true)
    if let on, on > today { form.refuse(onField, "The date must be today or in the past") }
    if answers.text(titleField).isEmpty { form.refuse(titleField, "Say what the note is about") }
    if answers.text(noteField).isEmpty { form.refuse(noteField, "Write the note") }
    let base = Int(answers.text(baseField)) ?? 0
    let why = answers.text(whyField)
    if base > 0, why.isEmpty { form.refuse(whyField, "Say why you are changing this note") }
    guard form.errors.isEmpty, let on, let id = note(in: answers) else { return (nil, form) }
    var fact = CaseNote()
    fact.on = on
    fact.title = answers.text(titleField)
    fact.note = Narrative(answers[noteField] ?? "")
    return (
      Change(id, replaces: base, of: [subject], .put(fact), reason: why.isEmpty ? nil : why), form
    )
  }

  // MARK: - Two versions

  private static let fields = [
    WritingField(onField, "Date", .date),
    WritingField(titleField, "What it is about", .line),
    WritingField(noteField, "Note", .text),
  ]

  /// Somebody else saved the note in between.
  public static func conflict(_ mine: Answers, with conflict: FactConflict) -> WritingConflict {
    let version = conflict.theirs
    return WritingConflict(
      version.fact == nil
        ? .withdrawn(by: version.authorName, at: version.known)
        : .record(by: version.authorName, at: version.known),
      mine: mine,
      theirs: written(
        version.fact as? CaseNote, id: conflict.fact, version: version.version),
      fields: fields, bases: [DraftField(name: baseField, value: String(version.version))])
  }

  /// Another window of the same person saved its draft in between.
  public static func conflict(_ mine: Answers, withDraft theirs: Draft) -> WritingConflict {
    WritingConflict(
      .otherWindow(at: theirs.saved), mine: mine, theirs: Answers(theirs.fields), fields: fields,
      bases: [])
  }
}
