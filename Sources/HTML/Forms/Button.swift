/// A button that sends its form.
public struct Button: Component {
  public enum Style: Sendable {
    case primary, secondary
    /// For what cannot be undone.
    case warning
  }

  let text: String
  let style: Style
  let answer: (name: String, value: String)?
  let destination: Link?
  let preventsDoubleClick: Bool

  /// - Parameters:
  ///   - answer: sent when this button is the one pressed.
  ///   - destination: sends the form somewhere else than its own address.
  ///   - preventsDoubleClick: a second press within a second does nothing.
  public init(
    _ text: String, _ style: Style = .primary, answer: (name: String, value: String)? = nil,
    sendingTo destination: Link? = nil, preventsDoubleClick: Bool = true
  ) {
    self.text = text
    self.style = style
    self.answer = answer
    self.destination = destination
    self.preventsDoubleClick = preventsDoubleClick
  }

  public var markup: Markup {
    button(
      class: style.classes, .type("submit"), .name(answer?.name), .value(answer?.value),
      destination.map(Attribute.formaction) ?? .none, .data("module", "govuk-button"),
      .data("prevent-double-click", preventsDoubleClick ? "true" : nil)
    ) { text }
  }
}

/// A link that looks like a button: for going on, not for changing something.
public struct ButtonLink: Component {
  let text: String
  let link: Link
  let style: Button.Style

  public init(_ text: String, to link: Link, _ style: Button.Style = .primary) {
    self.text = text
    self.link = link
    self.style = style
  }

  public var markup: Markup {
    a(class: style.classes, .href(link)) { text }
  }
}

/// Buttons and links side by side.
public struct ButtonGroup: Component {
  let content: Markup

  public init(@MarkupBuilder content: () -> Markup) {
    self.content = content()
  }

  public var markup: Markup { div(class: "govuk-button-group") { content } }
}

extension Button.Style {
  fileprivate var classes: String {
    switch self {
    case .primary: "govuk-button"
    case .secondary: "govuk-button govuk-button--secondary"
    case .warning: "govuk-button govuk-button--warning"
    }
  }
}
