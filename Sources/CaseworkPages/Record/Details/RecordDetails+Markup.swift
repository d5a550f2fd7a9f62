import CareRecord
public import HTML

extension RecordDetails {
  /// The name under which the address of the page says that protected addresses are to be shown.
  public static let showProtected = "show-protected"

  public func page(in setting: PageSetting) -> Page {
    head.page("Details", .details, in: setting) {
      h2(class: "govuk-heading-m") { "Identity" }
      SummaryList(
        identity.map { SummaryRow($0.label, $0.words) })
      if let identityFact {
        p(class: "govuk-body") {
          a(class: "govuk-link", .href(head.link(identityFact))) {
            "Who recorded this, and what it was before"
          }
        }
      }
      section("Identifiers", identifiers, none: "No identifier is recorded.")
      h2(class: "govuk-heading-m") { "Addresses" }
      if seesAddresses {
        list(addresses, none: "No address is recorded.")
        if addresses.contains(where: \.isProtected), !showsProtected {
          p(class: "govuk-body") {
            a(
              class: "govuk-link",
              .href(head.link(.details).setting(RecordDetails.showProtected, "yes"))
            ) { "Show the protected addresses" }
            ". Make sure that nobody else can see your screen."
          }
        }
      } else {
        p(class: "govuk-body kith-missing") { "Addresses are hidden from you." }
      }
      section("Disabilities", disabilities, none: "Nothing is recorded about disabilities.")
    }
  }

  @MarkupBuilder private func section(
    _ title: String, _ lines: [Line], none: String
  ) -> Markup {
    h2(class: "govuk-heading-m") { title }
    list(lines, none: none)
  }

  @MarkupBuilder private func list(_ lines: [Line], none: String) -> Markup {
    if lines.isEmpty {
      p(class: "govuk-body kith-missing") { none }
    } else {
      SummaryList(
        lines.map { line in
          SummaryRow(
            line.label,
            actions: [
              SummaryRow.Action("History", to: head.link(line.fact), about: "of " + line.label)
            ]
          ) {
            if line.isProtected {
              Tag("Protected", .red)
              " "
              if showsProtected {
                line.words
                " – do not give this address to anyone who is not allowed to have it"
              } else {
                "Hidden"
              }
            } else {
              line.words
            }
            if let dates = line.dates {
              br()
              span(class: "kith-missing") { dates.words }
              if dates.isContradictory { " "; Tag(RecordedDates.contradiction, .red) }
            }
            if line.isPast { " (no longer)" }
          }
        })
    }
  }
}
