/// A date typed as day, month and year.
///
/// `FormState.day` reads it back.
public struct DateInput: Component {
  let field: FormField

  public init(_ field: FormField) {
    self.field = field
  }

  public var markup: Markup {
    field.framed(role: "group") {
      div(class: "govuk-date-input") {
        for part in DatePart.allCases {
          div(class: "govuk-date-input__item") {
            div(class: "govuk-form-group") {
              label(class: "govuk-label govuk-date-input__label", .for(part.id(in: field.id))) {
                part.label
              }
              input(
                class: "govuk-input govuk-date-input__input govuk-input--width-"
                  + (part == .year ? "4" : "2") + (isWrong(part) ? " govuk-input--error" : ""),
                .id(part.id(in: field.id)), .name(part.name(in: field.name)), .type("text"),
                .inputmode("numeric"), .autocomplete("off"),
                .value(field.state[part.name(in: field.name)]))
            }
          }
        }
      }
    }
  }

  private func isWrong(_ part: DatePart) -> Bool {
    guard let error = field.error else { return false }
    return error.part == nil || error.part == part
  }
}
