/// The answers of radios and checkboxes, which differ in their class and their type only.
struct ChoiceList {
  let field: FormField
  let choices: [Choice]
  let block: String
  let type: String

  @MarkupBuilder var markup: Markup {
    for (index, choice) in choices.enumerated() {
      item(choice, id: index == 0 ? field.id : "\(field.id)-\(index + 1)")
    }
  }

  @MarkupBuilder private func item(_ choice: Choice, id: String) -> Markup {
    if let divider = choice.divider { div(class: block + "__divider") { divider } }
    div(class: block + "__item") {
      input(
        class: block + "__input", .id(id), .name(field.name), .type(type), .value(choice.value),
        .checked(field.state.all(field.name).contains(choice.value)),
        .data("behaviour", choice.isAlone ? "exclusive" : nil),
        .aria("describedby", choice.hint.map { _ in id + "-item-hint" }))
      label(class: "govuk-label \(block)__label", .for(id)) { choice.text }
      if let hint = choice.hint {
        div(class: "govuk-hint \(block)__hint", .id(id + "-item-hint")) { hint }
      }
    }
    // Our stylesheet hides it while the choice before it is not made. The frontend's script would
    // do so too, but gives the input an `aria-expanded` that a radio may not have.
    if let revealed = choice.revealed { div(class: block + "__conditional") { revealed } }
  }
}
