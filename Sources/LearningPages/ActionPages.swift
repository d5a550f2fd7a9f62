import Access
import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning
import Published

/// Every action, by what needs attention first.
package struct ActionsPage: Sendable {
  package enum View: String, CaseIterable, Sendable {
    case open, overdue, withoutOwner = "no-owner", mine, all

    var title: String {
      switch self {
      case .open: "Open"
      case .overdue: "Overdue"
      case .withoutOwner: "Without an owner"
      case .mine: "Mine"
      case .all: "All"
      }
    }
  }

  let view: View
  let page: Int

  /// - Parameter page: which page of the list, from 1
  package init(_ view: View, page: Int = 1) {
    self.view = view
    self.page = page
  }

  package func page(in setting: LearningSetting) -> Page {
    let list = LongList(actions(setting), page: page, at: view.link)
    func owner(_ action: LearningRegister.Held<ImprovementAction>) -> String {
      ActionsPage.owner(of: action, setting)
    }
    let owners = Set(list.rows.map(owner)).sorted()
    return Page(
      "Actions", in: setting.page.frame, section: .learning, width: .wide
    ) {
      LearningNavigation(current: .improvementActions)
      if Policy.mayLeadLearning(setting.page.person) { ButtonLink("Add an action", to: .addAction) }
      SubNavigation(
        "Which actions", View.allCases.map { NavigationItem($0.title, $0.link) },
        current: view.link)
      p(class: "govuk-body", .role("status")) {
        list.count == 0 ? "There are none." : list.words("action", plural: "actions")
      }
      for name in owners {
        h2(class: "govuk-heading-m") { name.isEmpty ? "Nobody answers for these" : name }
        ActionTable(actions: list.rows.filter { owner($0) == name }, setting: setting)
      }
      list.pages
    }
  }

  /// The name of whoever answers for an action; empty where nobody does.
  private static func owner(
    of action: LearningRegister.Held<ImprovementAction>, _ setting: LearningSetting
  ) -> String {
    setting.register.owner(of: action.body)?.name ?? ""
  }

  /// Those of the view: what nobody answers for first, then owner by owner.
  func actions(_ setting: LearningSetting) -> [LearningRegister.Held<ImprovementAction>] {
    let (today, user) = (setting.page.today, setting.page.person.user)
    let chosen = setting.register.actions.filter { action in
      switch view {
      case .open: action.body.status.isOpen
      case .overdue: action.body.isOverdue(on: today)
      case .withoutOwner:
        setting.register.owner(of: action.body) == nil && action.body.status.isOpen
      case .mine: action.body.owner?.user == user
      case .all: true
      }
    }
    return chosen.map { (ActionsPage.owner(of: $0, setting), $0) }
      .sorted { ($0.0, $0.1.body.due, $0.1.id) < ($1.0, $1.1.body.due, $1.1.id) }.map(\.1)
  }
}

extension ActionsPage.View {
  var link: Link {
    Link.improvementActions.setting("show", self == .open ? nil : rawValue)
  }
}

/// One action: what it answers, how it goes, and whether it has worked.
package struct ActionPage: Sendable {
  let action: LearningRegister.Held<ImprovementAction>

  package init(_ action: LearningRegister.Held<ImprovementAction>) { self.action = action }

  package func page(in setting: LearningSetting) -> Page {
    let body = action.body
    return Page(
      body.title, in: setting.page.frame, section: .learning,
      wayBack: .back(.improvementActions, title: "Actions"), width: .full
    ) {
      p(class: "govuk-body") {
        body.tag
        if body.isOverdue(on: setting.page.today) {
          " "
          Tag("Overdue", .red)
        }
      }
      SummaryList([
        SummaryRow("Owner") { OwnerWords(action: body, register: setting.register) },
        SummaryRow("Begins", body.begins.spoken),
        SummaryRow("Due", body.due.spoken),
        SummaryRow("Serves", body.under.title),
        SummaryRow("What should be different for children") { WrittenText(body.expected) },
        SummaryRow("Measure that should move") {
          MeasureOfAction(action: body, setting: setting)
        },
        SummaryRow("Answers") { findings(setting) },
        SummaryRow("Evidence") { evidence(setting) },
      ])
      notes(setting)
      ButtonGroup { buttons(setting) }
      WrittenBy(version: action.version, setting: setting)
    }
  }

  @MarkupBuilder private func buttons(_ setting: LearningSetting) -> Markup {
    let person = setting.page.person
    let link = Link.action(action.id)
    if Policy.refusal(toKeep: .action(action.body), replacing: action.version, by: person) == nil {
      ButtonLink("Add a review note", to: link.appending("review"))
      ButtonLink("Change", to: link.appending("change"), .secondary)
    }
    if Policy.mayAssure(action.body, person) {
      ButtonLink("Say whether it has worked", to: link.appending("assure"), .secondary)
    }
  }

  @MarkupBuilder private func findings(_ setting: LearningSetting) -> Markup {
    let found = action.body.findings.compactMap(setting.register.finding)
    if found.isEmpty, action.body.session == nil {
      span(class: "kith-missing") { "No finding is named" }
    } else {
      ul(class: "govuk-list") {
        for finding in found {
          li { a(class: "govuk-link", .href(.finding(finding.id))) { finding.body.title } }
        }
        if let id = action.body.session {
          li {
            if let session = setting.register.session(id) {
              a(class: "govuk-link", .href(.session(id))) { session.body.title }
            } else {
              "Agreed in a reflective session"
            }
          }
        }
      }
    }
  }

  @MarkupBuilder private func evidence(_ setting: LearningSetting) -> Markup {
    let entries = action.body.evidence.compactMap { setting.library[$0] }
    if entries.isEmpty {
      span(class: "kith-missing") { "None is named" }
    } else {
      EvidenceLinks(entries: entries)
    }
  }

  @MarkupBuilder private func notes(_ setting: LearningSetting) -> Markup {
    h2(class: "govuk-heading-m") { "How it goes" }
    Timeline(
      action.body.reviews.reversed().map { review in
        Timeline.Event("Review", on: review.on, by: setting.name(of: review.by)) {
          WrittenText(review.note)
        }
      }, empty: "Nobody has written a review note yet.")
    h2(class: "govuk-heading-m") { "Has it worked?" }
    Timeline(
      action.body.assurances.reversed().map { assurance in
        Timeline.Event(
          assurance.verdict.words, on: assurance.on, by: setting.name(of: assurance.by)
        ) { WrittenText(assurance.how) }
      }, empty: "Nobody who does not own it has looked yet.")
  }
}
