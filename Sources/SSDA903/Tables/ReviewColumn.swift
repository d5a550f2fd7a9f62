public import Returns

/// The columns of Reviews: one row for each looked-after review in the year.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum ReviewColumn: Int, TableColumn {
  case CHILD, DOB, REVIEW, REVIEW_CODE

  public static let layout = TableLayout(
    "Reviews", ReviewColumn.self, file: "reviews.csv")

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB, .REVIEW: .britishDate
    case .REVIEW_CODE: .code("ssda903.\(name)")
    }
  }
}
