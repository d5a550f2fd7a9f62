import CivilTime

/// Where everything on a `SpanTimeline` lies, in the units of its view box.
///
/// Pure geometry.
struct SpanTimelineLayout: Hashable, Sendable {
  struct Bar: Hashable, Sendable {
    let span: SpanTimeline.Span
    let x: Double
    let y: Double
    let width: Double
    /// Its label as far as there is room, and where it begins; nil where there is none.
    let text: String?
    let textX: Double

    var isOpen: Bool { span.end == nil }
  }

  struct Lane: Hashable, Sendable {
    let label: String
    let y: Double
    let height: Double
    let bars: [Bar]
  }

  static let width = 960.0
  static let barHeight = 26.0
  static let laneTop = 30.0
  private static let axisHeight = 34.0
  private static let rowHeight = 34.0
  private static let margin = (left: 10.0, right: 30.0)
  static let eventWidth = 14.0

  let axis: TimeAxis
  let lanes: [Lane]
  let height: Double
  /// Nil where all is over and today lies beyond the axis.
  let todayX: Double?

  /// Nil where there is nothing to draw.
  init?(of lanes: [SpanTimeline.Lane], today: Day) {
    let spans = lanes.flatMap(\.spans).filter(\.isDrawable)
    guard let first = spans.map(\.start).min() else { return nil }
    let isGoingOn = spans.contains { $0.end == nil }
    let ends = spans.map { $0.end ?? $0.start } + (isGoingOn ? [today] : [])
    let axis = TimeAxis(
      from: isGoingOn ? min(first, today) : first, to: ends.reduce(first, max),
      start: Self.margin.left, length: Self.width - Self.margin.left - Self.margin.right)

    var y = Self.axisHeight
    self.axis = axis
    self.lanes = lanes.map { lane in
      let rows = Self.rows(of: lane.spans.filter(\.isDrawable), axis)
      var bars: [Bar] = []
      for (index, row) in rows.enumerated() {
        let rowY = y + Self.laneTop + Double(index) * Self.rowHeight
        bars += Self.bars(of: row, y: rowY, axis: axis, today: today)
      }
      let height = Self.laneTop + Double(max(rows.count, 1)) * Self.rowHeight
      defer { y += height }
      return Lane(label: lane.label, y: y, height: height, bars: bars)
    }
    height = y + 6
    todayX = (axis.first...axis.last).contains(today) ? axis.x(today) : nil
  }

  /// Spans that run at the same time go below each other.
  private static func rows(
    of spans: [SpanTimeline.Span], _ axis: TimeAxis
  ) -> [[SpanTimeline.Span]] {
    var rows: [[SpanTimeline.Span]] = []
    for span in spans.sorted(by: { ($0.start, $0.label) < ($1.start, $1.label) }) {
      let free = rows.firstIndex { row in
        guard let last = row.last, let end = last.end else { return false }
        let isClear =
          last.isEvent || span.isEvent
          ? axis.x(span.start) - axis.x(end) >= eventWidth : true
        return end <= span.start && isClear
      }
      if let free { rows[free].append(span) } else { rows.append([span]) }
    }
    return rows
  }

  private static func bars(
    of row: [SpanTimeline.Span], y: Double, axis: TimeAxis, today: Day
  ) -> [Bar] {
    row.enumerated().map { index, span in
      let start = axis.x(span.start)
      let x = span.isEvent ? start - eventWidth / 2 : start
      let end = axis.x(span.end ?? (span.start <= today ? today : axis.last))
      let barWidth = span.isEvent ? eventWidth : max(end - start, 4)
      let next = index + 1 < row.count ? axis.x(row[index + 1].start) - eventWidth / 2 : width
      let outside = x + barWidth + (span.end == nil ? 14 : 6)
      let needed = estimatedWidth(span.label)
      let text: String?
      let textX: Double
      if !span.isEvent && needed + 12 <= barWidth {
        (text, textX) = (span.label, x + 6)
      } else if outside + needed <= next {
        (text, textX) = (span.label, outside)
      } else if !span.isEvent {
        (text, textX) = (shortened(span.label, to: barWidth - 12), x + 6)
      } else {
        (text, textX) = (nil, 0)
      }
      return Bar(span: span, x: x, y: y, width: barWidth, text: text, textX: textX)
    }
  }

  /// Arial at 15 units, rather too much than too little.
  static func estimatedWidth(_ text: String) -> Double { 8 * Double(text.count) }

  /// As many characters as fit, with the sign that there are more; nil below four.
  private static func shortened(_ text: String, to width: Double) -> String? {
    let count = Int(width / 8) - 1
    return count < 4 ? nil : text.prefix(count) + "…"
  }
}
