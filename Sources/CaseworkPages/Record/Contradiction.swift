import CareRecord
import HTML

/// Something recorded with an end before its start: shown as recorded, and said.
struct Contradiction: Hashable, Sendable {
  let fact: FactID
  let what: String
  let dates: RecordedDates

  static func all(in record: ChildRecord) -> [Contradiction] {
    FactRegister.kinds.flatMap { found(of: $0, in: record) }
  }

  private static func found<F: Fact>(of type: F.Type, in record: ChildRecord) -> [Contradiction] {
    record[type].compactMap { held in
      guard let when = held.fact.occurred, when.isSpan, let to = when.to, to < when.from,
        let dates = held.fact.recordedDates, dates.isContradictory
      else { return nil }
      return Contradiction(fact: held.id, what: F.kind.label, dates: dates)
    }
  }
}

/// Says of all contradictory dates where they are, so that somebody can put them right.
struct ContradictionNote: Component {
  let contradictions: [Contradiction]
  let head: RecordHead

  @MarkupBuilder var markup: Markup {
    if !contradictions.isEmpty {
      InsetText {
        p(class: "govuk-body govuk-!-font-weight-bold") {
          contradictions.count == 1
            ? "Two dates in this record cannot both be right"
            : "Some dates in this record cannot both be right"
        }
        ul(class: "govuk-list govuk-list--bullet") {
          for item in contradictions {
            li {
              a(class: "govuk-link", .href(head.link(item.fact))) { item.what }
              ", \(item.dates.words). \(RecordedDates.contradiction)."
            }
          }
        }
        p(class: "govuk-body") { "They are shown as they were recorded." }
      }
    }
  }
}
