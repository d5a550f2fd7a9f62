/// Two figures of each of many against each other, with lines such as the limits of a funnel; with the
/// same figures as a table.
public struct ScatterPlot: Component {
  public struct Point: Hashable, Sendable {
    let label: String
    let x: Double
    let y: Double
    let kind: Kind

    public enum Kind: Hashable, Sendable {
      case plain
      /// One that stands out: a full mark with its name.
      case standsOut
      /// Whose figure the reader looks for: a diamond with its name.
      case own
    }

    /// - Parameter label: shown beside the point where it stands out or is the reader's own.
    public init(_ label: String, x: Double, y: Double, _ kind: Kind = .plain) {
      self.label = label
      self.x = x
      self.y = y
      self.kind = kind
    }
  }

  public struct Curve: Sendable {
    let name: String
    let style: LineStyle
    let points: [(x: Double, y: Double)]

    public init(_ name: String, _ style: LineStyle, _ points: [(x: Double, y: Double)]) {
      self.name = name
      self.style = style
      self.points = points.filter { $0.x.isFinite && $0.y.isFinite }
    }
  }

  /// What an axis measures.
  public struct Axis: Hashable, Sendable {
    let name: String
    let format: FigureFormat

    public init(_ name: String, _ format: FigureFormat = FigureFormat()) {
      self.name = name
      self.format = format
    }
  }

  let id: String
  let title: String
  let across: Axis
  let up: Axis
  let points: [Point]
  let curves: [Curve]
  let notes: [String]
  let source: String?

  /// - Parameters:
  ///   - across: what is measured to the right.
  ///   - up: what is measured upwards.
  public init(
    id: String, title: String, across: Axis, up: Axis, points: [Point], curves: [Curve] = [],
    notes: [String] = [], source: String? = nil
  ) {
    self.id = FormField.id(of: id)
    self.title = title
    self.across = across
    self.up = up
    self.points = points.filter { $0.x.isFinite && $0.y.isFinite }
    self.curves = curves.filter { !$0.points.isEmpty }
    self.notes = notes
    self.source = source
  }

  public var markup: Markup {
    if points.isEmpty {
      p(class: "govuk-body") { "\(title): there are no figures to draw." }
    } else {
      let scales = scales
      ChartFigure(
        title, drawing: drawing(scales.x, scales.y), key: key,
        notes: omitted(scales.x, scales.y) + notes, source: source, table: table)
    }
  }

  @MarkupBuilder private var key: Markup {
    if !curves.isEmpty { LineKey(lines: curves.map { ($0.name, $0.style) }) }
  }

  private func omitted(_ x: ChartScale, _ y: ChartScale) -> [String] {
    (x.leavesOutZero ? ["The scale to the right does not begin at 0."] : [])
      + (y.leavesOutZero ? ["The upward scale does not begin at 0."] : [])
  }

  public var table: Table {
    Table(
      points, title: title + ": figures", size: .small,
      columns: [
        Column("Where") { $0.label },
        Column(across.name, numeric: true) { across.format.words($0.x) },
        Column(up.name, numeric: true) { up.format.words($0.y) },
      ])
  }

  // MARK: - Drawing

  private static let width = 440.0
  private static let height = 340.0

  private var scales: (x: ChartScale, y: ChartScale) {
    let y = ChartScale.figures(
      points.map(\.y) + curves.flatMap { $0.points.map(\.y) }, from: Self.height - 48, to: 28,
      room: 36, format: up.format)
    let left = 8 + 7.6 * Double(y.ticks.map(\.label.count).max() ?? 1)
    let x = ChartScale.figures(
      points.map(\.x), from: left, to: Self.width - 24, room: 72, format: across.format)
    return (x, y)
  }

  private func drawing(_ x: ChartScale, _ y: ChartScale) -> Markup {
    SVG.svg(
      class: "kith-chart__figures", .viewBox(width: Self.width, height: Self.height), .role("img"),
      .aria("labelledby", "\(id)-title \(id)-description")
    ) {
      SVG.title(.id(id + "-title")) { title }
      SVG.desc(.id(id + "-description")) { description }
      SVG.text(.x(0), .y(14)) { up.name }
      ChartAxes(x: x, y: y)
      SVG.text(.x(x.end), .y(Self.height - 6), .textAnchor("end")) { across.name + " →" }
      for curve in curves { line(curve, x, y) }
      for point in points.filter({ $0.kind == .plain }) { mark(point, x, y) }
      for point in points.filter({ $0.kind != .plain }) { mark(point, x, y) }
      for name in names(x, y) { name.markup }
    }
  }

