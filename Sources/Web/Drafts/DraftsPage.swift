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
          Column("Text") { draft in
            a(class: "govuk-link", .href(DraftPage.link(to: draft))) {
              "Read or discard"
              span(class: "govuk-visually-hidden") { ": \(draft.title)" }
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
