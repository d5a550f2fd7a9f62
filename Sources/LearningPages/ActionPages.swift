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

  package init(_ view: View) { self.view = view }

  package func page(in setting: LearningSetting) -> Page {
    let shown = actions(setting)
    let owners = Set(shown.map { $0.body.owner?.name ?? "" }).sorted()
    return Page(
      "Actions", in: setting.page.frame, section: .learning, width: .wide
    ) {
      LearningNavigation(current: .improvementActions)
      if Policy.mayLeadLearning(setting.page.person) { ButtonLink("Add an action", to: .addAction) }
      SubNavigation(
        "Which actions", View.allCases.map { NavigationItem($0.title, $0.link) },
        current: view.link)
      if shown.isEmpty { p(class: "govuk-body", .role("status")) { "There are none." } }
      for owner in owners {
        h2(class: "govuk-heading-m") { owner.isEmpty ? "Nobody answers for these" : owner }
        ActionTable(
          actions: shown.filter { ($0.body.owner?.name ?? "") == owner }, setting: setting)
      }
    }
  }

  func actions(_ setting: LearningSetting) -> [LearningRegister.Held<ImprovementAction>] {
    let (today, user) = (setting.page.today, setting.page.person.user)
    return setting.register.actions.filter { action in
      switch view {
      case .open: action.body.status.isOpen
      case .overdue: action.body.isOverdue(on: today)
      case .withoutOwner: action.body.owner == nil && action.body.status.isOpen
      case .mine: action.body.owner?.user == user
      case .all: true
      }
    }
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
        SummaryRow("Owner") { OwnerWords(action: body) },
        SummaryRow("Begins", body.begins.spoken),
        SummaryRow("Due", body.due.spoken),
        SummaryRow("Serves", body.under.title),
        SummaryRow("What should be different for children") { WrittenText(body.expected) },
        SummaryRow("Measure that should move") { measure(setting) },
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

  @MarkupBuilder private func measure(_ setting: LearningSetting) -> Markup {
    if let id = action.body.indicator, let indicator = setting.figures.indicator(id) {
      let latest = LatestFigure(of: indicator, in: setting)
      a(class: "govuk-link", .href(.indicator(id))) { latest.name }
      br()
      "Ours: \(latest.ours). England: \(latest.england)."
    } else {
      span(class: "kith-missing") { action.body.indicator ?? "None is named" }
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
