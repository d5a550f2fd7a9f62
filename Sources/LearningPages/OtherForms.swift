import CareRecord
package import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// What the authority wants to have achieved.
package struct PrioritiesForm: LearningForm {
  private static let achievedField = "achieved"
  private static let byWhenField = "by-when"
  private static let aroundField = "around"
  private static func thingField(_ number: Int) -> String { "thing-\(number)" }
  private static let numbers = 1...Priorities.thingCount

  package init() {}

  package var name: String { "priorities" }
  package var title: String { "Write our priorities" }
  package var save: String { "Save the priorities" }
  package func page(of id: LearningID) -> Link { .priorities }

  package var fields: [WritingField] {
    [
      WritingField(Self.achievedField, "What we want to have achieved", .text),
      WritingField(Self.byWhenField, "By when", .line),
    ] + Self.numbers.map { WritingField(Self.thingField($0), "Thing \($0)", .text) }
      + [WritingField(Self.aroundField, "Who we need around us", .text)]
  }

  package func answers(of item: LearningItem?) -> Answers {
    guard case .priorities(let priorities) = item else { return Answers() }
    return Answers(
      [
        (Self.achievedField, priorities.achieved), (Self.byWhenField, priorities.byWhen),
        (Self.aroundField, priorities.around),
      ] + priorities.things.enumerated().map { (Self.thingField($0 + 1), $1) })
  }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let achieved = form.required(
      Self.achievedField, of: answers, "Say what you want to have achieved")
    guard form.errors.isEmpty else { return (nil, form) }
    return (
      .priorities(
        Priorities(
          achieved: achieved, byWhen: answers.text(Self.byWhenField),
          things: Self.numbers.map { answers.text(Self.thingField($0)) },
          around: answers.text(Self.aroundField))), form
    )
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    TextArea(
      form.field(Self.achievedField, "What do you want to have achieved?").sized(.medium), rows: 4)
    TextInput(
      form.field(Self.byWhenField, "By when? (optional)", hint: "For example, by March 2028"))
    for number in Self.numbers {
      TextArea(
        form.field(
          Self.thingField(number), number == 1 ? "Which three things? The first" : "Thing \(number)"
        ), rows: 2)
    }
    TextArea(form.field(Self.aroundField, "Who do you need around you?").sized(.medium), rows: 3)
  }
}

/// A piece of evidence of the authority's own.
package struct EvidenceForm: LearningForm {
  private static let titleField = "title"
  private static let publisherField = "publisher"
  private static let yearField = "year"
  private static let linkField = "link"
  private static let populationField = "population"
  private static let strengthField = "strength"
  private static let saysField = "says"
  private static let useField = "use"
  private static let checkedField = "checked"

  private let isNew: Bool

  package init(isNew: Bool) { self.isNew = isNew }

  package var name: String { "evidence" }
  package var title: String { isNew ? "Add evidence" : "Change evidence" }
  package var save: String { "Save the evidence" }
  package func page(of id: LearningID) -> Link { .evidence(id.text) }

  package var fields: [WritingField] {
    [
      WritingField(Self.titleField, "Title", .line),
      WritingField(Self.publisherField, "Publisher", .line),
      WritingField(Self.yearField, "Year", .line), WritingField(Self.linkField, "Link", .line),
      WritingField(Self.populationField, "For whom", .line),
      WritingField(Self.strengthField, "Strength of evidence", .line),
      WritingField(Self.saysField, "What it says", .text),
      WritingField(Self.useField, "What we use it for", .text),
      WritingField(Self.checkedField, "How well it was checked", .line),
    ]
  }

  package func answers(of item: LearningItem?) -> Answers {
    guard case .evidence(let evidence) = item else { return Answers() }
    return Answers([
      (Self.titleField, evidence.title), (Self.publisherField, evidence.publisher),
      (Self.yearField, evidence.year.map(String.init) ?? ""), (Self.linkField, evidence.link),
      (Self.populationField, evidence.population),
      (Self.strengthField, evidence.strength.rawValue), (Self.saysField, evidence.says),
      (Self.useField, evidence.useFor), (Self.checkedField, evidence.checked.rawValue),
    ])
  }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let title = form.required(Self.titleField, of: answers, "Enter the title")
    let publisher = form.required(Self.publisherField, of: answers, "Enter who published it")
    let typedYear = answers.text(Self.yearField)
    let year = Int(typedYear)
    if !typedYear.isEmpty, !(year.map((1900...2100).contains) ?? false) {
      form.refuse(Self.yearField, "Enter a year of four numbers, like 2025, or leave it empty")
    }
    let link = form.link(Self.linkField, of: answers)
    let strength: EvidenceItem.Strength? = form.choice(
      Self.strengthField, of: answers, "Choose how strong the evidence is")
    let checked: EvidenceItem.Checked? = form.choice(
      Self.checkedField, of: answers, "Choose how well it was checked")
    guard form.errors.isEmpty, let strength, let checked else { return (nil, form) }
    return (
      .evidence(
        EvidenceItem(
          title: title, publisher: publisher, year: year, link: link,
          population: answers.text(Self.populationField), strength: strength,
          says: answers.text(Self.saysField), useFor: answers.text(Self.useField),
          checked: checked)), form
    )
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    TextInput(form.field(Self.titleField, "Title"))
    TextInput(form.field(Self.publisherField, "Publisher"))
    TextInput(form.field(Self.yearField, "Year (optional)"), kind: .wholeNumber, width: .four)
    TextInput(form.field(Self.linkField, "Link (optional)", hint: "It begins with https://"))
    TextInput(
      form.field(
        Self.populationField, "For whom? (optional)", hint: "Which families, children or services"))
    Radios(
      form.field(Self.strengthField, "How strong is the evidence?").sized(.small),
      EvidenceItem.Strength.allCases.map { Choice($0.rawValue, $0.words) }, layout: .small)
    TextArea(form.field(Self.saysField, "What does it say? (optional)"), rows: 4)
    TextArea(form.field(Self.useField, "What do we use it for? (optional)"), rows: 3)
    Radios(
      form.field(Self.checkedField, "How well was this checked?").sized(.small),
      EvidenceItem.Checked.allCases.map { Choice($0.rawValue, $0.words) }, layout: .small)
  }
}

