import CareRecord
import CivilTime

/// An order of the list of children, in SQL and here alike: by its column, then by name, then by
/// record, so that no two are ever equal.
struct ListOrder {
  let column: String
  private let ascending: Bool

  init(_ order: ChildList.Order, _ descending: Bool) {
    switch order {
    case .name: (column, ascending) = ("sort_name", !descending)
    // Older is born earlier, and open for longer is since an earlier day.
    case .age: (column, ascending) = ("birth_date", descending)
    case .daysOpen: (column, ascending) = ("status_from", descending)
    case .status: (column, ascending) = ("status", !descending)
    case .placement: (column, ascending) = ("placement", !descending)
    case .worker: (column, ascending) = ("worker", !descending)
    }
  }

  /// The order of those of whom the column is known.
  var known: String {
    let direction = ascending ? "ASC" : "DESC"
    let columns = column == "sort_name" ? [column, "record"] : [column, "sort_name", "record"]
    return columns.map { "h.\($0) \(direction)" }.joined(separator: ", ")
  }

  /// The order of the others, who come last.
  var unknown: String {
    column == "sort_name" ? "h.record ASC" : "h.sort_name ASC, h.record ASC"
  }

  /// What is compared.
  struct Entry {
    let record: Int64
    let key: String?
    let sortName: String?
  }

  func key(of row: HeadlineReader.Row) -> String? {
    let headline = row.headline
    return switch column {
    case "sort_name": row.sortName.isEmpty ? nil : row.sortName
    case "birth_date": headline.birthDate?.iso
    case "status_from": headline.statusFrom?.iso
    case "status": String((headline.status ?? .closed).rawValue)
    case "placement": headline.placement
    default: headline.worker
    }
  }

  func isBefore(_ left: Entry, _ right: Entry) -> Bool {
    switch (left.key, right.key) {
    case (nil, .some): return false
    case (.some, nil): return true
    case (nil, nil): return Entry.isBefore(left, right)
    case (let one?, let other?):
      if one != other { return Entry.isBefore(one, other) == ascending }
      return left.record != right.record && Entry.isBefore(left, right) == ascending
    }
  }
}

extension ListOrder.Entry {
  fileprivate static func isBefore(_ left: Self, _ right: Self) -> Bool {
    // NULL sorts before every text.
    switch (left.sortName, right.sortName) {
    case (nil, .some): true
    case (.some, nil): false
    case (let one?, let other?) where one != other: isBefore(one, other)
    default: left.record < right.record
    }
  }

  /// By bytes, as the database compares.
  fileprivate static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
