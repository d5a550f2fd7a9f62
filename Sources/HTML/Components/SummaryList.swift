/// What is known, line by line: a name, a value, and what can be done about it.
public struct SummaryList: Component {
  let rows: [SummaryRow]
  let hasBorders: Bool

  public init(borders: Bool = true, _ rows: [SummaryRow]) {
    self.rows = rows
    hasBorders = borders
  }

  public var markup: Markup {
    let anyActions = rows.contains { !$0.actions.isEmpty }
    dl(
      class: hasBorders ? "govuk-summary-list" : "govuk-summary-list govuk-summary-list--no-border"
    ) {
      for row in rows {
        div(
          class: anyActions && row.actions.isEmpty
            ? "govuk-summary-list__row govuk-summary-list__row--no-actions"
            : "govuk-summary-list__row"
        ) {
          dt(class: "govuk-summary-list__key") { row.key }
          dd(class: "govuk-summary-list__value") { row.value }
          if !row.actions.isEmpty { actions(of: row) }
        }
      }
    }
  }

  private func actions(of row: SummaryRow) -> Markup {
    dd(class: "govuk-summary-list__actions") {
      if row.actions.count == 1 {
        link(row.actions[0], row)
      } else {
        ul(class: "govuk-summary-list__actions-list") {
          for action in row.actions {
            li(class: "govuk-summary-list__actions-list-item") { link(action, row) }
          }
        }
      }
    }
  }

  private func link(_ action: SummaryRow.Action, _ row: SummaryRow) -> Markup {
    a(class: "govuk-link", .href(action.link)) {
      action.text
      span(class: "govuk-visually-hidden") { " " + (action.about ?? row.key) }
    }
  }
}

/// A line of a `SummaryList`.
public struct SummaryRow: Sendable {
  /// A link such as "Change"; who only hears the page also hears what is changed.
  public struct Action: Sendable {
    let text: String
    let link: Link
    let about: String?

    public init(_ text: String, to link: Link, about: String? = nil) {
      self.text = text
      self.link = link
      self.about = about
    }
  }

  let key: String
  let value: Markup
  let actions: [Action]

  public init(_ key: String, actions: [Action] = [], @MarkupBuilder value: () -> Markup) {
    self.key = key
    self.value = value()
    self.actions = actions
  }

  /// A line of text; where there is none, the words that say so.
  public init(
    _ key: String, _ text: String?, missing: String = "Not recorded", actions: [Action] = []
  ) {
    self.init(key, actions: actions) {
      if let text, !text.isEmpty {
        text
      } else {
        span(class: "kith-missing") { missing }
      }
    }
  }
}
