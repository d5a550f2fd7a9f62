/// One question of a form: its name, its words, its answer so far and what is wrong with that.
///
/// Each control (`TextInput`, `Radios`, `DateInput` …) is made from one. The identifier of a field
/// is always on its first control, so that an error can lead to it.
public struct FormField: Sendable {
  public let name: String
  public let label: String
  public let hint: String?
  let state: FormState
  private var size: TextSize?
  private var isHeading = false

  public init(
    _ name: String, _ label: String, hint: String? = nil, in state: FormState = FormState()
  ) {
    self.name = name
    self.label = label
    self.hint = hint
    self.state = state
  }

  /// The same field with its label in this size.
  public func sized(_ size: TextSize) -> FormField {
    var field = self
    field.size = size
    return field
  }

  /// The same field with its label as the heading of the page: for a page that asks one question.
  public func asHeading(_ size: TextSize = .large) -> FormField {
    var field = sized(size)
    field.isHeading = true
    return field
  }

  public var id: String { FormField.id(of: name) }
  public var value: String? { state[name] }
  public var error: FieldError? { state.error(name) }

  /// An identifier that a link can lead to without encoding.
  static func id(of name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" })
  }
}

// MARK: - What all controls share

extension FormField {
  /// The identifiers of hint and error, for `aria-describedby`.
  func describedBy(_ others: String?...) -> String? {
    let identifiers = [hint.map { _ in id + "-hint" }, error.map { _ in id + "-error" }] + others
    return identifiers.compactMap(\.self).isEmpty
      ? nil : identifiers.compactMap(\.self).joined(separator: " ")
  }

  /// A group with a label: for fields with one control.
  func labelled(
    class style: String? = nil, _ attributes: Attribute..., @MarkupBuilder control: () -> Markup
  ) -> Markup {
    group(style, attributes) {
      if isHeading {
        h1(class: "govuk-label-wrapper") { labelElement }
      } else {
        labelElement
      }
      hintAndError
      control()
    }
  }

  /// A group with a fieldset and legend: for fields with several controls.
  func framed(role: String? = nil, @MarkupBuilder controls: () -> Markup) -> Markup {
    group(nil, []) {
      HTML.fieldset(
        class: "govuk-fieldset", role.map(Attribute.role) ?? .none,
        .aria("describedby", describedBy())
      ) {
        legend(
          class: size.map { "govuk-fieldset__legend govuk-fieldset__legend--\($0.rawValue)" }
            ?? "govuk-fieldset__legend"
        ) {
          if isHeading {
            h1(class: "govuk-fieldset__heading") { label }
          } else {
            label
          }
        }
        hintAndError
        controls()
      }
    }
  }

  private func group(
    _ style: String?, _ attributes: [Attribute], @MarkupBuilder content: () -> Markup
  ) -> Markup {
    let error = error == nil ? "" : " govuk-form-group--error"
    return div(
      class: "govuk-form-group" + error + (style.map { " " + $0 } ?? ""), attributes: attributes,
      content: content)
  }

  private var labelElement: Markup {
    HTML.label(
      class: size.map { "govuk-label govuk-label--\($0.rawValue)" } ?? "govuk-label", .for(id)
    ) { label }
  }

  @MarkupBuilder private var hintAndError: Markup {
    if let hint { div(class: "govuk-hint", .id(id + "-hint")) { hint } }
    if let error {
      p(class: "govuk-error-message", .id(id + "-error")) {
        span(class: "govuk-visually-hidden") { "Error:" }
        " " + error.message
      }
    }
  }
}
