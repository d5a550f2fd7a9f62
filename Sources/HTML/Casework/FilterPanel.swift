/// The questions by which a list is narrowed, and the answers chosen so far, each with a link that
/// takes it away.
public struct FilterPanel: Component {
  /// An answer that narrows the list now.
  public struct Selected: Sendable {
    let text: String
    let without: Link

    /// - Parameter without: the same list without this answer.
    public init(_ text: String, without: Link) {
      self.text = text
      self.without = without
    }
  }

  let page: Link
  let keeping: [(name: String, value: String)]
  let selected: [Selected]
  let content: Markup

  /// - Parameters:
  ///   - page: the list without any filter.
  ///   - keeping: what else the address must keep, such as the sorting.
  public init(
    of page: Link, keeping: [(name: String, value: String)] = [], selected: [Selected],
    @MarkupBuilder content: () -> Markup
  ) {
    self.page = page
    self.keeping = keeping
    self.selected = selected
    self.content = content()
  }

  public var markup: Markup {
    section(class: "kith-filter", .aria("label", "Filter")) {
      h2(class: "govuk-heading-m") { "Filter" }
      if !selected.isEmpty {
        div(class: "kith-filter__selected") {
          h3(class: "govuk-heading-s") { "Chosen" }
          ul(class: "kith-filter__tags") {
            for answer in selected {
              li {
                a(class: "kith-filter__tag", .href(answer.without)) {
                  span(class: "govuk-visually-hidden") { "Remove this filter: " }
                  answer.text
                }
              }
            }
          }
          a(class: "govuk-link", .href(page)) { "Clear all filters" }
        }
      }
      Form(asking: page) {
        for item in keeping { HiddenInput(item.name, item.value) }
        content
        Button("Apply filters", preventsDoubleClick: false)
      }
    }
  }
}