/// What others may learn from us, in words that stand by themselves.
package struct InsightForm: LearningForm {
  private static let titleField = "title"
  private static let underField = "under"
  private static let summaryField = "summary"
  private static let audienceField = "audience"

  private let isNew: Bool

  package init(isNew: Bool) { self.isNew = isNew }

  package var name: String { "insight" }
  package var title: String { isNew ? "Write an insight to share" : "Change an insight" }
  package var save: String { "Save the insight" }
  package func page(of id: LearningID) -> Link { .insight(id) }

  package var fields: [WritingField] {
    [
      WritingField(Self.titleField, "In a few words", .line),
      WritingField(Self.underField, "Outcome or enabler", .line),
      WritingField(Self.summaryField, "What we learnt", .text),
      WritingField(Self.audienceField, "For whom", .line),
    ]
  }

  package func answers(of item: LearningItem?) -> Answers {
    guard case .insight(let insight) = item else { return Answers() }
    return Answers([
      (Self.titleField, insight.title), (Self.underField, insight.under.rawValue),
      (Self.summaryField, insight.summary), (Self.audienceField, insight.audience),
    ])
  }

  package func read(
    _ answers: Answers, onto item: LearningItem?
  ) -> (item: LearningItem?, form: FormState) {
    var form = answers.state
    let title = form.required(Self.titleField, of: answers, "Say in a few words what it is")
    let under: Indicator.Outcome? = form.choice(
      Self.underField, of: answers, "Choose the outcome or enabler that it is about")
    let summary = form.required(Self.summaryField, of: answers, "Say what you learnt")
    let audience = form.required(Self.audienceField, of: answers, "Say for whom it is meant")
    guard form.errors.isEmpty, let under else { return (nil, form) }
    var insight = SharedInsight(title: title, under: under, summary: summary, audience: audience)
    // The same words stay approved; others have to be approved again.
    if case .insight(let kept) = item, kept.words == insight { insight = kept }
    return (.insight(insight), form)
  }

  @MarkupBuilder package func questions(_ form: FormState) -> Markup {
    p(class: "govuk-body") {
      "These words alone go to others, once a principal social worker has approved them. Nothing else of the register ever does, so say here all that they need to know."
    }
    TextInput(form.field(Self.titleField, "In a few words"))
    TextArea(
      form.field(Self.summaryField, "What did you learn?", hint: "And what you would do again"),
      rows: 8)
    Radios(
      form.field(Self.underField, "Which outcome or enabler is it about?").sized(.medium),
      .outcomes, layout: .small)
    TextInput(
      form.field(
        Self.audienceField, "For whom is it meant?",
        hint: "For example, the regional network of principal social workers"))
  }
}
