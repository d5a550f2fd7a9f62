import CivilTime
import HTML
import Published
import Statistics

// Whether the authority's figure moved by more than chance, and by whose decision its limits are what
// they are.
extension IndicatorPage {
  @MarkupBuilder var control: Markup {
    if let history, let area = setting.area {
      h2(class: "govuk-heading-m", .id("control-chart")) { "Did it change, or is it chance?" }
      p(class: "govuk-body") { sentence(history) }
      controlChart(history, area)
      recalculation(history)
    } else if let own = comparison.own, own.latest != nil, indicator.unit != .grade {
      h2(class: "govuk-heading-m", .id("control-chart")) { "Did it change, or is it chance?" }
      p(class: "govuk-body") {
        "There are fewer than \(PhaseStart.fewestFigures) comparable years, too few to say how \(own.area.name)’s figure moves by chance."
      }
      if !decisions.isEmpty { decisionTable(nil) }
    }
  }

  private func controlChart(_ history: OwnHistory, _ area: Area) -> LineChart {
    let lines = history.lines
    let limits: [(String, String, LineStyle, [LineChart.Point])] = [
      ("Average of the years that set the limits", "Average", .faint, lines.centre),
      ("Upper limit", "Upper limit", .limit, lines.upper),
      ("Lower limit", "Lower limit", .limit, lines.lower),
    ]
    return LineChart(
      id: "control",
      title: "\(indicator.name): \(history.series.area.name) against its own average",
      unit: indicator.unitWords, format: format, by: indicator.calendar,
      series: [
        LineChart.Series(history.series.area.name, label: area.name, .heavy, lines.own)
      ]
        + limits.map { name, label, style, points in
          LineChart.Series(name, label: label, style, points, isReckonedAnew: true)
        },
      breaks: history.phases.dropFirst().map { phase in
        LineChart.Break(
          from: indicator.yearEnds.day(in: phase.years.lowerBound), begins(phase),
          endsFigures: false)
      }, notes: notes(history), source: source)
  }

  private func begins(_ phase: OwnHistory.Phase) -> String {
    let who = phase.decision.map { " \($0.by) decided so on \($0.on.spoken)." } ?? ""
    return (phase.hasLimits ? "average and limits begin anew." : "a new phase begins.") + who
  }

  private func sentence(_ history: OwnHistory) -> String {
    guard let last = history.signals.last else {
      let limited = history.phases.filter(\.hasLimits).map { $0.years.words }
      if limited.isEmpty {
        return
          "No phase has the \(PhaseStart.fewestFigures) figures that limits take, so nothing can be said yet."
      }
      return
        "Every figure of \(limited.listed) is within the limits that \(history.series.area.name)’s own ups and downs set. No single rise or fall among them needs an explanation of its own."
    }
    let years = history.signals.map { String($0.year) }
    return
      "More than chance: \(years.listed). The latest, \(last.year), is \(last.signals.map(\.words).joined(separator: ", and ")). Something changed; the chart cannot say what, nor whether it is good."
  }

  private func notes(_ history: OwnHistory) -> [String] {
    [
      "The limits are three standard deviations from the average, widened by how much the figure moves from year to year. Rings mark what the rules call more than chance. On a chart of 20 points they do so wrongly about one time in ten."
    ]
      + history.phases.flatMap {
        notes($0, isLast: $0.years.upperBound == history.years.upperBound)
      }
  }

  private func notes(_ phase: OwnHistory.Phase, isLast: Bool) -> [String] {
    guard phase.hasLimits else {
      let figures = counted(phase.figures, "figure", plural: "figures")
      return [
        "\(phase.years.words): \(figures), too few for limits. They take \(PhaseStart.fewestFigures)."
          + (isLast ? " They are drawn once there are so many." : "")
      ]
    }
    var notes: [String] = []
    if phase.isProvisional {
      notes.append(
        "\(phase.years.words): the limits rest on \(phase.figures) figures, fewer than \(ControlWarning.fewestPoints), and are provisional."
          + (isLast ? " Each further year moves them until there are so many." : ""))
    } else {
      notes.append(
        "\(phase.years.words): the limits rest on the \(phase.figures) figures of \(phase.baseline.words). Later years do not move them."
      )
    }
    if phase.isOfFew {
      notes.append(
        "\(phase.years.words): most years count fewer than five; limits mean little for so few.")
    }
    return notes
  }

  // MARK: - By whose decision

  @MarkupBuilder private func recalculation(_ history: OwnHistory) -> Markup {
    if setting.isOwn {
      h3(class: "govuk-heading-s") { "Decisions about these limits" }
      if decisions.isEmpty {
        p(class: "govuk-body") {
          "None. Limits are recalculated only where somebody decides so and says why; the decision is kept and shown here."
        }
      } else {
        decisionTable(history)
      }
      if mayRecalculate {
        div(class: "kith-question") {
          Form(asking: .addPhase) {
            HiddenInput(PhaseStart.indicatorField, indicator.id)
            Select(
              FormField(
                PhaseStart.yearField, "First year with new limits",
                hint: "The year in which the change first shows in the figures", in: FormState()),
              PhaseStart.choices(of: history.series))
            Button("Recalculate from here", .secondary, preventsDoubleClick: false)
          }
        }
      }
    }
  }

  private func decisionTable(_ history: OwnHistory?) -> StackedTable {
    StackedTable(
      decisions, title: "Decisions about the limits",
      columns: [
        StackedColumn("New limits from") { decision in
          if let page = decision.page {
            a(class: "govuk-link", .href(page)) { String(decision.firstYear) }
          } else {
            String(decision.firstYear)
          }
        },
        StackedColumn("Why") { decision in
          div(class: "kith-written") { decision.reason }
          if let why = withoutEffect(decision, history) {
            span(class: "kith-unit") { why }
          }
        },
        StackedColumn("Follows") { decision in
          if let action = decision.action {
            a(class: "govuk-link", .href(action.link)) { action.title }
          } else {
            "No action is named"
          }
        },
        StackedColumn("Who and when") { "\($0.by), \($0.on.spoken)" },
      ])
  }

  /// Why a decision shows nothing on the chart; nil where it does.
  func withoutEffect(_ decision: PhaseDecision, _ history: OwnHistory?) -> String? {
    guard let history else { return "Without effect: there is no chart." }
    if history.phases.contains(where: { $0.decision == decision }) { return nil }
    if decision.firstYear <= history.years.lowerBound {
      return
        "Without effect: the figures that can be compared begin in \(history.years.lowerBound)."
    }
    return decision.firstYear > history.years.upperBound
      ? "Without effect until a figure of \(decision.firstYear) is published."
      : "Without effect: a later decision is about the same year."
  }
}

extension ClosedRange<Int> {
  /// "2013 to 2020", "2013".
  var words: String {
    lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)"
  }
}
