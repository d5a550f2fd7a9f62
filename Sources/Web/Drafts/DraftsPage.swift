import CivilTime
import HTML
import Store

/// The drafts of one person.
struct DraftsPage {
  let context: PageContext
  let drafts: [Draft]

  var page: Page {
    Page("My drafts", in: context.frame, section: "/drafts", width: .full) {
      p(class: "govuk-body") { "A draft is in no record until you finish it and save." }
      Table(
        drafts, title: "Drafts", hidesTitle: true, empty: "You have no drafts.",
        columns: [
          Column("Draft") { draft in DraftLink(draft: draft) },
          Column("Last saved") { draft in draft.saved.spoken },
          Column("Discard") { draft in
            Form(to: "/drafts/discard", token: context.formToken) {
              HiddenInput(Writing.key, draft.key)
              HiddenInput(Writing.version, String(draft.version))
              Button("Discard", .secondary)
            }
          },
        ])
    }
  }
}

/// The name of a draft, leading back to the page it is written on.
struct DraftLink: Component {
  let draft: Draft

  @MarkupBuilder var markup: Markup {
    if let page = draft.page {
      a(class: "govuk-link", .href(page)) { draft.title }
    } else {
      draft.title
    }
  }
}

/// The same draft was changed in two windows: both texts, to choose from.
struct DraftConflictPage {
  let context: PageContext
  let ours: SubmittedForm
  let theirs: Draft

  var page: Page {
    Page("This draft was changed in another window", in: context.frame, section: "/drafts") {
      p(class: "govuk-body") {
        "Both texts are kept. The other window saved its text on \(theirs.saved.spoken)."
      }
      h2(class: "govuk-heading-m") { "What you wrote here" }
      for field in ours.writing { InsetText { KeptText(field.value) } }
      h2(class: "govuk-heading-m") { "What the other window saved" }
      let other = SubmittedForm(theirs.fields.map { .init($0.name, $0.value) })
      for field in other.writing { InsetText { KeptText(field.value) } }
      if let page = theirs.page {
        p(class: "govuk-body") { a(class: "govuk-link", .href(page)) { "Go on with the draft" } }
      }
    }
  }
}

/// A text shown as it was typed, line by line.
struct KeptText: Component {
  let text: String

  init(_ text: String) { self.text = text }

  @MarkupBuilder var markup: Markup {
    for line in text.split(separator: "\n") { p(class: "govuk-body") { String(line) } }
  }
}
