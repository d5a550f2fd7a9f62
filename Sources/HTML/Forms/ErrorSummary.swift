/// All errors of a form at the top of the page, each leading to its field.
///
/// A `Page` with a `form` shows it by itself.
public struct ErrorSummary: Component {
  let errors: [FieldError]

  public init(_ errors: [FieldError]) {
    self.errors = errors
  }

  public var markup: Markup {
    if !errors.isEmpty {
      div(class: "govuk-error-summary", .data("module", "govuk-error-summary")) {
        div(.role("alert")) {
          h2(class: "govuk-error-summary__title") { "There is a problem" }
          div(class: "govuk-error-summary__body") {
            ul(class: "govuk-list govuk-error-summary__list") {
              for error in errors {
                li {
                  if let target = error.target {
                    a(.href(target)) { error.message }
                  } else {
                    error.message
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
