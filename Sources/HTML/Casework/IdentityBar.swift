/// Whose record this is, above every page of it: name, what tells this child from another, and what
/// must be known before ringing the bell.
public struct IdentityBar: Component {
  /// Something to know at once.
  ///
  /// The words carry it; the colour only helps.
  public struct Alert: Sendable {
    public enum Level: Sendable {
      case danger, notice
    }

    let text: String
    let level: Level

    public init(_ text: String, _ level: Level = .notice) {
      self.text = text
      self.level = level
    }
  }

  public struct Item: Sendable {
    let label: String
    let value: Markup

    public init(_ label: String, @MarkupBuilder value: () -> Markup) {
      self.label = label
      self.value = value()
    }

    public init(_ label: String, _ text: String) {
      self.init(label) { text }
    }
  }

  let name: String
  let link: Link?
  let items: [Item]
  let alerts: [Alert]

  /// - Parameter link: where the record begins.
  public init(name: String, link: Link? = nil, items: [Item], alerts: [Alert] = []) {
    self.name = name
    self.link = link
    self.items = items
    self.alerts = alerts
  }

  public var markup: Markup {
    section(class: "kith-identity", .aria("label", "Whose record this is")) {
      div(class: "govuk-width-container") {
        p(class: "kith-identity__name") {
          if let link { a(.href(link)) { name } } else { name }
        }
        dl(class: "kith-identity__items") {
          for item in items {
            div(class: "kith-identity__item") {
              dt { item.label }
              dd { item.value }
            }
          }
        }
        if !alerts.isEmpty {
          ul(class: "kith-identity__alerts", .aria("label", "Alerts")) {
            for alert in alerts {
              li(
                class: alert.level == .danger
                  ? "kith-alert kith-alert--danger" : "kith-alert"
              ) {
                span(class: "govuk-visually-hidden") { "Alert: " }
                alert.text
              }
            }
          }
        }
      }
    }
  }
}
