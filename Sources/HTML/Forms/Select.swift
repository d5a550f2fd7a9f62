/// A list from which one answer is picked: for long lists of known codes.
public struct Select: Component {
  let field: FormField
  let choices: [Choice]
  let prompt: String?

  /// - Parameter prompt: the words of the empty answer at the top; nil for none.
  public init(_ field: FormField, _ choices: [Choice], prompt: String? = "Choose") {
    self.field = field
    self.choices = choices
    self.prompt = prompt
  }

  public var markup: Markup {
    field.labelled {
      select(
        class: "govuk-select" + (field.error == nil ? "" : " govuk-select--error"), .id(field.id),
        .name(field.name), .aria("describedby", field.describedBy())
      ) {
        if let prompt { option(.value("")) { prompt } }
        for choice in choices {
          option(.value(choice.value), .selected(choice.value == field.value)) { choice.text }
        }
        // An answer that is not among the choices (an old code) stays, and is shown as it is.
        if let value = field.value, !value.isEmpty, !choices.contains(where: { $0.value == value })
        {
          option(.value(value), .selected()) { value }
        }
      }
    }
  }
}
