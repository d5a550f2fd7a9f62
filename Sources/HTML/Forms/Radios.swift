/// Answers of which one can be chosen.
///
/// None is chosen beforehand.
public struct Radios: Component {
  public enum Layout: Sendable {
    case stacked
    /// Side by side: for two short answers.
    case inline
    /// Small and stacked: for filters and long lists.
    case small
  }

  let field: FormField
  let choices: [Choice]
  let layout: Layout

  public init(_ field: FormField, _ choices: [Choice], layout: Layout = .stacked) {
    self.field = field
    self.choices = choices
    self.layout = layout
  }

  public var markup: Markup {
    field.framed {
      div(
        class: "govuk-radios" + layout.suffix, .data("module", "govuk-radios")
      ) {
        ChoiceList(field: field, choices: choices, block: "govuk-radios", type: "radio").markup
      }
    }
  }
}

extension Radios.Layout {
  fileprivate var suffix: String {
    switch self {
    case .stacked: ""
    case .inline: " govuk-radios--inline"
    case .small: " govuk-radios--small"
    }
  }
}
