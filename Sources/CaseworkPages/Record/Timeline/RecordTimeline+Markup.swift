public import HTML

extension RecordTimeline {
  public func page(in setting: PageSetting) -> Page {
    head.page("Timeline", .timeline, in: setting) {
      ContradictionNote(contradictions: contradictions, head: head)
      if lanes.isEmpty {
        p(class: "govuk-body") { "No status, legal status or placement is recorded yet." }
      } else {
        SpanTimeline(
          id: "timeline", title: "Timeline of \(head.name.words)", lanes: lanes, today: head.day)
      }
    }
  }
}
