/// A column of a `Table`: its heading, and how a row fills its cell.
public struct Column<Row> {
  let heading: String
  let isNumeric: Bool
  let sortName: String?
  let cell: (Row) -> Markup

  /// - Parameters:
  ///   - numeric: set to the right with figures of one width.
  ///   - sortName: the name under which the table can be sorted by this column.
  public init(
    _ heading: String, numeric: Bool = false, sortedBy sortName: String? = nil,
    @MarkupBuilder cell: @escaping (Row) -> Markup
  ) {
    self.heading = heading
    isNumeric = numeric
    self.sortName = sortName
    self.cell = cell
  }
}
