import CivilTime
import HTML
import Learning
import OutcomePages
import Published

/// The measure that should move: where it stood in our own record when the action began, where it stands
/// today, and what is published.
struct MeasureOfAction: Component {
  let action: ImprovementAction
  let setting: LearningSetting

  @MarkupBuilder var markup: Markup {
    if let id = action.indicator, let indicator = setting.figures.indicator(id) {
      let latest = LatestFigure(of: indicator, in: setting)
      a(class: "govuk-link", .href(.indicator(id))) { latest.name }
      if let today = setting.measured[id] {
        br()
        "Our record: "
        if let first = setting.own(id, at: action.begins), first.at < today.at,
          first.isOfAnybody
        {
          words(first)
          " \(unit(of: first))on \(first.at.spoken), when it began; "
        }
        words(today)
        " \(unit(of: today))on \(today.at.spoken)"
      }
      br()
      span(class: "kith-missing") {
        "Published: \(latest.isOursPublished ? "ours \(latest.ours), " : "")England \(latest.england)"
      }
    } else {
      span(class: "kith-missing") { action.indicator ?? "None is named" }
    }
  }

  /// A share says its own; a count, where no population is held, is no rate.
  private func unit(of figure: OwnFigure) -> String {
    figure.indicator.unit == .per10000 && figure.value != nil ? "per 10,000 " : ""
  }

  private func words(_ figure: OwnFigure) -> OwnFigureWords {
    OwnFigureWords(
      figure,
      england: setting.figures.series(of: figure.indicator, for: PublishedFigures.englandCode))
  }
}
