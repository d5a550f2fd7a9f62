import CareRecord
public import CivilTime
import HTML
public import Store

/// What held for the child and when, drawn on one axis: statuses, legal statuses, placements.
public struct RecordTimeline: Sendable {
  let head: RecordHead
  let lanes: [SpanTimeline.Lane]
  let contradictions: [Contradiction]

  public init(
    _ seen: SeenRecord, knownOn: Day? = nil, opening: Opening? = nil, in setting: PageSetting
  ) {
    let record = seen.record
    head = RecordHead(seen, knownOn: knownOn, opening: opening, in: setting)
    lanes = [
      SpanTimeline.Lane("Status", RecordTimeline.statuses(record, setting)),
      SpanTimeline.Lane("Legal status", RecordTimeline.legalStatuses(record, setting)),
      SpanTimeline.Lane("Where the child lives", RecordTimeline.placements(record, setting)),
      SpanTimeline.Lane("Missing from home", RecordTimeline.missing(record)),
    ].filter { !$0.spans.isEmpty }
    contradictions = Contradiction.all(in: record)
  }

  private static func statuses(
    _ record: ChildRecord, _ setting: PageSetting
  ) -> [SpanTimeline.Span] {
    let earlier = Set(record[CarePeriod.self].filter { $0.earlierStart != nil }.map(\.id))
    return record.statusSpans(workingDays: setting.workingDays).map { span in
      let began = earlier.contains(span.source)
      return SpanTimeline.Span(
        span.status.label + (began ? ", began before this date" : ""),
        SpanTimeline.Kind(span.status.label, span.status.style), from: span.from, to: span.to)
    }
  }

  private static func legalStatuses(
    _ record: ChildRecord, _ setting: PageSetting
  ) -> [SpanTimeline.Span] {
    let kind = SpanTimeline.Kind("Legal status", .blue)
    return record[LegalStatusSpan.self].map {
      SpanTimeline.Span(setting.meaning(of: $0.status), kind, from: $0.from, to: $0.fact.to)
    }
  }

  private static func placements(
    _ record: ChildRecord, _ setting: PageSetting
  ) -> [SpanTimeline.Span] {
    let kind = SpanTimeline.Kind("Placement", .green)
    return record[Placement.self].map {
      SpanTimeline.Span(setting.meaning(of: $0.type), kind, from: $0.from, to: $0.fact.to)
    }
  }

  private static func missing(_ record: ChildRecord) -> [SpanTimeline.Span] {
    let kind = SpanTimeline.Kind("Missing from home", .red)
    return record[MissingEpisode.self].compactMap { held in
      held.fact.occurred.map {
        SpanTimeline.Span(MissingEpisode.kind.label, kind, from: $0.from, to: $0.to)
      }
    }
  }
}
