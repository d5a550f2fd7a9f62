public import Returns

/// The columns of Missing: one row for each time missing or away without authorisation.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum MissingColumn: Int, TableColumn {
  case CHILD, DOB, MISSING, MIS_START, MIS_END

  public static let layout = TableLayout(
    "Missing", MissingColumn.self, file: "missing.csv")

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB, .MIS_START, .MIS_END: .britishDate
    case .MISSING: .code("ssda903.\(name)")
    }
  }
}
