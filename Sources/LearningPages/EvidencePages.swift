import Access
import CareRecord
import CaseworkPages
package import HTML
package import Learning

/// Guides, interventions and evaluations.
package struct EvidencePage: Sendable {
  let page: Int

  /// - Parameter page: which page of the list, from 1
  package init(page: Int = 1) { self.page = page }

  package func page(in setting: LearningSetting) -> Page {
    let list = LongList(setting.library.entries, page: page, at: .evidence)
    return Page("Evidence library", in: setting.page.frame, section: .learning, width: .wide) {
      LearningNavigation(current: .evidence)
      p(class: "govuk-body") {
        "What is known about what helps, in our own words: how strong it is, and how well what is said here was checked against its source. Some of it says that something did not help."
      }
      ButtonLink("Add evidence", to: .addEvidence)
      StackedTable(
        list.rows, title: "Evidence",
        columns: [
          StackedColumn("Title") { entry in
            a(class: "govuk-link", .href(.evidence(entry.reference))) { entry.item.title }
            if entry.isLocal {
              " "
              Tag("Local", .purple)
            }
          },
          StackedColumn("Published") { entry in
            entry.item.publisher
            if let year = entry.item.year { ", \(year)" }
          },
          StackedColumn("Strength") { $0.item.strength.words },
          StackedColumn("What we use it for") { $0.item.useFor },
          StackedColumn("Checked") { $0.item.checked.shortWords },
        ])
      list.pages
    }
  }
}

extension EvidenceItem.Checked {
  fileprivate var shortWords: String {
    switch self {
    case .read: "Yes"
    case .partly: "Partly"
    case .not: "No"
    }
  }
}

/// One piece of evidence, and where it is used.
package struct EvidenceItemPage: Sendable {
  let entry: EvidenceLibrary.Entry

  package init(_ entry: EvidenceLibrary.Entry) { self.entry = entry }

  package func page(in setting: LearningSetting) -> Page {
    let item = entry.item
    let actions = setting.register.actions.filter { $0.body.evidence.contains(entry.reference) }
    let own = setting.register.ownEvidence.first { $0.id.text == entry.reference }
    return Page(
      item.title, in: setting.page.frame, section: .learning,
      wayBack: .back(.evidence, title: "Evidence library"), width: .full
    ) {
      SummaryList(
        [
          SummaryRow("Publisher", item.publisher),
          SummaryRow("Year", item.year.map(String.init)),
          SummaryRow("Link") {
            if item.link.isEmpty {
              "No address is kept."
              if !item.publisher.isEmpty {
                " Search for the title at the publisher: \(item.publisher)."
              }
            } else {
              OutsideLink(address: item.link)
              if own == nil {
                br()
                "The publisher’s site or its search: the address of the text itself is not held."
              }
            }
          },
          SummaryRow("For whom", item.population, missing: "Not said"),
          SummaryRow("Strength of evidence", item.strength.words),
          SummaryRow("What it says") { WrittenText(item.says) },
          SummaryRow("What we use it for") { WrittenText(item.useFor) },
          SummaryRow(
            "How well this was checked", "\(item.checked.words) (\(item.checked.rawValue))"),
        ] + (item.source.isEmpty ? [] : [SummaryRow("Where this was read", item.source)]))
      h2(class: "govuk-heading-m") { "Actions that draw on it" }
      if actions.isEmpty {
        p(class: "govuk-body") { "None yet." }
      } else {
        ActionTable(actions: actions, setting: setting)
      }
      if let own {
        if Policy.refusal(toKeep: own.item, replacing: own, by: setting.page.person) == nil {
          ButtonLink(
            "Change", to: Link.evidence(entry.reference).appending("change"), .secondary)
        }
        WrittenBy(version: own, setting: setting)
      } else {
        p(class: "govuk-body-s") { "Shipped with Kith." }
      }
    }
  }
}

/// Pieces of evidence by title.
struct EvidenceLinks: Component {
  let entries: [EvidenceLibrary.Entry]

  var markup: Markup {
    ul(class: "govuk-list") {
      for entry in entries {
        li { a(class: "govuk-link", .href(.evidence(entry.reference))) { entry.item.title } }
      }
    }
  }
}
