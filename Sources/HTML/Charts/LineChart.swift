public import CivilTime

/// Figures over time as lines, several on one scale; with the same figures as a table.
///
/// A line is never drawn over a year without a figure, nor from one definition to another.
public struct LineChart: Component {
  public struct Point: Hashable, Sendable {
    let day: Day
    let value: Double?
    /// Within what the value moves by chance.
    let within: ClosedRange<Double>?
    /// Why there is no value.
    let missing: String?
    /// What is unusual about it.
    let signal: String?

    /// - Parameters:
    ///   - value: nil for a gap.
    ///   - missing: why there is none, as the table says it.
    ///   - signal: what is unusual about the point; it is drawn with a ring, and the table says so.
    public init(
      _ day: Day, _ value: Double?, within: ClosedRange<Double>? = nil, missing: String? = nil,
      signal: String? = nil
    ) {
      self.day = day
      self.value = value.flatMap { $0.isFinite ? $0 : nil }
      self.within = within.flatMap { $0.upperBound.isFinite ? $0 : nil }
      self.missing = missing
      self.signal = signal
    }
  }

  public struct Series: Hashable, Sendable {
    let name: String
    let label: String
    let style: LineStyle
    let points: [Point]
    let isReckonedAnew: Bool

    /// - Parameters:
    ///   - name: for the key and the table.
    ///   - label: a word or two for the end of the line.
    ///   - points: in the order of their days; intervals are drawn as a band.
    ///   - isReckonedAnew: whether it ends at a break that figures go on over: an average, a limit.
    public init(
      _ name: String, label: String, _ style: LineStyle, _ points: [Point],
      isReckonedAnew: Bool = false
    ) {
      self.name = name
      self.label = label
      self.style = style
      self.isReckonedAnew = isReckonedAnew
      self.points = points.filter(\.day.isSet)
    }
  }

  /// From this day the figures mean something else, or what they are set against is reckoned anew.
  public struct Break: Hashable, Sendable {
    let day: Day
    let what: String
    let endsFigures: Bool

    /// - Parameters:
    ///   - day: the day of the first figure that means something else.
    ///   - endsFigures: false where the figures go on and only limits begin anew.
    public init(from day: Day, _ what: String, endsFigures: Bool = true) {
      self.day = day
      self.what = what
      self.endsFigures = endsFigures
    }
  }

  /// Something that was done and should show in the figures.
  public struct Mark: Hashable, Sendable {
    let day: Day
    let label: String

    public init(on day: Day, _ label: String) {
      self.day = day
      self.label = label
    }
  }

  let id: String
  let title: String
  let unit: String
  let format: FigureFormat
  let calendar: ChartCalendar
  let series: [Series]
  let breaks: [Break]
  let marks: [Mark]
  let notes: [String]
  let source: String?

  /// - Parameters:
  ///   - id: an identifier of its own on the page.
  ///   - unit: what the figures are, above the axis: "For every 10,000 children".
  ///   - series: what is drawn; the first is what the chart is about.
  ///   - notes: what must be said of it, a paragraph each.
  public init(
    id: String, title: String, unit: String, format: FigureFormat = FigureFormat(),
    by calendar: ChartCalendar, series: [Series], breaks: [Break] = [], marks: [Mark] = [],
    notes: [String] = [], source: String? = nil
  ) {
    self.id = FormField.id(of: id)
    self.title = title
    self.unit = unit
    self.format = format
    self.calendar = calendar
    self.series = series.filter { !$0.points.isEmpty }
    self.breaks = breaks.filter(\.day.isSet).sorted { $0.day < $1.day }
    self.marks = marks.filter(\.day.isSet).sorted { $0.day < $1.day }
    self.notes = notes
    self.source = source
  }

  public var markup: Markup {
    if series.allSatisfy({ $0.points.allSatisfy { $0.value == nil } }) {
      p(class: "govuk-body") { "\(title): there are no figures to draw." }
      if !series.isEmpty { table }
    } else {
      let layout = LineChartLayout(of: self)
      ChartFigure(
        title, drawing: drawing(layout),
        key: Markup {
          LineKey(lines: series.map { ($0.name, $0.style) })
          explanations
        }, notes: (layout.y.leavesOutZero ? ["The scale does not begin at 0."] : []) + notes,
        source: source, table: table)
    }
  }

  /// The days from which a line begins anew.
  func breaks(of line: Series) -> [Day] {
    breaks.filter { $0.endsFigures || line.isReckonedAnew }.map(\.day)
  }

  /// The same figures in words.
  public var table: Table {
    let days = Set(series.flatMap { $0.points.map(\.day) }).sorted()
    let known = series.map { line in
      Dictionary(line.points.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
    }
    var columns: [Column<Day>] = [
      Column(calendar == .days ? "Day" : "Year") { calendar.words($0) }
    ]
    for (place, line) in series.enumerated() {
      columns.append(
        Column(line.name, numeric: true) { day in known[place][day].map { words($0) } ?? "" })
    }
    let phases = breaks.filter { !$0.endsFigures }
    if !phases.isEmpty {
      columns.append(
        Column("Phase", numeric: true) { day in String(phases.count { $0.day <= day } + 1) })
    }
    return Table(days, title: title + ": figures", size: .small, columns: columns)
  }

  private func words(_ point: Point) -> String {
    guard let value = point.value else { return point.missing ?? "no figure" }
    var words = format.words(value)
    if let within = point.within {
      words += " (\(format.words(within.lowerBound)) to \(format.words(within.upperBound)))"
    }
    if let signal = point.signal { words += ", " + signal }
    return words
  }

  /// What the letters and numbers at the top of the chart stand for.
  @MarkupBuilder private var explanations: Markup {
    if !breaks.isEmpty || !marks.isEmpty {
      ul(class: "kith-chart__explained") {
        for (place, one) in breaks.enumerated() {
          li {
            strong { String(place + 1) }; " From \(calendar.words(one.day)): \(one.what)"
          }
        }
        for (place, one) in marks.enumerated() {
          li {
            strong { LineChart.letter(place) }; " \(one.day.spoken): \(one.label)"
          }
        }
      }
    }
  }

  /// A, B, … Z, then A2.
  static func letter(_ place: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + place % 26)))
    return place < 26 ? letter : letter + String(place / 26 + 1)
  }
}
