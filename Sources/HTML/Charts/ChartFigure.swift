/// What stands about every chart of figures: its title, the key, what must be said of it, where the
/// figures come from, and the same figures as a table.
struct ChartFigure: Component {
  let title: String
  let drawing: Markup
  let key: Markup
  let notes: [String]
  let source: String?
  let table: Table

  init(
    _ title: String, drawing: Markup, key: Markup = Markup(), notes: [String] = [],
    source: String? = nil, table: Table
  ) {
    self.title = title
    self.drawing = drawing
    self.key = key
    self.notes = notes
    self.source = source
    self.table = table
  }

  var markup: Markup {
    figure(class: "kith-chart") {
      figcaption(class: "govuk-heading-s kith-chart__title") { title }
      drawing
      key
      for note in notes { p(class: "kith-chart__note") { note } }
      if let source { p(class: "kith-chart__note") { "Source: " + source } }
      Details("Show these figures as a table") { table }
    }
  }
}

/// The lines of a chart, each with a sample of how it is drawn.
struct LineKey: Component {
  let lines: [(name: String, style: LineStyle)]

  var markup: Markup {
    ul(class: "kith-key", .aria("label", "Key")) {
      for line in lines {
        li {
          line.style.sample
          span { line.name }
        }
      }
    }
  }
}
