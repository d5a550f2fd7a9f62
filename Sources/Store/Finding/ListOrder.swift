/// An order of the list of children: by its column, then by name, then by record, so that no two
/// are ever equal.
///
/// What is not known comes last, whichever way the list is sorted.
struct ListOrder {
  let column: String
  private let direction: String

  init(_ order: ChildList.Order, _ descending: Bool) {
    let ascending: Bool
    switch order {
    case .name: (column, ascending) = ("sort_name", !descending)
    // Older is born earlier, and open for longer is since an earlier day.
    case .age: (column, ascending) = ("birth_date", descending)
    case .daysOpen: (column, ascending) = ("status_from", descending)
    case .status: (column, ascending) = ("status", !descending)
    case .placement: (column, ascending) = ("placement", !descending)
    case .worker: (column, ascending) = ("worker", !descending)
    }
    // As SQLite orders by itself and PostgreSQL's indexes are made.
    direction = ascending ? "ASC NULLS FIRST" : "DESC NULLS LAST"
  }

  private var columns: [String] {
    column == "sort_name" ? [column, "record"] : [column, "sort_name", "record"]
  }

  private func sql(_ columns: some Sequence<String>) -> String {
    columns.map { "h.\($0) \(direction)" }.joined(separator: ", ")
  }

  /// Of those of whom the column is known: the order of an index.
  var known: String { sql(columns) }

  /// Of the others.
  var unknown: String { sql(columns.dropFirst()) }

  /// Of all, which no index has.
  var all: String { "h.\(column) IS NULL, \(sql(columns))" }
}
