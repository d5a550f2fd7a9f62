import Access
import CareRecord
import CivilTime
import HTML

extension RecordHead {
  /// A page of the record.
  /// - Parameter part: the part under which it lies, where it is not that part's first page
  func page(
    _ title: String, _ part: RecordPart?, in setting: PageSetting,
    @MarkupBuilder content: () -> Markup
  ) -> Page {
    Page(
      "\(title) – \(name.words)", in: setting.frame, section: .children, subject: bar,
      heading: .inContent, width: .full
    ) {
      pastBanner
      SubNavigation(
        "This record", RecordPart.allCases.map { NavigationItem($0.title, link($0)) },
        current: part.map(link) ?? .place(""))
      h1(class: "govuk-heading-l") { title }
      if isEmpty, let knownOn {
        p(class: "govuk-body") {
          "Kith held nothing about this child then. The record was begun after "
          knownOn
          "."
        }
      } else {
        content()
      }
      foot
    }
  }

  private var bar: IdentityBar {
    var items: [IdentityBar.Item] = [
      IdentityBar.Item("Age", age.words),
      IdentityBar.Item("Born", birthDate?.spoken ?? (age.isUnborn ? "Unborn" : "Not recorded")),
      IdentityBar.Item("Child number", laChildID ?? "Not recorded"),
      IdentityBar.Item("UPN", upn),
      IdentityBar.Item("NHS number", nhsNumber ?? "Not recorded"),
    ]
    items.append(
      IdentityBar.Item(knownOn == nil ? "Now" : "Then") {
        if statuses.isEmpty {
          Tag("No open case", .grey)
        } else {
          for status in statuses {
            status.tag
            " "
          }
        }
      })
    return IdentityBar(
      name: name.words, link: link(.overview), items: items,
      alerts: alerts.map { IdentityBar.Alert($0, .danger) })
  }

  @MarkupBuilder private var pastBanner: Markup {
    if let knownOn {
      div(class: "kith-past", .role("region"), .aria("label", "A past day")) {
        p(class: "kith-past__title") { "You are looking at the past" }
        p(class: "govuk-body") {
          "This is what Kith knew at the end of "
          strong { knownOn }
          ". Whatever was recorded or corrected since is not shown."
        }
        p(class: "govuk-body govuk-!-margin-bottom-0") {
          a(class: "govuk-link", .href(.record(of: subject))) {
            "Go back to the record as it is now"
          }
          " or "
          a(class: "govuk-link", .href(.asKnown(subject))) { "choose another day" }
        }
      }
    }
  }

  private var foot: Markup {
    div(class: "kith-record-foot") {
      if isMasked {
        p(class: "govuk-body") {
          "What people wrote is hidden from you. To read it, "
          a(class: "govuk-link", .href(.open(subject))) { "give a reason" }
          "."
        }
      }
      p(class: "govuk-body-s") {
        span(class: "govuk-visually-hidden") { "Why you may see this record: " }
        ground
        " That you opened it is logged."
      }
      if knownOn == nil {
        p(class: "govuk-body-s") {
          a(class: "govuk-link", .href(.asKnown(subject))) {
            "See this record as it was known on a past day"
          }
        }
      }
    }
  }
}
