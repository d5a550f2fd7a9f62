/// A table with a caption, in a region of its own that scrolls sideways, by keyboard too, where the
/// screen is narrow.
public struct Table: Component {
  private let title: String
  private let titleSize: TextSize
  private let hidesTitle: Bool
  private let head: Markup
  private let rows: Markup
  private let empty: String?

  /// - Parameters:
  ///   - title: the caption; always there for those who listen, seen unless `hidesTitle`.
  ///   - columns: the first one names the row.
  ///   - empty: what is said in place of a table without rows.
  public init<Rows: Collection>(
    _ rows: Rows, title: String, size: TextSize = .medium, hidesTitle: Bool = false,
    sorting: Sorting? = nil, empty: String = "Nothing to show.", columns: [Column<Rows.Element>]
  ) {
    self.title = title
    titleSize = size
    self.hidesTitle = hidesTitle
    self.empty = rows.isEmpty ? empty : nil
    let headings = columns.map {
      Heading(text: $0.heading, isNumeric: $0.isNumeric, sortName: $0.sortName)
    }
    head = Table.head(headings, sorting)
    let fillings = columns.map(\.cell)
    var lines: [Markup] = []
    lines.reserveCapacity(rows.count)
    for row in rows {
      var cells: [Markup] = []
      cells.reserveCapacity(fillings.count)
      for filling in fillings { cells.append(filling(row)) }
      lines.append(Table.row(headings, cells))
    }
    self.rows = Markup(lines)
  }

  public var markup: Markup {
    if let empty {
      p(class: "govuk-body") { empty }
    } else {
      ScrollRegion(title) {
        table(class: "govuk-table") {
          caption(
            class: hidesTitle
              ? "govuk-visually-hidden"
              : "govuk-table__caption govuk-table__caption--\(titleSize.rawValue)"
          ) { title }
          head
          tbody(class: "govuk-table__body") { rows }
        }
      }
    }
  }

  /// What is left of a column once its cells are filled: no longer generic, which is quicker.
  private struct Heading {
    let text: String
    let isNumeric: Bool
    let sortName: String?
  }

  private static func head(_ headings: [Heading], _ sorting: Sorting?) -> Markup {
    thead(class: "govuk-table__head") {
      tr(class: "govuk-table__row") {
        for heading in headings {
          let style = heading.isNumeric ? numericHeader : header
          if let sorting, let name = heading.sortName {
            th(class: style, .scope("col"), .aria("sort", sorting.state(of: name))) {
              a(class: "kith-sort", .href(sorting.link(to: name))) { heading.text }
            }
          } else {
            th(class: style, .scope("col")) { heading.text }
          }
        }
      }
    }
  }

  private static func row(_ headings: [Heading], _ cells: [Markup]) -> Markup {
    var row: [Markup] = []
    row.reserveCapacity(cells.count)
    for index in cells.indices {
      row.append(
        index == 0
          ? th(class: header, .scope("row")) { cells[index] }
          : td(class: headings[index].isNumeric ? numericCell : cell) { cells[index] })
    }
    return tr(class: "govuk-table__row") { row }
  }

  private static let header = "govuk-table__header"
  private static let numericHeader = "govuk-table__header govuk-table__header--numeric"
  private static let cell = "govuk-table__cell"
  private static let numericCell = "govuk-table__cell govuk-table__cell--numeric"
}
