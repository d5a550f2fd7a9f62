/// A figure with what it counts, and a link to what is behind it.
public struct MetricCard: Component {
  public enum Tone: String, Sendable {
    case plain, good, attention
  }

  let value: String
  let label: String
  let explanation: String?
  let tone: Tone
  let link: Link?

  /// - Parameters:
  ///   - explanation: what the figure is compared with, or what makes it good or bad, in words.
  public init(
    _ value: String, _ label: String, explanation: String? = nil, tone: Tone = .plain,
    link: Link? = nil
  ) {
    self.value = value
    self.label = label
    self.explanation = explanation
    self.tone = tone
    self.link = link
  }

  public var markup: Markup {
    div(class: "kith-metric kith-metric--\(tone.rawValue)") {
      p(class: "kith-metric__value") { value }
      p(class: "kith-metric__label") {
        if let link { a(class: "govuk-link", .href(link)) { label } } else { label }
      }
      if let explanation { p(class: "kith-metric__explanation") { explanation } }
    }
  }
}

/// Metric cards side by side, as many as fit.
public struct MetricCards: Component {
  let cards: [MetricCard]

  public init(_ cards: [MetricCard]) {
    self.cards = cards
  }

  public var markup: Markup { div(class: "kith-metrics") { for card in cards { card } } }
}
