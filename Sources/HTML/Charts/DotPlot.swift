/// One figure for each of many, one below the other, each with its interval; with the same figures as
/// a table.
///
/// The order is the caller's. Rows without a figure stand at the end in words.
public struct DotPlot: Component {
  public struct Row: Hashable, Sendable {
    let label: String
    let value: Double?
    let within: ClosedRange<Double>?
    let missing: String?
    let isOwn: Bool
    let differs: Bool

    /// - Parameters:
    ///   - within: within what the value moves by chance.
    ///   - missing: why there is no value.
    ///   - isOwn: whose figure the reader looks for; a diamond in place of a dot.
    ///   - differs: whether it is more than chance away from what it is compared with; a full mark in
    ///     place of an empty one.
    public init(
      _ label: String, _ value: Double?, within: ClosedRange<Double>? = nil,
      missing: String? = nil, isOwn: Bool = false, differs: Bool = false
    ) {
      self.label = label
      self.value = value.flatMap { $0.isFinite ? $0 : nil }
      self.within = within.flatMap { $0.upperBound.isFinite ? $0 : nil }
      self.missing = missing
      self.isOwn = isOwn
      self.differs = differs
    }
  }

  /// What all are compared with, as an upright line.
  public struct Reference: Hashable, Sendable {
    let name: String
    let value: Double
    let style: LineStyle

    public init(_ name: String, _ value: Double, _ style: LineStyle) {
      self.name = name
      self.value = value
      self.style = style
    }
  }

  let id: String
  let title: String
  let unit: String
  let format: FigureFormat
  let rows: [Row]
  let references: [Reference]
  let notes: [String]
  let source: String?
  let table: Table?

  /// - Parameters:
  ///   - table: a richer table of the same rows than the plot's own.
  public init(
    id: String, title: String, unit: String, format: FigureFormat = FigureFormat(), rows: [Row],
    references: [Reference] = [], notes: [String] = [], source: String? = nil, table: Table? = nil
  ) {
    self.id = FormField.id(of: id)
    self.title = title
    self.unit = unit
    self.format = format
    self.rows = rows
    self.references = references.filter(\.value.isFinite)
    self.notes = notes
    self.source = source
    self.table = table
  }

  public var markup: Markup {
    if rows.allSatisfy({ $0.value == nil }) {
      p(class: "govuk-body") { "\(title): there are no figures to draw." }
      if !rows.isEmpty { table ?? ownTable }
    } else {
      ChartFigure(
        title, drawing: drawing, key: key, notes: notes, source: source, table: table ?? ownTable)
    }
  }

  private var ownTable: Table {
    Table(
      rows, title: title + ": figures", size: .small,
      columns: [
        Column("Where") { $0.label },
        Column(unit, numeric: true) { words($0) },
      ])
  }

  private func words(_ row: Row) -> String {
    guard let value = row.value else { return row.missing ?? "no figure" }
    let within = row.within.map {
      " (\(format.words($0.lowerBound)) to \(format.words($0.upperBound)))"
    }
    return format.words(value) + (within ?? "")
  }

  // MARK: - Drawing

  private static let width = 440.0
  private static let step = 20.0
  private static let top = 46.0

