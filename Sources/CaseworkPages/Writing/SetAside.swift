import HTML

/// Texts that were not kept when two versions met: readable, and sent on with the form until the
/// writer takes them away.
struct SetAside: Component {
  let texts: [String]

  init(_ answers: Answers) {
    texts = answers.all(WritingConflict.asideField)
  }

  @MarkupBuilder var markup: Markup {
    if !texts.isEmpty {
      InsetText {
        p(class: "govuk-body govuk-!-font-weight-bold") { "Text that you set aside" }
        p(class: "govuk-body") {
          "It is not part of what you save. Copy from it what you need. It stays with your drafts."
        }
        for text in texts { p(class: "govuk-body kith-written") { text } }
      }
      for text in texts { HiddenInput(WritingConflict.asideField, text) }
    }
  }
}