  @MarkupBuilder private func line(_ curve: Curve, _ x: ChartScale, _ y: ChartScale) -> Markup {
    let inside = curve.points.filter { $0.x >= x.lower && $0.x <= x.upper }
    if inside.count > 1 {
      SVG.path(
        attributes: [
          .d(
            "M"
              + inside.map {
                Attribute.short(x.position($0.x)) + " " + Attribute.short(y.position($0.y))
              }.joined(separator: "L"))
        ] + curve.style.stroke
      ) {}
    }
  }

  @MarkupBuilder private func mark(_ point: Point, _ x: ChartScale, _ y: ChartScale) -> Markup {
    let (across, level) = (x.position(point.x), y.position(point.y))
    switch point.kind {
    case .plain:
      SVG.circle(
        .cx(across), .cy(level), .r(3.5), .fill("#ffffff"), .stroke("#1d70b8"), .strokeWidth(1.2)
      ) { SVG.title { words(point) } }
    case .standsOut:
      SVG.circle(.cx(across), .cy(level), .r(4.5), .fill("#1d70b8")) {
        SVG.title { words(point) }
      }
    case .own:
      SVG.polygon(
        .points(
          LineDrawing.points([
            (across, level - 8), (across + 8, level), (across, level + 8), (across - 8, level),
          ])), .fill("#ffdd00"), .stroke("#0b0c0c"), .strokeWidth(2)
      ) { SVG.title { words(point) } }
    }
  }

  /// The point in words, which show where the pointer rests on it.
  private func words(_ point: Point) -> String {
    "\(point.label): \(up.name) \(up.format.words(point.y)); \(across.name) \(across.format.words(point.x))"
  }

  // MARK: - Names

  /// A name beside its point, and the room it takes.
  private struct Name {
    let text: String
    let isOwn: Bool
    let x: Double
    let y: Double
    let isRight: Bool

    static let length = 24

    /// About as wide as the letters of the drawing are, which it cannot measure.
    var width: Double { 7.2 * Double(min(text.count, Name.length)) }
    var left: Double { isRight ? x : x - width }

    func overlaps(_ other: Name) -> Bool {
      abs(y - other.y) < 14 && left < other.left + other.width && other.left < left + width
    }

    var markup: Markup {
      SVG.text(
        class: isOwn ? "kith-chart__strong" : "kith-chart__end", .x(x), .y(y),
        .textAnchor(isRight ? "start" : "end")
      ) { ChartLabel(text, length: Name.length) }
    }
  }

  /// Names of the reader's own and of those that stand out, none over another.
  ///
  /// Each to the side on which there is more room, else to the other, above or below. One without
  /// room is left to its mark, which tells it where the pointer rests, and to the table.
  private func names(_ x: ChartScale, _ y: ChartScale) -> [Name] {
    var placed: [Name] = []
    let named = points.filter { $0.kind == .own } + points.filter { $0.kind == .standsOut }
    for point in named {
      let (across, level) = (x.position(point.x), y.position(point.y))
      let isRight = across < (x.start + x.end) / 2
      let sides = [isRight, !isRight]
      search: for shift: Double in [0, -14, 14] {
        for side in sides {
          let name = Name(
            text: point.label, isOwn: point.kind == .own, x: across + (side ? 11 : -11),
            y: level + 5 + shift, isRight: side)
          let isInside = name.left >= 0 && name.left + name.width <= ScatterPlot.width
          if isInside, !placed.contains(where: name.overlaps) {
            placed.append(name)
            break search
          }
        }
      }
    }
    return placed
  }

  private var description: String {
    var words = "\(up.name) against \(across.name), \(points.count) points. "
    for point in points where point.kind != .plain {
      words +=
        "\(point.label): \(up.format.words(point.y)) and \(across.format.words(point.x)). "
    }
    return words + "The table below has every figure."
  }
}
