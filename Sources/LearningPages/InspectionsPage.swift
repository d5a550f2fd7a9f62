import CareRecord
import CaseworkPages
import CivilTime
package import HTML
package import Learning
import OutcomePages
import Published

/// What Ofsted has published about us, and which of it to take over into the register.
package struct InspectionsPage: Sendable {
  package static let judgementField = "judgement"

  package init() {}

  /// The published judgement that an address names.
  package static func finding(
    _ reference: String, in setting: LearningSetting
  ) -> InspectionFinding? {
    setting.figures.judgements(of: setting.area).flatMap(InspectionFinding.all)
      .first { $0.reference == reference }
  }

  package func page(in setting: LearningSetting) -> Page {
    let judgements = setting.figures.judgements(of: setting.area)
      .filter { $0.published <= setting.page.today }.reversed()
    return Page(
      "Inspection judgements", in: setting.page.frame, section: .learning, width: .wide
    ) {
      LearningNavigation(current: .inspections)
      if judgements.isEmpty {
        p(class: "govuk-body") {
          "No published inspection of children’s services is held for this authority (number \(setting.area)). What an inspection told you can be added as a finding."
        }
        ButtonLink("Add a finding", to: .addFinding, .secondary)
        p(class: "govuk-body") {
          a(class: "govuk-link", .href(.indicator("ofstedLeadership"))) {
            "See what Ofsted has published about other authorities"
          }
        }
      } else {
        p(class: "govuk-body") {
          "What Ofsted has published about our children’s services, the latest first. There has been no overall grade since April 2026. A judgement becomes a finding when you take it over and say more from the report."
        }
      }
      for judgement in judgements { inspection(judgement, setting) }
    }
  }

  @MarkupBuilder private func inspection(
    _ judgement: Judgement, _ setting: LearningSetting
  ) -> Markup {
    h2(class: "govuk-heading-m") { "Published \(judgement.published.spoken)" }
    p(class: "govuk-body") {
      if let inspected = judgement.inspected { "Inspected from \(inspected.spoken). " }
      if !judgement.inspection.isEmpty { "A \(judgement.inspection) inspection. " }
      if let overall = judgement.overall { "Overall: \(overall.words). " }
      if let report = Link(web: judgement.report) {
        a(class: "govuk-link", .href(report), .rel("noreferrer")) {
          "Read the report"
          span(class: "govuk-visually-hidden") { " of \(judgement.published.spoken)" }
        }
      } else {
        ReportElsewhere()
      }
    }
    if judgement.isReadByMachine {
      p(class: "govuk-body") {
        "These grades were read from the report by a program: look them up before you rely on them."
      }
    }
    if let release = judgement.release {
      p(class: "govuk-body") { "From \(release), a list that was brought here." }
    }
    StackedTable(
      InspectionFinding.all(of: judgement), title: "Judgements of \(judgement.published.spoken)",
      columns: [
        StackedColumn("Area") { $0.area.words },
        StackedColumn("Judgement") { $0.grade.words },
        StackedColumn("In the register") { found in
          if let kept = InspectionsPage.kept(found, setting.register) {
            a(class: "govuk-link", .href(.finding(kept.id))) { kept.body.title }
          } else {
            a(
              class: "govuk-link",
              .href(
                Link.addFinding.setting(InspectionsPage.judgementField, found.reference))
            ) {
              "Take over"
              span(class: "govuk-visually-hidden") {
                ": \(found.area.words), \(judgement.published.spoken)"
              }
            }
          }
        },
      ])
  }

  /// The finding that was made of a judgement already.
  static func kept(
    _ found: InspectionFinding, _ register: LearningRegister
  ) -> LearningRegister.Held<LearningFinding>? {
    register.findings.first {
      $0.body.source == .inspection && $0.body.on == found.judgement.published
        && $0.body.title.hasPrefix(found.area.words)
    }
  }
}
