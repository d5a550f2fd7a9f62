/// How a page leads back: one link, or the trail of pages above it.
public enum WayBack: Sendable {
  case none
  case back(Link, title: String = "Back")
  case trail([NavigationItem])

  @MarkupBuilder var markup: Markup {
    switch self {
    case .none:
      Markup()
    case .back(let link, let title):
      nav(.aria("label", "Back")) { a(class: "govuk-back-link", .href(link)) { title } }
    case .trail(let items):
      nav(
        class: "govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile",
        .aria("label", "Breadcrumb")
      ) {
        ol(class: "govuk-breadcrumbs__list") {
          for item in items {
            li(class: "govuk-breadcrumbs__list-item") {
              a(class: "govuk-breadcrumbs__link", .href(item.link)) { item.title }
            }
          }
        }
      }
    }
  }
}
