/// A figure for each of a few things, as bars from a common start; with the same data as a table.
public struct BarChart: Component {
  public struct Bar: Hashable, Sendable {
    let label: String
    let value: Double?

    /// - Parameter value: nothing below zero; nil where it is not known, which is not nought.
    public init(_ label: String, _ value: Double?) {
      self.label = label
      self.value = value.flatMap { $0.isFinite ? max(0, $0) : nil }
    }
  }

  let id: String
  let title: String
  let unit: String
  let bars: [Bar]

  /// - Parameters:
  ///   - unit: what is counted, as the heading of the figures: "Children".
  public init(id: String, title: String, unit: String, bars: [Bar]) {
    self.id = FormField.id(of: id)
    self.title = title
    self.unit = unit
    self.bars = bars
  }

  public var markup: Markup {
    if bars.isEmpty {
      p(class: "govuk-body") { "\(title): nothing is recorded yet." }
    } else {
      figure(class: "kith-chart") {
        figcaption(class: "govuk-heading-s") { title }
        drawing
        Details("Show these figures as a table") { table }
      }
    }
  }

  /// The same data in words.
  public var table: Table {
    Table(
      bars, title: title + ": figures", size: .small,
      columns: [
        Column("What") { $0.label },
        Column(unit, numeric: true) { BarChart.words($0.value) },
      ])
  }

  private static let width = 480.0
  private static let step = 58.0

  private var drawing: Markup {
    let largest = bars.compactMap(\.value).max() ?? 0
    return SVG.svg(
      class: "kith-chart__bars",
      .viewBox(width: BarChart.width, height: BarChart.step * Double(bars.count)), .role("img"),
      .aria("labelledby", "\(id)-title \(id)-description")
    ) {
      SVG.title(.id(id + "-title")) { title }
      SVG.desc(.id(id + "-description")) {
        "\(unit). "
          + bars.map { "\($0.label): \(BarChart.words($0.value))" }.joined(separator: ", ") + "."
      }
      for (index, bar) in bars.enumerated() {
        let y = BarChart.step * Double(index)
        SVG.text(class: "kith-chart__lane", .x(0), .y(y + 18)) { bar.label }
        SVG.rect(
          .x(0), .y(y + 25), .width(length(of: bar, largest)), .height(22), .fill("#1d70b8"))
        SVG.text(class: "kith-chart__value", .x(length(of: bar, largest) + 6), .y(y + 42)) {
          BarChart.words(bar.value)
        }
      }
    }
  }

  /// Room for the figure is left beside the longest bar.
  private func length(of bar: Bar, _ largest: Double) -> Double {
    guard let value = bar.value, largest > 0 else { return 0 }
    return (BarChart.width - 90) * (value / largest)
  }

  private static func words(_ value: Double?) -> String {
    guard let value else { return "not known" }
    return value.magnitude < 1e15 ? Attribute.short(value) : "\(value)"
  }
}
