import Access
import CareRecord
import CivilTime
public import HTML
import Store

extension HomePage {
  public func page(in setting: PageSetting) -> Page {
    Page("Home", in: setting.frame, heading: .inContent, width: .full) {
      h1(class: "govuk-heading-l") { "Hello, \(setting.person.name)" }
      if maySearch { SearchBox(query: "") }
      div(class: "govuk-grid-row") {
        div(class: "govuk-grid-column-two-thirds") {
          needsAttention
          if let listTitle { list(listTitle, setting) }
        }
        div(class: "govuk-grid-column-one-third") {
          if maySearch { waiting }
          if mayImport {
            h2(class: "govuk-heading-m") { "Returns" }
            p(class: "govuk-body") {
              a(class: "govuk-link", .href(.imports)) { "Import files, and see past submissions" }
            }
          }
          h2(class: "govuk-heading-m") { "Outcomes" }
          ul(class: "govuk-list") {
            li {
              a(class: "govuk-link", .href("/outcomes")) { "The National Framework, beside others" }
            }
            li { a(class: "govuk-link", .href("/compare")) { "Compare authorities" } }
          }
        }
      }
    }
  }

  @MarkupBuilder private var needsAttention: Markup {
    if !attention.isEmpty {
      h2(class: "govuk-heading-m") { "Needs attention" }
      ul(class: "govuk-list govuk-list--bullet") {
        for item in attention {
          li { a(class: "govuk-link", .href(item.link)) { item.words } }
        }
      }
    }
  }

  @MarkupBuilder private func list(_ title: String, _ setting: PageSetting) -> Markup {
    h2(class: "govuk-heading-m") { title }
    if !isListPrepared {
      p(class: "govuk-body") {
        "The list is still being prepared. Open this page again in a few minutes; a record that you have the address of can be opened now."
      }
    } else if children.isEmpty {
      p(class: "govuk-body") { "No children are allocated to you or your team." }
    } else {
      StackedTable(
        children, title: title,
        columns: [
          StackedColumn("Name") { child in
            a(class: "govuk-link", .href(.record(of: child.subject))) { ChildName(child).words }
            if child.hasAlert { " "; Tag("Alert", .red) }
          },
          StackedColumn("Age") { $0.ageWords(on: setting.today) },
          StackedColumn("Status") { $0.status?.tag },
        ])
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(.children)) {
          total > children.count ? "All \(grouped(total)) children" : "List and filter"
        }
      }
    }
  }

  @MarkupBuilder private var waiting: Markup {
    h2(class: "govuk-heading-m") { "Drafts waiting" }
    if drafts.isEmpty {
      p(class: "govuk-body kith-missing") { "You have no drafts." }
    } else {
      ul(class: "govuk-list") {
        for draft in drafts {
          li {
            a(class: "govuk-link", .href(draft.link)) { draft.title }
            br()
            span(class: "kith-missing") { "Saved \(draft.saved.spoken)" }
          }
        }
      }
    }
  }
}
