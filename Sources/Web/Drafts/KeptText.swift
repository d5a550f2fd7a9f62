import HTML

/// A text shown as it was typed, line by line.
struct KeptText: Component {
  let text: String

  init(_ text: String) { self.text = text }

  @MarkupBuilder var markup: Markup {
    for line in text.split(separator: "\n") { p(class: "govuk-body") { String(line) } }
  }
}
