import HTML

/// By which column a list is sorted, and where its headings lead to sort it otherwise.
struct ListSorting: Sendable {
  let name: String
  let isDescending: Bool
  let page: Link

  /// - Parameter page: the address of the list with its filters
  init(by name: String, descending: Bool, at page: Link) {
    self.name = name
    isDescending = descending
    self.page = page
  }

  /// What `aria-sort` says of a column.
  func state(of column: String) -> String {
    column == name ? (isDescending ? "descending" : "ascending") : "none"
  }

  /// Sorts by a column; where it is sorted by that one, the other way round.
  func link(to column: String) -> Link {
    let turns = column == name && !isDescending
    return page.setting("page", nil).setting("sort", column)
      .setting("direction", turns ? "descending" : "ascending")
  }
}
