public import Returns

/// The columns of Header: one row per child.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum HeaderColumn: Int, TableColumn {
  case CHILD, SEX, DOB, ETHNIC, UPN, MOTHER, MC_DOB

  public static let layout = TableLayout(
    "Header", HeaderColumn.self, file: "header.csv", derived: ["UASC"])

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB, .MC_DOB: .britishDate
    case .UPN: .text
    case .MOTHER: .flag
    case .SEX, .ETHNIC: .code("ssda903.\(name)")
    }
  }
}
