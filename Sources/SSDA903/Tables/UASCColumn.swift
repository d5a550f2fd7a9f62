public import Returns

/// The columns of UASC: one row for each unaccompanied asylum-seeking child.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum UASCColumn: Int, TableColumn {
  case CHILD, SEX, DOB, DUC

  public static let layout = TableLayout(
    "UASC", UASCColumn.self, file: "uasc.csv")

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB, .DUC: .britishDate
    case .SEX: .code("ssda903.\(name)")
    }
  }
}
