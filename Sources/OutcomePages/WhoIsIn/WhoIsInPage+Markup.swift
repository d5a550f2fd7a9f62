import CivilTime
public import HTML
import Measures

extension WhoIsInPage {
  public func page(in frame: PageFrame) -> Page {
    Page(
      title, in: frame, section: .outcomes,
      wayBack: .back(.outcome(indicator.id), title: "Back to the indicator"),
      heading: .captioned("Who is in it"), width: .wide
    ) {
      if let unusable = question.unusable {
        WarningText(
          "“\(unusable)” is no day that Kith can tell of: write it as 2026-03-31, and no later than today. This is today’s list."
        )
      }
      p(class: "govuk-body-l") { figureWords + "." }
      p(class: "govuk-body") {
        "It is made from what Kith knows today. A past day can still change, when somebody records late or corrects."
      }
      Details("Who counts", open: false) { rules }
      chooser
      if indicator.base == .counted {
        SubNavigation(
          "Whom to list",
          [false, true].map { all in
            NavigationItem(
              all ? "All among whom they are counted" : "Those who are counted",
              question.listing(all: all).link(indicator.id))
          }, current: question.listing(all: question.listsAll).link(indicator.id))
      }
      p(class: "govuk-body", .role("status")) { count }
      list
    }
  }

  @MarkupBuilder private var rules: Markup {
    ul(class: "govuk-list govuk-list--bullet") {
      for rule in indicator.rules { li { rule } }
    }
    if !indicator.unconfirmed.isEmpty {
      p(class: "govuk-body") { "Not confirmed by a source that was at hand:" }
      ul(class: "govuk-list govuk-list--bullet") {
        for rule in indicator.unconfirmed { li { rule } }
      }
    }
    p(class: "govuk-body") { "Definition \(indicator.definition)." }
  }

  private var chooser: Form {
    Form(asking: Link.outcome(indicator.id).appending("children")) {
      if question.listsAll { HiddenInput(WhoIsInQuestion.membersField, "all") }
      Select(
        FormField(
          WhoIsInQuestion.dayField, "Another day",
          in: FormState([WhoIsInQuestion.dayField: [question.at.iso]])),
        days.map { Choice($0.iso, $0 == today ? "Today, \($0.spoken)" : $0.spoken) })
      Button("Show that day", .secondary, preventsDoubleClick: false)
    }
  }

  private var count: String {
    let found = total == 1 ? "1 child." : "\(total) children."
    let page = pages > 1 ? " Page \(question.page) of \(pages)." : ""
    guard others > 0 else { return found + page }
    let rest = others == 1 ? "1 more child is" : "\(others) more children are"
    return found
      + " \(rest) in it whom you may not list: they are not yours or your team’s." + page
  }

  @MarkupBuilder private var list: Markup {
    if lines.isEmpty {
      p(class: "govuk-body") {
        if total > 0 {
          "There is no page \(question.page). "
          a(class: "govuk-link", .href(question.link(indicator.id))) { "Go to the first page" }
        } else {
          others > 0 ? "None of the children in it is one whom you may list." : "Nobody is in it."
        }
      }
    } else {
      StackedTable(lines, title: "Children in it", columns: columns)
      Pagination(page: question.page, of: pages, at: question.link(indicator.id))
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(question.linkToSpreadsheet(indicator.id))) {
          "Download this list as a spreadsheet (CSV)"
        }
      }
    }
  }

  private var columns: [StackedColumn<Line>] {
    let amount = StackedColumn<Line>(indicator.base == .averaged ? "What is averaged" : "Times") {
      "\($0.numerator)"
    }
    return [
      StackedColumn("Name") { line in
        a(class: "govuk-link", .href(line.link)) { line.name }
      },
      StackedColumn("Child number") { $0.childNumber ?? "Not recorded" },
      StackedColumn("Age on the day") { line in
        line.birthDate.flatMap { $0 <= question.at ? "\($0.age(on: question.at))" : "Not born" }
          ?? "Not known"
      },
      StackedColumn("Worker") { $0.worker ?? "Nobody" },
      StackedColumn("Counts so since") { $0.since.spoken },
    ]
      + (question.listsAll && indicator.base == .counted
        ? [StackedColumn("Counted") { $0.numerator > 0 ? "Yes" : "No" }] : [])
      + (showsAmounts ? [amount] : [])
  }
}
