/// Fields that belong together, under one legend.
public struct Fieldset: Component {
  let title: String
  let size: TextSize
  let content: Markup

  public init(
    _ title: String, size: TextSize = .medium, @MarkupBuilder content: () -> Markup
  ) {
    self.title = title
    self.size = size
    self.content = content()
  }

  public var markup: Markup {
    fieldset(class: "govuk-fieldset") {
      legend(class: "govuk-fieldset__legend govuk-fieldset__legend--\(size.rawValue)") { title }
      content
    }
  }
}
