public import CivilTime

/// A history and what is foretold to follow it: a line as far as is known, then the middle of what may
/// come in bands that widen, the darker the likelier; with the same figures as a table.
public struct FanChart: Component {
  public struct Past: Hashable, Sendable {
    let day: Day
    let value: Double?

    /// - Parameter value: nil for a gap.
    public init(_ day: Day, _ value: Double?) {
      self.day = day
      self.value = value.flatMap { $0.isFinite ? $0 : nil }
    }
  }

  public struct Coming: Hashable, Sendable {
    let day: Day
    let middle: Double
    /// In which it lies with these chances, the narrowest first.
    let bands: [ClosedRange<Double>]

    /// - Parameter bands: as many as the chart has levels, in their order.
    public init(_ day: Day, middle: Double, bands: [ClosedRange<Double>]) {
      self.day = day
      self.middle = middle
      self.bands = bands
    }
  }

  let id: String
  let title: String
  let unit: String
  let past: [Past]
  let coming: [Coming]
  let levels: [Int]
  let notes: [String]
  let source: String?

  /// - Parameters:
  ///   - id: an identifier of its own on the page.
  ///   - unit: what is counted, above the axis.
  ///   - coming: empty where nothing can be foretold.
  ///   - levels: how many of a hundred such bands hold what comes, the narrowest first.
  public init(
    id: String, title: String, unit: String, past: [Past], coming: [Coming],
    levels: [Int] = [50, 80, 95], notes: [String] = [], source: String? = nil
  ) {
    self.id = FormField.id(of: id)
    self.title = title
    self.unit = unit
    self.past = past.filter(\.day.isSet)
    self.coming = coming.filter { $0.day.isSet && $0.bands.count == levels.count }
    self.levels = levels
    self.notes = notes
    self.source = source
  }

  public var markup: Markup {
    if past.allSatisfy({ $0.value == nil }) && coming.isEmpty {
      p(class: "govuk-body") { "\(title): there are no figures to draw." }
    } else {
      let (x, y) = scales
      ChartFigure(
        title, drawing: drawing(x, y), key: key,
        notes: (y.leavesOutZero ? ["The scale does not begin at 0."] : []) + notes, source: source,
        table: table)
    }
  }

  /// The figures of what is foretold, month by month.
  public var table: Table {
    let format = FigureFormat()
    return Table(
      coming, title: title + ": figures", size: .small, empty: "Nothing is foretold.",
      columns: [
        Column("Day") { $0.day.spoken },
        Column("Expected", numeric: true) { format.words($0.middle) },
      ]
        + levels.enumerated().map { place, level in
          Column("\(level) in 100", numeric: true) { month in
            "\(format.words(month.bands[place].lowerBound)) to \(format.words(month.bands[place].upperBound))"
          }
        })
  }

  // MARK: - Drawing

  private static let width = 440.0
  private static let height = 280.0
  /// The narrowest band is the darkest.
  private static let fills = ["#8eb8dc", "#b8d2e9", "#deeaf5"]

  private var scales: (x: ChartScale, y: ChartScale) {
    let values =
      past.compactMap(\.value)
      + coming.flatMap { month in
        [month.middle] + month.bands.flatMap { [$0.lowerBound, $0.upperBound] }
      }
    let y = ChartScale.figures(
      values, from: Self.height - 26, to: 34, room: 36, format: FigureFormat())
    let left = 8 + 7.6 * Double(y.ticks.map(\.label.count).max() ?? 1)
    let x = ChartScale.days(
      past.map(\.day) + coming.map(\.day), from: left, to: Self.width - 12, by: .days)
    return (x, y)
  }

