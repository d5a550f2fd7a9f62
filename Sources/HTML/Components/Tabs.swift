/// Parts of a page of which one is shown at a time.
///
/// Without scripts they stand one below the other under a list of links.
public struct Tabs: Component {
  public struct Part: Sendable {
    let id: String
    let title: String
    let content: Markup

    public init(_ id: String, _ title: String, @MarkupBuilder content: () -> Markup) {
      self.id = id
      self.title = title
      self.content = content()
    }
  }

  let title: String
  let parts: [Part]

  public init(_ title: String, _ parts: [Part]) {
    self.title = title
    self.parts = parts
  }

  public var markup: Markup {
    div(class: "govuk-tabs", .data("module", "govuk-tabs")) {
      h2(class: "govuk-tabs__title") { title }
      ul(class: "govuk-tabs__list") {
        for (index, part) in parts.enumerated() {
          li(
            class: index == 0
              ? "govuk-tabs__list-item govuk-tabs__list-item--selected"
              : "govuk-tabs__list-item"
          ) {
            a(class: "govuk-tabs__tab", .href(.place(part.id))) { part.title }
          }
        }
      }
      for (index, part) in parts.enumerated() {
        div(
          class: index == 0 ? "govuk-tabs__panel" : "govuk-tabs__panel govuk-tabs__panel--hidden",
          .id(part.id)
        ) {
          h2(class: "govuk-heading-m") { part.title }
          part.content
        }
      }
    }
  }
}
