import CareRecord
import CivilTime
public import HTML
import Store

extension RecordOverview {
  public func page(in setting: PageSetting) -> Page {
    head.page("Overview", .overview, in: setting) {
      if head.mayWrite {
        ButtonGroup {
          ButtonLink("Record a visit", to: .recordVisit(to: head.subject))
          ButtonLink("Add a case note", to: .addCaseNote(to: head.subject), .secondary)
        }
      }
      ContradictionNote(contradictions: contradictions, head: head)
      div(class: "govuk-grid-row") {
        div(class: "govuk-grid-column-two-thirds") {
          now
          lately
        }
        div(class: "govuk-grid-column-one-third") {
          toCome
          brothersAndSisters(on: head.day)
          returnsCheck
        }
      }
    }
  }

  @MarkupBuilder private var now: Markup {
    h2(class: "govuk-heading-m") { head.knownOn == nil ? "Now" : "Then" }
    SummaryList(
      [
        SummaryRow("Status") {
          if standings.isEmpty { span(class: "kith-missing") { "No open case" } }
          for standing in standings {
            p(class: "govuk-body govuk-!-margin-bottom-1") {
              standing.status.tag
              " "
              a(class: "govuk-link", .href(head.link(standing.fact))) { standing.dates.words }
              if let days = standing.days {
                ", \(standing.dates.beganEarlier ? "more than " : "")\(counted(days, "day"))"
              }
            }
          }
        },
        row(
          "Where \(head.name.short) lives", placement,
          missing: isInCare ? "Not recorded" : "Not in care"),
        row("Legal status", legalStatus, missing: isInCare ? "Not recorded" : "Not in care"),
        SummaryRow("Worker") {
          if workers.isEmpty { span(class: "kith-missing") { "Nobody is allocated" } }
          for worker in workers {
            p(class: "govuk-body govuk-!-margin-bottom-1") {
              worker.label
              if !worker.words.isEmpty { ", " + worker.words }
            }
          }
        },
        SummaryRow("Last visit") { visitWords },
      ])
  }

  @MarkupBuilder private var visitWords: Markup {
    if !seesVisits {
      span(class: "kith-missing") { "You may not see visits" }
    } else if let lastVisit {
      visit(lastVisit, last: "")
      if !lastVisit.wasSeen {
        if let lastSeen {
          visit(lastSeen, last: "Last seen: ")
        } else {
          p(class: "govuk-body govuk-!-margin-bottom-1") {
            "No visit at which the child was seen is recorded"
          }
        }
      }
    } else {
      span(class: "kith-missing") { "No visit is recorded" }
    }
  }

  private func visit(_ visit: LastVisit, last: String) -> Markup {
    p(class: "govuk-body govuk-!-margin-bottom-1") {
      last
      a(class: "govuk-link", .href(head.link(visit.fact))) { visit.day }
      " (\(visit.daysAgo == 0 ? "today" : counted(visit.daysAgo, "day") + " ago")): "
      visit.words
    }
  }

  private func row(_ key: String, _ line: Line?, missing: String) -> SummaryRow {
    SummaryRow(key) {
      if let line {
        if let fact = line.fact {
          a(class: "govuk-link", .href(head.link(fact))) { line.label }
        } else {
          line.label
        }
        ", " + line.words
      } else {
        span(class: "kith-missing") { missing }
      }
    }
  }

  @MarkupBuilder private var lately: Markup {
    h2(class: "govuk-heading-m") { head.knownOn == nil ? "Lately" : "Lately, as known then" }
    ChronologyList(lines: recent, head: head)
    if !recent.isEmpty {
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(head.link(.chronology))) { "The whole chronology" }
      }
    }
  }

  @MarkupBuilder private var toCome: Markup {
    h2(class: "govuk-heading-m") { "Next to know" }
    if coming.isEmpty {
      p(class: "govuk-body kith-missing") { "No date to come is recorded." }
    } else {
      ul(class: "govuk-list govuk-list--spaced") {
        for item in coming {
          li {
            strong { item.day }
            br()
            item.words
            if item.day < head.day { " (overdue)" }
          }
        }
      }
    }
  }

  /// Quietly: a return is no reason to look away from the child.
  @MarkupBuilder private var returnsCheck: Markup {
    if let findings, findings > 0 {
      h2(class: "govuk-heading-m") { "Returns" }
      p(class: "govuk-body") {
        a(class: "govuk-link", .href(head.link(.returns))) {
          "\(counted(findings, "thing")) to look at"
        }
      }
    }
  }

  @MarkupBuilder private func brothersAndSisters(on day: Day) -> Markup {
    h2(class: "govuk-heading-m") { "Brothers and sisters" }
    if head.knownOn != nil {
      p(class: "govuk-body kith-missing") { "Not shown for a past day." }
    } else if family.isEmpty {
      p(class: "govuk-body kith-missing") { "None are recorded." }
    } else {
      ul(class: "govuk-list govuk-list--spaced") {
        for child in family {
          li {
            a(class: "govuk-link", .href(.record(of: child.subject))) { ChildName(child).words }
            ", " + child.ageWords(on: day)
            if let status = child.status { br(); status.tag }
          }
        }
      }
    }
  }
}
