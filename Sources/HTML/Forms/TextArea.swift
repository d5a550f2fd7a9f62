/// A field for several lines of text, with a count where a limit is set.
public struct TextArea: Component {
  let field: FormField
  let rows: Int
  let limit: Int?

  /// - Parameter limit: the most characters that will be taken; the count of what is left is shown.
  ///   Longer text can still be typed, so that nothing pasted is cut off unseen.
  public init(_ field: FormField, rows: Int = 5, limit: Int? = nil) {
    self.field = field
    self.rows = rows
    self.limit = limit
  }

  public var markup: Markup {
    if let limit {
      field.labelled(
        class: "govuk-character-count", .data("module", "govuk-character-count"),
        .data("maxlength", String(limit))
      ) {
        control(class: "govuk-js-character-count", describedBy: field.id + "-info")
        div(class: "govuk-hint govuk-character-count__message", .id(field.id + "-info")) {
          "You can enter up to \(limit) characters"
        }
      }
    } else {
      field.labelled { control() }
    }
  }

  private func control(class style: String? = nil, describedBy other: String? = nil) -> Markup {
    textarea(
      class: "govuk-textarea" + (field.error == nil ? "" : " govuk-textarea--error")
        + (style.map { " " + $0 } ?? ""),
      .id(field.id), .name(field.name), .rows(rows), .autocomplete("off"),
      .aria("describedby", field.describedBy(other))
    ) { field.value }
  }
}
