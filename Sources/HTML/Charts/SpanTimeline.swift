public import CivilTime

/// Spans of time in lanes over a common axis: statuses, placements, legal statuses; with the same
/// data as a table.
///
/// What has no usable date is not drawn but counted below the chart, and stands in the table.
public struct SpanTimeline: Component {
  /// A kind of span, told apart by how it is drawn and named in the key.
  public struct Kind: Hashable, Sendable {
    public let name: String
    public let style: SpanStyle

    public init(_ name: String, _ style: SpanStyle) {
      self.name = name
      self.style = style
    }
  }

  public struct Span: Hashable, Sendable {
    public let label: String
    public let kind: Kind
    public let start: Day
    /// Nil while it lasts.
    public let end: Day?
    /// Something of a single day, drawn as a mark.
    public let isEvent: Bool

    /// A span from a day to a day, or to now where no end is given.
    public init(_ label: String, _ kind: Kind, from start: Day, to end: Day?) {
      self.label = label
      self.kind = kind
      self.start = start
      self.end = end
      isEvent = false
    }

    /// Something that happened on a day.
    public init(_ label: String, _ kind: Kind, on day: Day) {
      self.label = label
      self.kind = kind
      start = day
      end = day
      isEvent = true
    }

    /// Whether its dates can be drawn: a start, and an end not before it.
    var isDrawable: Bool {
      start.isSet && (end.map { $0.isSet && $0 >= start } ?? true)
    }

    /// "4 March 2026 to now".
    var spoken: String {
      isEvent ? spokenStart : "\(spokenStart) to \(spokenEnd)"
    }

    var spokenStart: String { start.isSet ? start.spoken : "not recorded" }

    var spokenEnd: String {
      guard let end else { return "now" }
      guard end.isSet else { return "not recorded" }
      return start.isSet && end < start ? "\(end.spoken) (before it starts)" : end.spoken
    }
  }

  public struct Lane: Hashable, Sendable {
    public let label: String
    public let spans: [Span]

    public init(_ label: String, _ spans: [Span]) {
      self.label = label
      self.spans = spans
    }
  }

  let id: String
  let title: String
  let lanes: [Lane]
  let today: Day

  /// - Parameters:
  ///   - id: an identifier of its own on the page.
  ///   - today: to where open spans are drawn.
  public init(id: String, title: String, lanes: [Lane], today: Day) {
    self.id = FormField.id(of: id)
    self.title = title
    self.lanes = lanes
    self.today = today
  }

  public var markup: Markup {
    if lanes.allSatisfy(\.spans.isEmpty) {
      p(class: "govuk-body") { "\(title): nothing is recorded yet." }
    } else {
      figure(class: "kith-chart") {
        if let layout = SpanTimelineLayout(of: lanes, today: today) {
          ScrollRegion(title) { drawing(layout) }
          key
        }
        if undrawable > 0 {
          p(class: "govuk-body-s") {
            undrawable == 1
              ? "1 entry has no usable dates and is only in the table."
              : "\(undrawable) entries have no usable dates and are only in the table."
          }
        }
        Details("Show these dates as a table", open: undrawable > 0) { table }
      }
    }
  }

  /// The same data in words.
  public var table: Table {
    let rows = lanes.flatMap { lane in lane.spans.map { (lane: lane, span: $0) } }
    return Table(
      rows, title: title + ": dates", size: .small,
      columns: [
        Column("Part") { $0.lane.label },
        Column("What") { $0.span.label },
        Column("Kind") { $0.span.kind.name },
        Column("From") { $0.span.spokenStart },
        Column("To") { $0.span.isEvent ? "the same day" : $0.span.spokenEnd },
      ])
  }

  /// The kinds in use, in the order of their first appearance.
  var kinds: [Kind] {
    var kinds: [Kind] = []
    for span in lanes.flatMap(\.spans) where !kinds.contains(span.kind) { kinds.append(span.kind) }
    return kinds
  }

  private var undrawable: Int {
    lanes.flatMap(\.spans).count { !$0.isDrawable }
  }
}
