public import Returns

/// The columns of AD1: one row for each child adopted in the year.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum AD1Column: Int, TableColumn {
  case CHILD, DOB, DATE_INT, DATE_MATCH, FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR

  public static let layout = TableLayout(
    "AD1", AD1Column.self, file: "ad1.csv")

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB, .DATE_INT, .DATE_MATCH: .britishDate
    case .FOSTER_CARE, .NB_ADOPTR, .SEX_ADOPTR, .LS_ADOPTR: .code("ssda903.\(name)")
    }
  }
}
