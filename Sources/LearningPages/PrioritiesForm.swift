import CareRecord
package import CaseworkPages
package import HTML
package import Learning

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