  private var drawing: Markup {
    let drawn = rows.filter { $0.value != nil }
    let height = DotPlot.top + DotPlot.step * Double(drawn.count) + 30
    let left = min(178, 10 + 6.8 * Double(rows.map(\.label.count).max() ?? 0))
    let values = drawn.flatMap { row in
      [row.value, row.within?.lowerBound, row.within?.upperBound].compactMap(\.self)
    }
    let x = ChartScale.figures(
      values + references.map(\.value), from: left, to: DotPlot.width - 60, room: 48, format: format
    )
    return SVG.svg(
      class: "kith-chart__figures", .viewBox(width: DotPlot.width, height: height), .role("img"),
      .aria("labelledby", "\(id)-title \(id)-description")
    ) {
      SVG.title(.id(id + "-title")) { title }
      SVG.desc(.id(id + "-description")) { description(drawn) }
      SVG.text(.x(0), .y(14)) { unit }
      for tick in x.ticks {
        let across = x.position(tick.value)
        SVG.line(
          .x1(across), .y1(DotPlot.top - 8), .x2(across), .y2(height - 24), .stroke("#d6d8d9"),
          .strokeWidth(1))
        SVG.text(.x(across), .y(DotPlot.top - 12), .textAnchor("middle")) { tick.label }
        SVG.text(.x(across), .y(height - 8), .textAnchor("middle")) { tick.label }
      }
      for reference in references {
        SVG.path(
          attributes: [
            .d(
              "M\(Attribute.short(x.position(reference.value))) \(Attribute.short(DotPlot.top - 8))V\(Attribute.short(height - 24))"
            )
          ] + reference.style.stroke
        ) {}
      }
      for (place, row) in drawn.enumerated() {
        shape(row, y: DotPlot.top + DotPlot.step * (Double(place) + 0.5), x)
      }
    }
  }

  @MarkupBuilder private func shape(_ row: Row, y: Double, _ x: ChartScale) -> Markup {
    let value = row.value ?? 0
    let across = x.position(value)
    let fill = row.differs ? "#1d70b8" : "#ffffff"
    SVG.text(
      class: row.isOwn ? "kith-chart__strong" : "kith-chart__name", .x(x.start - 8), .y(y + 5),
      .textAnchor("end")
    ) { ChartLabel(row.label, length: row.isOwn ? 22 : 25) }
    if let within = row.within {
      SVG.line(
        .x1(x.position(within.lowerBound)), .y1(y), .x2(x.position(within.upperBound)), .y2(y),
        .stroke("#1d70b8"), .strokeWidth(row.isOwn ? 3 : 1.5))
    }
    if row.isOwn {
      SVG.polygon(
        .points(
          LineDrawing.points([(across, y - 8), (across + 8, y), (across, y + 8), (across - 8, y)])),
        .fill(fill), .stroke("#0b0c0c"), .strokeWidth(2))
    } else {
      SVG.circle(.cx(across), .cy(y), .r(4.5), .fill(fill), .stroke("#1d70b8"), .strokeWidth(1.5))
    }
    SVG.text(
      class: row.isOwn ? "kith-chart__strong" : "kith-chart__name", .x(DotPlot.width), .y(y + 5),
      .textAnchor("end")
    ) { format.words(value) }
  }

  private var key: Markup {
    ul(class: "kith-key", .aria("label", "Key")) {
      if rows.contains(where: \.isOwn) {
        li {
          SVG.svg(.viewBox(width: 18, height: 18), .width(18), .height(18), .aria("hidden", "true"))
          {
            SVG.polygon(
              .points("9,1 17,9 9,17 1,9"), .fill("#ffffff"), .stroke("#0b0c0c"), .strokeWidth(2))
          }
          span { rows.first(where: \.isOwn)?.label ?? "" }
        }
      }
      if rows.contains(where: \.differs) {
        for (fill, words) in [
          ("#1d70b8", "full: differs by more than chance"),
          ("#ffffff", "empty: could be chance"),
        ] {
          li {
            SVG.svg(
              .viewBox(width: 14, height: 14), .width(14), .height(14), .aria("hidden", "true")
            ) {
              SVG.circle(
                .cx(7), .cy(7), .r(5), .fill(fill), .stroke("#1d70b8"), .strokeWidth(1.5))
            }
            span { words }
          }
        }
      }
      for reference in references {
        li {
          reference.style.sample
          span { "\(reference.name): \(format.words(reference.value))" }
        }
      }
    }
  }

  private func description(_ drawn: [Row]) -> String {
    var words = unit + ". "
    if let first = drawn.first, let last = drawn.last {
      words +=
        "\(drawn.count) drawn, from \(first.label), \(format.words(first.value)), to \(last.label), \(format.words(last.value)). "
    }
    for own in drawn where own.isOwn { words += "\(own.label): \(format.words(own.value)). " }
    for reference in references {
      words += "\(reference.name): \(format.words(reference.value)). "
    }
    return words + "The table below has every figure."
  }
}
