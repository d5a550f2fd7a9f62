import CivilTime
import HTML
import Learning
import OutcomePages
import Published

/// What has most to do with a prompt, short enough to be read before answering on a phone.
struct PromptEvidence: Component {
  /// Of the findings about its outcome the latest stand here.
  private static let mostFindings = 3

  let prompt: ReflectivePrompt
  let setting: LearningSetting

  var markup: Markup {
    let known = OutcomeEvidence(under: prompt.under, setting: setting)
    let near = prompt.measures.compactMap { setting.figures.indicator($0) }
      .filter(known.isKnown)
    let findings = known.findings
    return section(.aria("label", "What we know")) {
      h2(class: "govuk-heading-s") { "What we know" }
      if setting.isWithheld { OwnFiguresWithheld() }
      ul(class: "govuk-list govuk-list--bullet") {
        for indicator in near {
          li {
            a(class: "govuk-link", .href(.indicator(indicator.id))) { indicator.name }
            ": "
            figures(of: indicator)
          }
        }
        for finding in findings.prefix(Self.mostFindings) { FindingLine(finding: finding) }
      }
      if findings.isEmpty {
        p(class: "govuk-body") { "The register has no finding about this outcome." }
      }
      if near.contains(where: { setting.measured[$0.id] != nil }) {
        p(class: "govuk-body-s") {
          "“Our record today” is counted from what Kith knows today. It is neither checked nor final as a return is."
        }
      }
    }
  }

  @MarkupBuilder private func figures(of indicator: Indicator) -> Markup {
    let latest = LatestFigure(of: indicator, in: setting)
    if latest.isOursPublished { "ours \(latest.ours), " }
    "England \(latest.england)"
    if let figure = setting.measured[indicator.id] {
      ", our record today "
      OwnFigureWords(
        figure, england: setting.figures.series(of: indicator, for: PublishedFigures.englandCode))
    }
    "."
  }
}

/// Everything that is known about an outcome, for whoever wants more beside a prompt.
struct OutcomeEvidence: Component {
  let under: Indicator.Outcome
  let setting: LearningSetting

  /// The latest first.
  var findings: [LearningRegister.Held<LearningFinding>] {
    setting.register.findings.filter { $0.body.under == under }
      .sorted { $0.body.on > $1.body.on }
  }

  /// Whether there is a figure to look at: of us, of England, or from our own record.
  func isKnown(_ indicator: Indicator) -> Bool {
    setting.measured[indicator.id] != nil
      || [setting.area, PublishedFigures.englandCode].contains { area in
        setting.figures.series(of: indicator, for: area)?.points.isEmpty == false
      }
  }

  var markup: Markup {
    let indicators = setting.figures.indicators.filter { $0.under == under && isKnown($0) }
    let isMeasured = indicators.contains { setting.measured[$0.id] != nil }
    return Details("Everything we know: \(under.title)") {
      if indicators.isEmpty {
        p(class: "govuk-body") { "Nothing is published about this yet." }
      } else {
        StackedTable(
          indicators, title: isMeasured ? "Latest figures" : "Latest published figures",
          columns: columns(isMeasured))
      }
      if findings.isEmpty {
        p(class: "govuk-body") { "The register has no finding about this outcome." }
      } else {
        ul(class: "govuk-list govuk-list--bullet") {
          for finding in findings { FindingLine(finding: finding) }
        }
      }
    }.markup
  }

  private func columns(_ isMeasured: Bool) -> [StackedColumn<Indicator>] {
    let published: [StackedColumn<Indicator>] = [
      StackedColumn("Measure") { indicator in
        a(class: "govuk-link", .href(.indicator(indicator.id))) { indicator.name }
      },
      StackedColumn("Ours, published") { LatestFigure(of: $0, in: setting).ours },
      StackedColumn("England, published") { LatestFigure(of: $0, in: setting).england },
    ]
    guard isMeasured else { return published }
    return published + [
      StackedColumn("Our record today") { indicator in
        if let figure = setting.measured[indicator.id] {
          OwnFigureWords(
            figure,
            england: setting.figures.series(of: indicator, for: PublishedFigures.englandCode))
        } else {
          "Not counted from the record"
        }
      }
    ]
  }
}

/// A finding in a list of what is known.
private struct FindingLine: Component {
  let finding: LearningRegister.Held<LearningFinding>

  var markup: Markup {
    li {
      finding.body.sort.words
      ": "
      a(class: "govuk-link", .href(.finding(finding.id))) { finding.body.title }
      " (\(finding.body.source.words.lowercased()), \(finding.body.on.spoken))"
    }
  }
}