  private func drawing(_ x: ChartScale, _ y: ChartScale) -> Markup {
    SVG.svg(
      class: "kith-chart__figures", .viewBox(width: Self.width, height: Self.height),
      .role("img"), .aria("labelledby", "\(id)-title \(id)-description")
    ) {
      SVG.title(.id(id + "-title")) { title }
      SVG.desc(.id(id + "-description")) { description }
      SVG.text(.x(0), .y(14)) { unit }
      for place in levels.indices.reversed() {
        SVG.path(.d(band(place, x, y)), .fill(Self.fills[min(place, Self.fills.count - 1)]))
      }
      ChartAxes(x: x, y: y)
      SVG.path(attributes: [.d(pastPath(x, y))] + LineStyle.chained.solid) {}
      SVG.path(attributes: [.d(comingPath(x, y))] + LineStyle.heavy.stroke) {}
      if let now = past.last {
        SVG.line(
          .x1(x.position(now.day)), .y1(y.end), .x2(x.position(now.day)), .y2(y.start),
          .stroke("#0b0c0c"), .strokeWidth(1), .strokeDasharray("1 3"))
      }
    }
  }

  /// The last day known is where what is foretold begins.
  private var start: Coming? {
    past.last.flatMap { last in
      last.value.map { value in
        Coming(last.day, middle: value, bands: levels.map { _ in value...value })
      }
    }
  }

  private func band(_ place: Int, _ x: ChartScale, _ y: ChartScale) -> String {
    let months = (start.map { [$0] } ?? []) + coming
    guard months.count > 1 else { return "" }
    let upper = months.map { (x.position($0.day), y.position($0.bands[place].upperBound)) }
    let lower = months.reversed().map {
      (x.position($0.day), y.position($0.bands[place].lowerBound))
    }
    return "M" + LineDrawing.points(upper + lower).replacing(" ", with: "L") + "Z"
  }

  private func comingPath(_ x: ChartScale, _ y: ChartScale) -> String {
    let months = (start.map { [$0] } ?? []) + coming
    guard months.count > 1 else { return "" }
    return "M"
      + LineDrawing.points(months.map { (x.position($0.day), y.position($0.middle)) })
      .replacing(" ", with: "L")
  }

  private func pastPath(_ x: ChartScale, _ y: ChartScale) -> String {
    LineDrawing.path(past.map { LineChart.Point($0.day, $0.value) }, brokenBy: [], x, y)
  }

  private var key: Markup {
    ul(class: "kith-key", .aria("label", "Key")) {
      li {
        LineStyle.chained.solidSample; span { "What was" }
      }
      if !coming.isEmpty {
        li {
          LineStyle.heavy.sample; span { "Expected" }
        }
        for (place, level) in levels.enumerated() {
          li {
            SVG.svg(
              .viewBox(width: 22, height: 14), .width(22), .height(14), .aria("hidden", "true")
            ) {
              SVG.rect(
                .x(0), .y(0), .width(22), .height(14),
                .fill(Self.fills[min(place, Self.fills.count - 1)]))
            }
            span { "Holds what comes \(level) times in 100" }
          }
        }
      }
    }
  }

  private var description: String {
    let format = FigureFormat()
    var words = unit + "."
    if let first = past.first(where: { $0.value != nil }), let last = past.last {
      words +=
        " \(format.words(first.value)) on \(first.day.spoken), \(format.words(last.value)) on \(last.day.spoken)."
    }
    if let last = coming.last {
      words += " Expected on \(last.day.spoken): \(format.words(last.middle))"
      for (level, band) in zip(levels, last.bands) {
        words +=
          ", \(level) in 100 from \(format.words(band.lowerBound)) to \(format.words(band.upperBound))"
      }
      words += "."
    }
    return words + " The table below has every figure."
  }
}

extension LineStyle {
  /// The same line without its dashes: the only one beside what is foretold.
  fileprivate var solid: [Attribute] { [.stroke(colour), .strokeWidth(2), .fill("none")] }

  fileprivate var solidSample: Markup {
    SVG.svg(.viewBox(width: 36, height: 14), .width(36), .height(14), .aria("hidden", "true")) {
      SVG.path(attributes: [.d("M1 7 H35")] + solid) {}
    }
  }
}
