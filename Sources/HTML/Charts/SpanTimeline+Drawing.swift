import CivilTime

extension SpanTimeline {
  func drawing(_ layout: SpanTimelineLayout) -> Markup {
    SVG.svg(
      class: "kith-chart__spans",
      .viewBox(width: SpanTimelineLayout.width, height: layout.height), .role("img"),
      .aria("labelledby", "\(id)-title \(id)-description")
    ) {
      SVG.title(.id(id + "-title")) { title }
      SVG.desc(.id(id + "-description")) { description }
      SVG.defs {
        for kind in kinds { kind.style.definition(id: pattern(kind)) }
      }
      for (index, lane) in layout.lanes.enumerated() { ground(lane, isOdd: index % 2 == 1) }
      ticks(layout)
      for lane in layout.lanes {
        SVG.text(class: "kith-chart__lane", .x(10), .y(lane.y + 20)) { lane.label }
        for bar in lane.bars { shape(bar) }
      }
      if let x = layout.todayX { todayLine(x, layout) }
    }
  }

  /// What each pattern means.
  var key: Markup {
    ul(class: "kith-key", .aria("label", "Key")) {
      for kind in kinds {
        li {
          SVG.svg(.viewBox(width: 32, height: 18), .width(32), .height(18), .aria("hidden", "true"))
          {
            if lanes.flatMap(\.spans).contains(where: { $0.kind == kind && !$0.isEvent }) {
              SVG.rect(
                .x(1), .y(1), .width(30), .height(16), .fill("url(#\(pattern(kind)))"),
                .stroke(kind.style.edge), .strokeWidth(2))
            } else {
              diamond(16, 9, kind)
            }
          }
          span { kind.name }
        }
      }
    }
  }

  private var description: String {
    let spans = lanes.flatMap(\.spans).filter(\.isDrawable)
    let first = spans.map(\.start).min() ?? today
    let last = spans.contains { $0.end == nil } ? nil : spans.compactMap(\.end).max()
    let counts = lanes.map { lane in
      "\(lane.label): \(lane.spans.count)" + (lane.spans.count == 1 ? " entry" : " entries")
    }
    return "From \(first.spoken) to \(last?.spoken ?? "now"). "
      + counts.joined(separator: ", ") + ". The table below has the same dates."
  }

  private func pattern(_ kind: Kind) -> String { "\(id)-\(kind.style.rawValue)" }

  private func ground(_ lane: SpanTimelineLayout.Lane, isOdd: Bool) -> Markup {
    SVG.rect(
      .x(0), .y(lane.y), .width(SpanTimelineLayout.width), .height(lane.height),
      .fill(isOdd ? "#ffffff" : "#f3f2f1"))
  }

  @MarkupBuilder private func ticks(_ layout: SpanTimelineLayout) -> Markup {
    for tick in layout.axis.ticks {
      let x = layout.axis.x(tick.day)
      SVG.line(
        .x1(x), .y1(26), .x2(x), .y2(layout.height), .stroke("#b1b4b6"), .strokeWidth(1))
      SVG.text(
        class: "kith-chart__tick", .x(min(max(x, 34), SpanTimelineLayout.width - 34)), .y(20),
        .textAnchor("middle")
      ) { tick.label }
    }
  }

  private func shape(_ bar: SpanTimelineLayout.Bar) -> Markup {
    let style = bar.span.kind.style
    let height = SpanTimelineLayout.barHeight
    let (middle, right) = (bar.y + height / 2, bar.x + bar.width)
    return SVG.g {
      SVG.title { "\(bar.span.label), \(bar.span.kind.name): \(bar.span.spoken)" }
      if bar.span.isEvent {
        diamond(bar.x + bar.width / 2, middle, bar.span.kind)
      } else {
        SVG.rect(
          .x(bar.x), .y(bar.y), .width(bar.width), .height(height),
          .fill("url(#\(pattern(bar.span.kind)))"), .stroke(style.edge), .strokeWidth(2))
        if bar.isOpen {
          SVG.polygon(
            .points(
              points([(right, bar.y - 1), (right + 11, middle), (right, bar.y + height + 1)])),
            .fill(style.edge))
        }
      }
      if let text = bar.text {
        SVG.text(class: "kith-chart__label", .x(bar.textX), .y(middle + 5)) { text }
      }
    }
  }

  private func diamond(_ x: Double, _ y: Double, _ kind: Kind) -> Markup {
    let half = SpanTimelineLayout.eventWidth / 2
    return SVG.polygon(
      .points(points([(x, y - half), (x + half, y), (x, y + half), (x - half, y)])),
      .fill("url(#\(pattern(kind)))"), .stroke(kind.style.edge), .strokeWidth(2))
  }

  @MarkupBuilder private func todayLine(_ x: Double, _ layout: SpanTimelineLayout) -> Markup {
    SVG.line(
      .x1(x), .y1(24), .x2(x), .y2(layout.height), .stroke("#0b0c0c"), .strokeWidth(2),
      .strokeDasharray("6 4"))
    let turns = x < 60
    SVG.text(
      class: "kith-chart__today", .x(turns ? x + 5 : x - 5), .y(44),
      .textAnchor(turns ? "start" : "end")
    ) { "Today" }
  }

  private func points(_ points: [(x: Double, y: Double)]) -> String {
    points.map { Attribute.short($0.x) + "," + Attribute.short($0.y) }.joined(separator: " ")
  }
}
