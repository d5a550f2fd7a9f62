import CareRecord
public import HTML

extension SearchPage {
  public func page(in setting: PageSetting) -> Page {
    Page(
      query.isEmpty ? "Search" : "Search: \(query)", in: setting.frame, section: .search,
      heading: .inContent
    ) {
      h1(class: "govuk-heading-l") { "Find a child" }
      SearchBox(query: query)
      if !query.isEmpty { results }
    }
  }

  @MarkupBuilder private var results: Markup {
    p(class: "govuk-body", .role("status")) { count }
    if hits.isEmpty {
      advice
    } else {
      ol(class: "kith-hits") { for hit in hits { item(hit) } }
      if isCutOff {
        p(class: "govuk-body") {
          "There may be more. Add a date of birth or another name to narrow this down."
        }
      }
    }
  }

  private var count: String {
    if hits.isEmpty { return "No child found for “\(query)”." }
    let children = counted(hits.count, "child", plural: "children")
    return isCutOff ? "The first \(children)." : "\(children) found."
  }

  private func item(_ hit: Hit) -> Markup {
    li(class: "kith-hits__hit") {
      h2(class: "govuk-heading-s govuk-!-margin-bottom-1") {
        a(class: "govuk-link", .href(hit.link)) { hit.name }
        if hit.hasAlert { " "; Tag("Alert", .red) }
        if let status = hit.status { " "; status.tag }
      }
      p(class: "govuk-body govuk-!-margin-bottom-1") {
        hit.age.prefix(1).uppercased() + hit.age.dropFirst()
        if let worker = hit.worker, !worker.isEmpty { ". Worker: \(worker)" }
        if hit.isMinimum {
          ". "
          a(class: "govuk-link", .href(hit.link)) {
            "Give a reason to open"
            span(class: "govuk-visually-hidden") { " the record of \(hit.name)" }
          }
        }
      }
      p(class: "govuk-hint govuk-!-margin-bottom-0") { "Found by: \(hit.because)" }
    }
  }

  @MarkupBuilder private var advice: Markup {
    p(class: "govuk-body") { "You could try:" }
    ul(class: "govuk-list govuk-list--bullet") {
      li { "only part of the name: a first name, or the beginning of a family name" }
      li { "another name that the child has or had" }
      li { "the date of birth, for example 3/5/2019" }
      li { "a number: the child number, UPN or NHS number" }
      li { "the postcode of the home" }
    }
    p(class: "govuk-body") {
      "If the child is known to children’s services but not found here, ask your data officer."
    }
  }
}

/// The box that finds children.
struct SearchBox: Component {
  let query: String

  var markup: Markup {
    Form(asking: .search, role: "search") {
      TextInput(
        FormField(
          "q", "Name, date of birth, number or postcode",
          in: FormState(["q": [query]])), kind: .search)
      Button("Search", preventsDoubleClick: false)
    }.markup
  }
}
