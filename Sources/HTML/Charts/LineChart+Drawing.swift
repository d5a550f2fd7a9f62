import CivilTime

/// Where everything on a `LineChart` lies, in the units of its view box.
struct LineChartLayout {
  /// Narrow, so that its words can still be read when it is as wide as a phone.
  static let width = 440.0
  static let height = 280.0
  private static let top = 44.0
  private static let bottom = 26.0

  let x: ChartScale
  let y: ChartScale
  let labels: Range<Int>
  /// Where the label of each series stands; nil for one without any value.
  let ends: [(x: Double, y: Double, labelY: Double)?]

  init(of chart: LineChart) {
    let points = chart.series.flatMap(\.points)
    let values = points.flatMap { point in
      [point.value, point.within?.lowerBound, point.within?.upperBound].compactMap(\.self)
    }
    let y = ChartScale.figures(
      values, from: Self.height - Self.bottom, to: Self.top, room: 36, format: chart.format)
    let left = 8 + 7.6 * Double(y.ticks.map(\.label.count).max() ?? 1)
    let right = 14 + 7.4 * Double(min(chart.series.map(\.label.count).max() ?? 0, 14))
    let x = ChartScale.days(
      points.map(\.day) + chart.marks.map(\.day), from: left, to: Self.width - right,
      by: chart.calendar)
    self.x = x
    self.y = y
    let lastDay = points.map(\.day).max()
    let last = chart.series.map { line -> (x: Double, y: Double)? in
      guard let end = line.points.last(where: { $0.value != nil }),
        // A name at the end of the chart would say that an earlier phase's limits still hold there.
        !line.isReckonedAnew || end.day == lastDay
      else { return nil }
      return (x: x.position(end.day), y: y.position(end.value ?? 0))
    }
    let known = last.indices.filter { last[$0] != nil }
    let placed = LineDrawing.apart(
      known.map { last[$0]?.y ?? 0 }, by: 15, within: Self.top...Self.height - Self.bottom)
    let labelY = Dictionary(uniqueKeysWithValues: zip(known, placed))
    ends = last.indices.map { place in
      guard let end = last[place] else { return nil }
      return (x: end.x, y: end.y, labelY: labelY[place] ?? end.y)
    }
    labels = 0..<chart.series.count
  }
}

extension LineChart {
  func drawing(_ layout: LineChartLayout) -> Markup {
    let (x, y) = (layout.x, layout.y)
    return SVG.svg(
      class: "kith-chart__figures",
      .viewBox(width: LineChartLayout.width, height: LineChartLayout.height), .role("img"),
      .aria("labelledby", "\(id)-title \(id)-description")
    ) {
      SVG.title(.id(id + "-title")) { title }
      SVG.desc(.id(id + "-description")) { description }
      SVG.text(.x(0), .y(14)) { unit }
      ChartAxes(x: x, y: y)
      for (place, one) in breaks.enumerated() {
        upright(at: edge(of: one, x), String(place + 1), y)
      }
      for (place, one) in marks.enumerated() {
        upright(at: x.position(one.day), LineChart.letter(place), y, isMark: true)
      }
      for line in series.reversed() { bands(line, x, y) }
      for line in series.reversed() { shape(line, x, y) }
      for place in layout.labels {
        if let end = layout.ends[place], !series[place].label.isEmpty {
          label(series[place], at: end, layout)
        }
      }
    }
  }

  /// Half way between the last figure of the old meaning and the first of the new.
  private func edge(of one: Break, _ x: ChartScale) -> Double {
    let before = series.flatMap { $0.points.map(\.day) }.filter { $0 < one.day }.max()
    return (x.position(before ?? one.day) + x.position(one.day)) / 2
  }

  @MarkupBuilder private func upright(
    at position: Double, _ label: String, _ y: ChartScale, isMark: Bool = false
  ) -> Markup {
    SVG.line(
      .x1(position), .y1(y.end - 6), .x2(position), .y2(y.start), .stroke("#0b0c0c"),
      .strokeWidth(1.2), .strokeDasharray(isMark ? "1 3" : "6 3"))
    SVG.text(class: "kith-chart__strong", .x(position), .y(y.end - 10), .textAnchor("middle")) {
      label
    }
  }

  @MarkupBuilder private func bands(_ line: Series, _ x: ChartScale, _ y: ChartScale) -> Markup {
    let band = LineDrawing.band(line.points, brokenBy: breaks(of: line), x, y)
    if !band.isEmpty { SVG.path(.d(band), .fill("#d2e2f1")) }
  }

