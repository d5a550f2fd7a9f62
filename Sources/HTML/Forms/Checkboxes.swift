/// Answers of which any number can be chosen.
public struct Checkboxes: Component {
  let field: FormField
  let choices: [Choice]
  let isSmall: Bool

  public init(_ field: FormField, _ choices: [Choice], small: Bool = false) {
    self.field = field
    self.choices = choices
    isSmall = small
  }

  public var markup: Markup {
    field.framed {
      div(
        class: "govuk-checkboxes" + (isSmall ? " govuk-checkboxes--small" : ""),
        .data("module", "govuk-checkboxes")
      ) {
        ChoiceList(field: field, choices: choices, block: "govuk-checkboxes", type: "checkbox")
          .markup
      }
    }
  }
}
