public import HTML

/// In place of a link to an inspection’s report where none is held: where Ofsted keeps them all.
public struct ReportElsewhere: Component {
  public init() {}

  @MarkupBuilder public var markup: Markup {
    "No link to this report is held: look for the authority and the date among "
    if let reports = Link(web: "https://reports.ofsted.gov.uk/") {
      a(class: "govuk-link", .href(reports), .rel("noreferrer")) { "Ofsted’s inspection reports" }
    }
    "."
  }
}
