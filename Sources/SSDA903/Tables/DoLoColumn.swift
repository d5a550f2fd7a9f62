public import Returns

/// The columns of DoLo: one row for each deprivation of liberty order.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum DoLoColumn: Int, TableColumn {
  case CHILD, DOB, DOLO_START, DOLO_END

  public static let layout = TableLayout(
    "DoLo", DoLoColumn.self, file: "DoLo.csv", firstYear: CollectionYear(endYear: 2027))

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB, .DOLO_START, .DOLO_END: .britishDate
    }
  }
}
