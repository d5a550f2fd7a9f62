import CivilTime

/// The same figure over the same years for many, each in a small chart of its own; with the same
/// figures as a table.
public struct SmallMultiples: Component {
  /// How high a figure stands.
  public enum Scale: Hashable, Sendable {
    /// Alike in every panel, so that heights can be compared.
    case common
    /// As each panel's own figures need it, so that its path can be seen.
    case own
  }

  public struct Panel: Hashable, Sendable {
    let name: String
    let points: [LineChart.Point]
    let isOwn: Bool

    /// - Parameter isOwn: whose figures the reader looks for.
    public init(_ name: String, _ points: [LineChart.Point], isOwn: Bool = false) {
      self.name = name
      self.points = points.filter(\.day.isSet)
      self.isOwn = isOwn
    }
  }

  let id: String
  let title: String
  let unit: String
  let format: FigureFormat
  let calendar: ChartCalendar
  let panels: [Panel]
  let reference: LineChart.Series?
  let scale: Scale
  let breaks: [LineChart.Break]
  let notes: [String]
  let source: String?

  /// - Parameter reference: drawn in every panel behind its line, such as England's; not where each has
  ///   a scale of its own, which it would flatten.
  public init(
    id: String, title: String, unit: String, format: FigureFormat = FigureFormat(),
    by calendar: ChartCalendar, panels: [Panel], reference: LineChart.Series? = nil,
    scale: Scale = .common, breaks: [LineChart.Break] = [], notes: [String] = [],
    source: String? = nil
  ) {
    self.id = FormField.id(of: id)
    self.title = title
    self.unit = unit
    self.format = format
    self.calendar = calendar
    self.panels = panels
    self.reference = scale == .common ? reference : nil
    self.scale = scale
    self.breaks = breaks
    self.notes = notes
    self.source = source
  }

  public var markup: Markup {
    let drawn = panels.filter { $0.points.contains { $0.value != nil } }
    if drawn.isEmpty {
      p(class: "govuk-body") { "\(title): there are no figures to draw." }
    } else {
      let layout = MiniatureLayout(
        drawn.flatMap(\.points) + (reference?.points ?? []), format: format)
      ChartFigure(
        title, drawing: grid(drawn, layout),
        key: LineKey(lines: lines).markup,
        notes: [
          scale == .common
            ? "\(unit). Every panel has the same scale, from \(range(layout)), and the same years."
            : "\(unit). Every panel has a scale of its own, which stands above it, so heights cannot be compared between panels. The years are the same."
        ] + notes, source: source, table: table)
    }
  }

  private func range(_ layout: MiniatureLayout) -> String {
    "\(format.words(layout.y.lower)) to \(format.words(layout.y.upper))"
  }

  private var lines: [(name: String, style: LineStyle)] {
    var lines: [(name: String, style: LineStyle)] = [("Each", .heavy)]
    if let reference { lines.append((reference.name, reference.style)) }
    return lines
  }

  private func grid(_ drawn: [Panel], _ layout: MiniatureLayout) -> Markup {
    let broken = breaks.map(\.day)
    // The same in every panel, so it is written once.
    let behind = Markup {
      layout.frame
      if let reference {
        SVG.path(
          attributes: [
            .d(LineDrawing.path(reference.points, brokenBy: broken, layout.x, layout.y))
          ] + reference.style.stroke
        ) {}
      }
    }
    return ul(class: "kith-multiples") {
      for panel in drawn {
        li(class: panel.isOwn ? "kith-multiples__own" : nil) {
          if scale == .own {
            let own = MiniatureLayout(panel.points, format: format)
            p(class: "kith-multiples__name") {
              panel.name
              span(class: "kith-unit") { range(own) }
            }
            own.drawing(
              panel.points, brokenBy: broken, behind: own.frame, label: label(panel),
              format: format)
          } else {
            p(class: "kith-multiples__name") { panel.name }
            layout.drawing(
              panel.points, brokenBy: broken, behind: behind, label: label(panel), format: format)
          }
        }
      }
    }
  }

