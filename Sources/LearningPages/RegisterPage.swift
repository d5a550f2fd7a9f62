import CareRecord
import CaseworkPages
import CivilTime
package import HTML
import Learning
import Published

/// The register: what was found, whatever it came from.
package struct RegisterPage: Sendable {
  let question: RegisterQuestion

  package init(_ question: RegisterQuestion) { self.question = question }

  package func page(in setting: LearningSetting) -> Page {
    let register = setting.register
    let findings = LongList(
      register.findings.filter { question.takes($0, in: register) }, page: question.page,
      at: question.link())
    return Page(
      "Learning register", in: setting.page.frame, section: .learning, width: .wide
    ) {
      LearningNavigation(current: .learning)
      p(class: "govuk-body") {
        "What inspections, reviews, audits, families and practitioners have told us about our practice: what has to change, and what works and could be spread."
      }
      ButtonGroup {
        ButtonLink("Add a finding", to: .addFinding)
        ButtonLink("Take over an inspection’s judgements", to: .inspections, .secondary)
      }
      Details("Filter", open: !question.selected.isEmpty) { filters(register) }
      p(class: "govuk-body", .role("status")) {
        register.findings.isEmpty
          ? "Nothing has been added yet."
          : question.selected.isEmpty
            ? findings.words("finding", plural: "findings")
            : findings.words("of \(register.findings.count) findings")
      }
      if findings.count > 0 {
        StackedTable(
          findings.rows, title: "Findings",
          columns: [
            StackedColumn("Finding") { finding in
              a(class: "govuk-link", .href(.finding(finding.id))) { finding.body.title }
              " "
              finding.body.sort.tag
            },
            StackedColumn("Source") { "\($0.body.source.words), \($0.body.on.spoken)" },
            StackedColumn("About") { "\($0.body.under.shortTitle): \($0.body.theme)" },
            StackedColumn("Actions") { answers(to: $0, register) },
          ])
        findings.pages
      }
    }
  }

  @MarkupBuilder private func answers(
    to finding: LearningRegister.Held<LearningFinding>, _ register: LearningRegister
  ) -> Markup {
    let actions = register.actions(answering: finding.id)
    if actions.isEmpty {
      span(class: "kith-missing") { finding.body.sort == .concern ? "No action yet" : "None" }
    } else {
      "\(actions.count)"
      if register.isWithoutOwner(finding.id) {
        " "
        Tag("No owner", .red)
      }
    }
  }

  private func filters(_ register: LearningRegister) -> FilterPanel {
    let form = question.form
    return FilterPanel(of: .learning, selected: question.selected) {
      div(class: "kith-columns") {
        div {
          Select(
            form.field("source", "Source"),
            LearningFinding.Source.allCases.map { Choice($0.rawValue, $0.words) }, prompt: "All")
          Select(
            form.field("sort", "Strength or concern"),
            LearningFinding.Sort.allCases.map { Choice($0.rawValue, $0.words) }, prompt: "Both")
        }
        div {
          Select(
            form.field("under", "Outcome or enabler"),
            Indicator.Outcome.allCases.map { Choice($0.rawValue, $0.shortTitle) }, prompt: "All")
          Select(
            form.field("theme", "Theme"), register.themes.map { Choice($0, $0) }, prompt: "All")
          Checkboxes(
            form.field("owner", "Owner"), [Choice("none", "Only those without an owner")],
            small: true)
        }
      }
    }
  }
}

/// What is working, where, how we know, and who is trying it.
package struct StrengthsPage: Sendable {
  let page: Int

  /// - Parameter page: which page of the list, from 1
  package init(page: Int = 1) { self.page = page }

  package func page(in setting: LearningSetting) -> Page {
    let strengths = LongList(
      setting.register.findings.filter { $0.body.sort == .strength }, page: page, at: .strengths)
    return Page(
      "What is working", in: setting.page.frame, section: .learning, width: .wide
    ) {
      LearningNavigation(current: .strengths)
      p(class: "govuk-body") {
        "Strengths are findings too. A strength that others try has a chance to spread."
      }
      ButtonLink("Add a strength", to: Link.addFinding.setting("sort", "strength"))
      p(class: "govuk-body", .role("status")) {
        strengths.count == 0
          ? "No strength has been added yet." : strengths.words("strength", plural: "strengths")
      }
      if strengths.count > 0 {
        StackedTable(
          strengths.rows, title: "Strengths",
          columns: [
            StackedColumn("What is working") { strength in
              a(class: "govuk-link", .href(.finding(strength.id))) { strength.body.title }
            },
            StackedColumn("Where") { words($0.body.place) },
            StackedColumn("How do we know") { strength in
              words(strength.body.howWeKnow)
              br()
              span(class: "kith-missing") { strength.body.source.words }
            },
            StackedColumn("Who is trying it") { words($0.body.whoIsTryingIt) },
            StackedColumn("About") { $0.body.under.shortTitle },
          ])
        strengths.pages
      }
    }
  }

  @MarkupBuilder private func words(_ text: String) -> Markup {
    if text.isEmpty { span(class: "kith-missing") { "Not said" } } else { text }
  }
}
