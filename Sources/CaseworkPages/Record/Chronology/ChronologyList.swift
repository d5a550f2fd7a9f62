import CivilTime
import HTML

/// Lines of the chronology one below the other; long texts are folded away.
struct ChronologyList: Component {
  /// Up to so many bytes a text stands open.
  static let shortText = 400

  let lines: [ChronologyLine]
  let head: RecordHead

  var markup: Markup {
    Timeline(
      lines.map { line in
        Timeline.Event(
          line.headline.isEmpty ? line.kind : "\(line.kind): \(line.headline)",
          on: line.dates.from, to: line.dates.to, link: head.link(line.fact), tags: tags(of: line)
        ) { texts(of: line) }
      }, empty: "Nothing is recorded yet.")
  }

  private func tags(of line: ChronologyLine) -> [Tag] {
    var tags: [Tag] = []
    if line.dates.isContradictory { tags.append(Tag(RecordedDates.contradiction, .red)) }
    if line.dates.beganEarlier { tags.append(Tag("Began before this date", .grey)) }
    if line.isOngoing { tags.append(Tag("Goes on", .grey)) }
    if let late = line.late { tags.append(Tag(late, .yellow)) }
    if line.isCorrected { tags.append(Tag("Changed since", .grey)) }
    return tags
  }

  @MarkupBuilder private func texts(of line: ChronologyLine) -> Markup {
    if line.length <= ChronologyList.shortText {
      for text in line.texts { p(class: "govuk-body kith-written") { text.words } }
    } else {
      Details("Read what was written") {
        for text in line.texts {
          h4(class: "govuk-heading-s govuk-!-margin-bottom-1") { text.label }
          p(class: "govuk-body kith-written") { text.words }
        }
      }
    }
  }
}
