/// Text that is folded away until it is asked for.
public struct Details: Component {
  let title: String
  let isOpen: Bool
  let content: Markup

  public init(_ title: String, open: Bool = false, @MarkupBuilder content: () -> Markup) {
    self.title = title
    isOpen = open
    self.content = content()
  }

  public var markup: Markup {
    details(class: "govuk-details", .open(isOpen)) {
      summary(class: "govuk-details__summary") {
        span(class: "govuk-details__summary-text") { title }
      }
      div(class: "govuk-details__text") { content }
    }
  }
}
