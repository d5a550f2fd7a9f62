import CareRecord
public import CivilTime
public import HTML

/// Which part of a chronology is asked for: kinds, a period, and which page of it.
public struct ChronologyQuestion: Hashable, Sendable {
  public static let entriesPerPage = 50

  public var kinds: Set<String> = []
  public var from: Day?
  public var to: Day?
  public var page = 1
  /// The answers as typed, with what is wrong with them.
  var form: FormState

  /// Reads the query of the address.
  ///
  /// What cannot be read is said in the form and leaves the chronology unfiltered by it.
  public init(_ query: FormState = FormState()) {
    var form = query
    kinds = Set(query.all("kind").filter { !$0.isEmpty })
    from = form.day("from", called: "the first day")
    to = form.day("to", called: "the last day")
    if let from, let to, to < from {
      form.refuse("to", "The last day must be on or after the first day")
      self.to = nil
    }
    page = max(1, query["page"].flatMap { Int($0) } ?? 1)
    self.form = form
  }

  /// The days asked for, both counted; nil for all.
  var period: DaySpan? {
    from == nil && to == nil ? nil : DaySpan(from: from ?? .unset, to: to)
  }

  /// The address of the same question.
  func link(_ head: RecordHead) -> Link {
    var link = head.link(.chronology)
    for kind in kinds.sorted() { link = link.adding("kind", kind) }
    for (name, day) in [("from", from), ("to", to)] {
      guard let day else { continue }
      link = link.setting(DatePart.day.name(in: name), String(day.dayOfMonth))
        .setting(DatePart.month.name(in: name), String(day.month))
        .setting(DatePart.year.name(in: name), String(day.year))
    }
    return link
  }
}
