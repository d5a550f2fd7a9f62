import CivilTime
import HTML
import Published

/// What an authority was before it began, or became when it ended, with the way to those figures.
struct SuccessionNote: Component {
  let succession: Succession
  /// The page that shows the same figures of any authority.
  let page: Link

  @MarkupBuilder var markup: Markup {
    p(class: "govuk-body") {
      strong { succession.area.nameWithYears }
      ". "
      for change in succession.changes { "\(change.date.spoken): \(change.what) " }
      if !succession.before.isEmpty {
        "Figures from before are under "
        linked(succession.before)
        ". "
      }
      if !succession.after.isEmpty {
        "Figures from after are under "
        linked(succession.after)
        ". "
      }
      "They are of different areas, so they are not joined to these."
    }
  }

  @MarkupBuilder private func linked(_ areas: [Area]) -> Markup {
    for (place, area) in areas.enumerated() {
      if place > 0 { place + 1 == areas.count ? " and " : ", " }
      a(class: "govuk-link", .href(page.setting(AreaChooser.field, area.code))) {
        area.nameWithYears
      }
    }
  }
}

extension Area {
  /// The name, and from or until when there was such an authority: two of them are called Dorset.
  var nameWithYears: String {
    if let began { return "\(name) (from April \(began))" }
    return ended.map { "\(name) (until \($0))" } ?? name
  }
}