  private func label(_ panel: Panel) -> String {
    let known = panel.points.filter { $0.value != nil }
    guard let first = known.first, let last = known.last else { return panel.name }
    return
      "\(panel.name): \(format.words(first.value)) (\(calendar.words(first.day))) to \(format.words(last.value)) (\(calendar.words(last.day)))"
  }

  public var table: Table {
    let days = Set(panels.flatMap { $0.points.map(\.day) }).sorted()
    let known = panels.map { panel in
      Dictionary(panel.points.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
    }
    var columns: [Column<Int>] = [Column("Where") { panels[$0].name }]
    for day in days {
      columns.append(
        Column(calendar.words(day), numeric: true) { place in
          known[place][day].map { words($0) } ?? ""
        })
    }
    return Table(panels.indices, title: title + ": figures", size: .small, columns: columns)
  }

  private func words(_ point: LineChart.Point) -> String {
    point.value.map { format.words($0) } ?? point.missing ?? "no figure"
  }
}

/// A line as small as a word, for a table; its figures are said to who does not see it.
public struct Sparkline: Component {
  let points: [LineChart.Point]
  let breaks: [LineChart.Break]
  let label: String
  let format: FigureFormat

  /// - Parameter label: what the line is of, in a sentence with its first and last figure.
  public init(
    _ points: [LineChart.Point], breaks: [LineChart.Break] = [], format: FigureFormat, label: String
  ) {
    self.points = points.filter(\.day.isSet)
    self.breaks = breaks
    self.format = format
    self.label = label
  }

  public var markup: Markup {
    if points.contains(where: { $0.value != nil }) {
      MiniatureLayout(points, format: format, width: 120, height: 36, labelled: false).drawing(
        points, brokenBy: breaks.map(\.day), behind: Markup(), label: label, format: format)
    }
  }
}

/// The common scales of charts too small for axes.
struct MiniatureLayout {
  let x: ChartScale
  let y: ChartScale
  private let width: Double
  private let height: Double
  private let isLabelled: Bool

  init(
    _ points: [LineChart.Point], format: FigureFormat, width: Double = 150, height: Double = 80,
    labelled: Bool = true
  ) {
    self.width = width
    self.height = height
    isLabelled = labelled
    let figures = ChartScale.figures(
      points.compactMap(\.value), from: height - 5, to: 8, room: height / 4, format: format)
    // Beside the line there is room for its last figure.
    let longest = Double(format.words(figures.upper).count)
    x = .days(
      points.map(\.day), from: 5, to: width - (labelled ? 14 + 7.4 * longest : 5),
      by: .yearsEnding(month: 3, day: 31))
    y = figures
  }

  @MarkupBuilder var frame: Markup {
    SVG.line(
      .x1(x.start), .y1(y.start), .x2(x.end), .y2(y.start), .stroke("#6f777b"), .strokeWidth(1))
  }

  func drawing(
    _ points: [LineChart.Point], brokenBy breaks: [Day], behind: Markup, label: String,
    format: FigureFormat
  ) -> Markup {
    SVG.svg(
      class: "kith-miniature", .viewBox(width: width, height: height), .role("img"),
      .aria("label", label)
    ) {
      behind
      SVG.path(
        attributes: [.d(LineDrawing.path(points, brokenBy: breaks, x, y))] + line
      ) {}
      if let last = points.last(where: { $0.value != nil }) {
        let (across, level) = (x.position(last.day), y.position(last.value ?? 0))
        SVG.circle(.cx(across), .cy(level), .r(3), .fill(LineStyle.heavy.colour))
        if isLabelled {
          SVG.text(class: "kith-chart__strong", .x(x.end + 7), .y(min(level + 5, height - 4))) {
            format.words(last.value)
          }
        }
      }
    }
  }

  private var line: [Attribute] {
    [.stroke(LineStyle.heavy.colour), .strokeWidth(2), .fill("none")]
  }
}
