import CareRecord
package import CaseworkPages
package import HTML
package import Learning

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
