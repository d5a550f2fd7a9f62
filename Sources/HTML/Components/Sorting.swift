/// By which column a table is sorted, and where its headings lead to sort it otherwise.
public struct Sorting: Sendable {
  public enum Direction: String, Sendable {
    case ascending, descending
  }

  public let name: String
  public let direction: Direction
  let page: Link

  /// - Parameter page: the address of the table, with its other questions; `sort` and `direction`
  ///   are added to it, and the number of the page is taken away.
  public init(by name: String, _ direction: Direction, at page: Link) {
    self.name = name
    self.direction = direction
    self.page = page
  }

  /// What `aria-sort` says of a column.
  func state(of column: String) -> String {
    column == name ? direction.rawValue : "none"
  }

  /// Sorts by a column; where it is sorted by that one, the other way round.
  func link(to column: String) -> Link {
    let turns = column == name && direction == .ascending
    return page.setting("page", nil).setting("sort", column)
      .setting("direction", (turns ? Direction.descending : .ascending).rawValue)
  }
}
