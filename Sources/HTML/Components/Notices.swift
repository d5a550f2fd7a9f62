/// A warning that must not be missed, with its exclamation mark.
public struct WarningText: Component {
  let text: String

  public init(_ text: String) {
    self.text = text
  }

  public var markup: Markup {
    div(class: "govuk-warning-text") {
      span(class: "govuk-warning-text__icon", .aria("hidden", "true")) { "!" }
      strong(class: "govuk-warning-text__text") {
        span(class: "govuk-visually-hidden") { "Warning" }
        text
      }
    }
  }
}

/// Text set off by a bar at its side.
public struct InsetText: Component {
  let content: Markup

  public init(@MarkupBuilder content: () -> Markup) {
    self.content = content()
  }

  public var markup: Markup { div(class: "govuk-inset-text") { content } }
}

/// The large confirmation at the end of a task.
public struct Panel: Component {
  let title: String
  let content: Markup

  public init(_ title: String, @MarkupBuilder content: () -> Markup = { Markup() }) {
    self.title = title
    self.content = content()
  }

  public var markup: Markup {
    div(class: "govuk-panel govuk-panel--confirmation") {
      h1(class: "govuk-panel__title") { title }
      if !content.isEmpty { div(class: "govuk-panel__body") { content } }
    }
  }
}

/// A message about what has just happened, or what else to know, above the content of a page.
public struct NotificationBanner: Component {
  public enum Kind: Sendable {
    case information
    /// Something that the person did has worked; read out at once.
    case success
  }

  let kind: Kind
  let heading: String
  let content: Markup

  public init(
    _ kind: Kind, _ heading: String, @MarkupBuilder content: () -> Markup = { Markup() }
  ) {
    self.kind = kind
    self.heading = heading
    self.content = content()
  }

  public var markup: Markup {
    let isSuccess = kind == .success
    let titleID = isSuccess ? "notification-success" : "notification-information"
    div(
      class: "govuk-notification-banner"
        + (isSuccess ? " govuk-notification-banner--success" : ""),
      .role(isSuccess ? "alert" : "region"), .aria("labelledby", titleID),
      .data("module", "govuk-notification-banner")
    ) {
      div(class: "govuk-notification-banner__header") {
        h2(class: "govuk-notification-banner__title", .id(titleID)) {
          isSuccess ? "Success" : "Important"
        }
      }
      div(class: "govuk-notification-banner__content") {
        p(class: "govuk-notification-banner__heading") { heading }
        content
      }
    }
  }
}
