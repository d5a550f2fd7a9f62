import CivilTime
import HTML
import Store

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
      for field in theirs.writing { InsetText { KeptText(field.value) } }
      if let page = theirs.page {
        p(class: "govuk-body") { a(class: "govuk-link", .href(page)) { "Go on with the draft" } }
      }
    }
  }
}