  @MarkupBuilder private func shape(_ line: Series, _ x: ChartScale, _ y: ChartScale) -> Markup {
    let broken = breaks(of: line)
    SVG.path(
      attributes: [.d(LineDrawing.path(line.points, brokenBy: broken, x, y))] + line.style.stroke
    ) {}
    for point in line.points { mark(point, line.style, x, y) }
    // A figure on its own has no line to be seen by.
    if line.style == .chained || line.style == .faint {
      for run in LineDrawing.runs(line.points, brokenBy: broken).filter({ $0.count == 1 }) {
        SVG.circle(
          .cx(x.position(run[0].day)), .cy(y.position(run[0].value ?? 0)), .r(2),
          .fill(line.style.colour))
      }
    }
  }

  @MarkupBuilder private func mark(
    _ point: Point, _ style: LineStyle, _ x: ChartScale, _ y: ChartScale
  ) -> Markup {
    let across = x.position(point.day)
    if let value = point.value {
      style.mark(across, y.position(value))
      if point.signal != nil {
        SVG.circle(
          .cx(across), .cy(y.position(value)), .r(8), .fill("none"), .stroke("#0b0c0c"),
          .strokeWidth(2))
      }
    } else if style == .heavy, point.missing != nil {
      SVG.text(.x(across), .y(y.start - 4), .textAnchor("middle")) { "×" }
    }
  }

  @MarkupBuilder private func label(
    _ line: Series, at end: (x: Double, y: Double, labelY: Double), _ layout: LineChartLayout
  ) -> Markup {
    let start = layout.x.end + 10
    if abs(end.labelY - end.y) > 4 || start - end.x > 24 {
      SVG.line(
        .x1(end.x + 5), .y1(end.y), .x2(start - 2), .y2(end.labelY), .stroke("#b1b4b6"),
        .strokeWidth(1))
    }
    SVG.text(
      class: line.style == .heavy ? "kith-chart__strong" : "kith-chart__end", .x(start),
      .y(end.labelY + 5)
    ) { ChartLabel(line.label, length: 14) }
  }

  private var description: String {
    var sentences = series.compactMap { line -> String? in
      let known = line.points.filter { $0.value != nil }
      guard let first = known.first, let last = known.last else { return nil }
      if first == last {
        return "\(line.name): \(format.words(last.value)), \(calendar.words(last.day))."
      }
      return
        "\(line.name): \(format.words(first.value)) (\(calendar.words(first.day))) to \(format.words(last.value)) (\(calendar.words(last.day)))."
    }
    sentences += breaks.map { one in
      let day = calendar.words(one.day)
      return one.endsFigures
        ? "Not comparable from \(day): \(one.what)" : "From \(day): \(one.what)"
    }
    sentences += marks.map { "\($0.day.spoken): \($0.label)." }
    return unit + ". " + sentences.joined(separator: " ") + " The table below has every figure."
  }
}

/// The lines of two scales with their labels: level lines for what is measured, ticks below.
struct ChartAxes: Component {
  let x: ChartScale
  let y: ChartScale

  @MarkupBuilder var markup: Markup {
    for tick in y.ticks {
      let level = y.position(tick.value)
      SVG.line(
        .x1(x.start), .y1(level), .x2(x.end), .y2(level), .stroke("#d6d8d9"), .strokeWidth(1))
      SVG.text(.x(x.start - 6), .y(level + 5), .textAnchor("end")) { tick.label }
    }
    SVG.line(
      .x1(x.start), .y1(y.start), .x2(x.end), .y2(y.start), .stroke("#0b0c0c"), .strokeWidth(1))
    for tick in x.ticks {
      let across = x.position(tick.value)
      SVG.line(
        .x1(across), .y1(y.start), .x2(across), .y2(y.start + 5), .stroke("#0b0c0c"),
        .strokeWidth(1))
      SVG.text(.x(across), .y(y.start + 20), .textAnchor("middle")) { tick.label }
    }
  }
}

/// A name within a drawing, cut to its room; the whole of it shows where the pointer rests.
struct ChartLabel: Component {
  let text: String
  let length: Int

  init(_ text: String, length: Int) {
    self.text = text
    self.length = length
  }

  @MarkupBuilder var markup: Markup {
    if text.count > length { SVG.title { text } }
    text.shortened(to: length)
  }
}

extension String {
  /// The text, cut off with an ellipsis where it is longer.
  func shortened(to length: Int) -> String {
    count > length ? String(prefix(length - 1)) + "…" : self
  }
}
