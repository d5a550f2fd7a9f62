public import Returns

/// The columns of OC3: one row for each care leaver with a birthday in the year.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum OC3Column: Int, TableColumn {
  case CHILD, DOB, IN_TOUCH, ACTIV, ACCOM

  public static let layout = TableLayout(
    "OC3", OC3Column.self, file: "oc3.csv")

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB: .britishDate
    case .IN_TOUCH, .ACTIV, .ACCOM: .code("ssda903.\(name)")
    }
  }
}
