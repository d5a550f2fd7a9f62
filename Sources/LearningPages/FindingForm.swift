import CareRecord
package import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// The form of a finding.
package struct FindingForm: LearningForm {
  private static let titleField = "title"
  private static let sortField = "sort"
  private static let sourceField = "source"
  private static let underField = "under"
  private static let themeField = "theme"
  private static let foundField = "found"
  private static let onField = "on"
  private static let linkField = "link"
  private static let placeField = "place"
  private static let howField = "how"
  private static let tryingField = "trying"

  let start: LearningFinding?
  let themes: [String]
  let setting: LearningSetting
  private let isNew: Bool

  /// - Parameter start: what a new finding begins with: a judgement that is taken over
  package init(isNew: Bool, startingWith start: LearningFinding? = nil, in setting: LearningSetting)
  {
    self.isNew = isNew
    self.start = start
    self.setting = setting
    themes = setting.register.themes
  }

  package var name: String { "finding" }
  package var title: String { isNew ? "Add a finding" : "Change a finding" }
  package var save: String { "Save the finding" }
  package func page(of id: LearningID) -> Link { .finding(id) }

  package var fields: [WritingField] {
    [
      WritingField(Self.titleField, "In a few words", .line),
      WritingField(Self.sortField, "Strength or concern", .line),
      WritingField(Self.sourceField, "Source", .line),
      WritingField(Self.underField, "Outcome or enabler", .line),
      WritingField(Self.themeField, "Theme", .line),
      WritingField(Self.foundField, "What was found", .text),
      WritingField(Self.onField, "Date", .date),
      WritingField(Self.placeField, "Where", .line),
      WritingField(Self.howField, "How we know", .text),
      WritingField(Self.tryingField, "Who is trying it", .text),
      WritingField(Self.linkField, "Link", .line),
    ]
  }

  package func answers(of item: LearningItem?) -> Answers {
    var finding = start
    if case .finding(let kept) = item { finding = kept }
    guard let finding else {
      return Answers.date(Self.onField, setting.page.today)
    }
    return Answers(
      [
        (Self.titleField, finding.title), (Self.sortField, finding.sort.rawValue),
        (Self.sourceField, finding.source.rawValue), (Self.underField, finding.under.rawValue),
        (Self.themeField, finding.theme), (Self.foundField, finding.found),
        (Self.placeField, finding.place), (Self.howField, finding.howWeKnow),
        (Self.tryingField, finding.whoIsTryingIt), (Self.linkField, finding.link),
      ]) + Answers.date(Self.onField, finding.on)
  }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let title = form.required(Self.titleField, of: answers, "Say in a few words what it is")
    let sort: LearningFinding.Sort? = form.choice(
      Self.sortField, of: answers, "Choose whether it is a strength or a concern")
    let source: LearningFinding.Source? = form.choice(
      Self.sourceField, of: answers, "Choose where it comes from")
    let under: Indicator.Outcome? = form.choice(
      Self.underField, of: answers, "Choose the outcome or enabler that it is about")
    let theme = form.required(Self.themeField, of: answers, "Enter a theme")
    let found = form.required(Self.foundField, of: answers, "Say what was found")
    let on = form.day(Self.onField, called: "the date", required: true)
    if let on, on > setting.page.today {
      form.refuse(Self.onField, "The date must be today or in the past")
    }
    let link = form.link(Self.linkField, of: answers)
    guard form.errors.isEmpty, let sort, let source, let under, let on else { return (nil, form) }
    return (
      .finding(
        LearningFinding(
          title: title, source: source, under: under, theme: theme, sort: sort, found: found,
          on: on, link: link, place: answers.text(Self.placeField),
          howWeKnow: answers.text(Self.howField),
          whoIsTryingIt: answers.text(Self.tryingField))), form
    )
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    Radios(
      form.field(Self.sortField, "Strength or concern?").sized(.medium),
      [
        Choice("strength", "Strength", hint: "Something that works, and could be spread"),
        Choice("concern", "Concern", hint: "Something that has to change"),
      ])
    TextInput(form.field(Self.titleField, "In a few words"))
    TextArea(form.field(Self.foundField, "What was found?"), rows: 5)
    Radios(
      form.field(Self.sourceField, "Where does it come from?").sized(.medium),
      LearningFinding.Source.allCases.map { Choice($0.rawValue, $0.words) }, layout: .small)
    DateInput(
      form.field(
        Self.onField, "When was it found, or its report published?",
        hint: "For example, 27 3 2026"))
    Radios(
      form.field(Self.underField, "Which outcome or enabler is it about?").sized(.medium),
      .outcomes, layout: .small)
    TextInput(
      form.field(
        Self.themeField, "Theme",
        hint: themes.isEmpty
          ? "What such findings are gathered by, such as Supervision"
          : "So far: \(themes.joined(separator: ", "))"))
    TextInput(
      form.field(Self.placeField, "Where? (optional)", hint: "A team, a service, or everywhere"))
    TextArea(form.field(Self.howField, "How do we know? (optional)"), rows: 3)
    TextArea(
      form.field(
        Self.tryingField, "If it is a strength: who is trying it? (optional)",
        hint: "Teams or services, not names of families"), rows: 2)
    TextInput(
      form.field(
        Self.linkField, "Link to the report (optional)", hint: "It begins with https://"))
  }
}

extension Answers {
  static func + (left: Answers, right: Answers) -> Answers { Answers(left.fields + right.fields) }

  /// The three parts of a date; none where there is none.
  static func date(_ name: String, _ day: Day?) -> Answers {
    guard let day else { return Answers() }
    var state = FormState()
    state.set(name, to: day)
    return Answers(
      DatePart.allCases.compactMap { part in
        state[part.name(in: name)].map { (part.name(in: name), $0) }
      })
  }
}
