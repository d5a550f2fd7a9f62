public import CivilTime

/// What happened, one below the other, in the order given.
public struct Timeline: Component {
  public struct Event: Sendable {
    let title: Markup
    let day: Day
    let end: Day?
    let author: String?
    let tags: [Tag]
    let content: Markup

    /// - Parameters:
    ///   - end: its last day, where it lasted.
    ///   - author: who did or recorded it, with the time where that matters.
    public init(
      _ title: String, on day: Day, to end: Day? = nil, link: Link? = nil, by author: String? = nil,
      tags: [Tag] = [], @MarkupBuilder content: () -> Markup = { Markup() }
    ) {
      self.title = Markup {
        if let link { a(class: "govuk-link", .href(link)) { title } } else { title }
      }
      self.day = day
      self.end = end
      self.author = author
      self.tags = tags
      self.content = content()
    }
  }

  let events: [Event]
  let empty: String

  public init(_ events: [Event], empty: String = "Nothing is recorded yet.") {
    self.events = events
    self.empty = empty
  }

  public var markup: Markup {
    if events.isEmpty {
      p(class: "govuk-body") { empty }
    } else {
      ol(class: "kith-timeline") {
        for event in events { entry(event) }
      }
    }
  }

  private func entry(_ event: Event) -> Markup {
    li(class: "kith-timeline__event") {
      p(class: "kith-timeline__date") {
        if event.day.isSet { event.day } else { "Date not recorded" }
        if let end = event.end { " to "; end }
      }
      h3(class: "kith-timeline__title") {
        event.title
        for tag in event.tags { " "; tag }
      }
      if !event.content.isEmpty { div(class: "kith-timeline__content") { event.content } }
      if let author = event.author { p(class: "kith-timeline__author") { author } }
    }
  }
}
