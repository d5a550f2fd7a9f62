import CareRecord
package import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

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
