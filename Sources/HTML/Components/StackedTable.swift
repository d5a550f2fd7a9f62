/// A table whose rows become blocks, one value below the other with its heading, where the screen is
/// narrow: for lists of people and things, which are read more often than compared.
public struct StackedTable: Component {
  private let title: String
  private let head: Markup
  private let rows: Markup

  /// - Parameters:
  ///   - columns: the first one names the row
  public init<Rows: Collection>(
    _ rows: Rows, title: String, sorting: Sorting? = nil, columns: [StackedColumn<Rows.Element>]
  ) {
    self.title = title
    head = StackedTable.head(columns, sorting)
    self.rows = Markup(rows.map { StackedTable.row($0, columns) })
  }

  // The roles say again what the elements are: browsers forget it once a table is laid out in blocks.
  public var markup: Markup {
    table(class: "govuk-table kith-stack", .role("table")) {
      caption(class: "govuk-visually-hidden") { title }
      thead(class: "govuk-table__head", .role("rowgroup")) {
        tr(class: "govuk-table__row", .role("row")) { head }
      }
      tbody(class: "govuk-table__body", .role("rowgroup")) { rows }
    }
  }

  @MarkupBuilder private static func head<Row>(
    _ columns: [StackedColumn<Row>], _ sorting: Sorting?
  ) -> Markup {
    for column in columns {
      if let sorting, let name = column.sortName {
        th(
          class: "govuk-table__header", .scope("col"), .role("columnheader"),
          .aria("sort", sorting.state(of: name))
        ) {
          a(class: "kith-sort", .href(sorting.link(to: name))) { column.heading }
        }
      } else {
        th(class: "govuk-table__header", .scope("col"), .role("columnheader")) { column.heading }
      }
    }
  }

  private static func row<Row>(_ row: Row, _ columns: [StackedColumn<Row>]) -> Markup {
    tr(class: "govuk-table__row", .role("row")) {
      for (index, column) in columns.enumerated() {
        if index == 0 {
          th(class: "govuk-table__header", .scope("row"), .role("rowheader")) { column.cell(row) }
        } else {
          td(class: "govuk-table__cell", .role("cell"), .data("label", column.heading)) {
            column.cell(row)
          }
        }
      }
    }
  }
}

/// A column of a `StackedTable`.
public struct StackedColumn<Row> {
  let heading: String
  let sortName: String?
  let cell: (Row) -> Markup

  public init(
    _ heading: String, sortedBy sortName: String? = nil,
    @MarkupBuilder cell: @escaping (Row) -> Markup
  ) {
    self.heading = heading
    self.sortName = sortName
    self.cell = cell
  }
}
