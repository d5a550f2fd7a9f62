import CivilTime
import HTML
import Store

/// One draft: its text, and the way to go on with it or to throw it away.
struct DraftPage {
  let context: PageContext
  let draft: Draft

  var page: Page {
    Page(
      draft.title, in: context.frame, section: "/drafts",
      wayBack: .back("/drafts", title: "My drafts")
    ) {
      p(class: "govuk-body") { "Saved on \(draft.saved.spoken). It is in no record yet." }
      for field in draft.writing { InsetText { KeptText(field.value) } }
      if let page = draft.page { ButtonLink("Go on with it", to: page) }
      h2(class: "govuk-heading-m") { "Discard this draft" }
      p(class: "govuk-body") { "Its text is then gone for good." }
      Form(to: "/drafts/discard", token: context.formToken) {
        HiddenInput(Writing.key, draft.key)
        HiddenInput(Writing.version, String(draft.version))
        Button("Discard draft", .warning)
      }
    }
  }

  static func link(to draft: Draft) -> Link {
    Link("drafts", "one").adding(Writing.key, draft.key)
      .adding(Writing.version, String(draft.version))
  }
}
