public import Returns

/// The columns of PrevPerm: an earlier permanence order after care.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum PrevPermColumn: Int, TableColumn {
  case CHILD, DOB, PREV_PERM, LA_PERM, DATE_PERM

  public static let layout = TableLayout(
    "PrevPerm", PrevPermColumn.self, file: "previous_permanence.csv")

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB: .britishDate
    case .LA_PERM: .text
    case .DATE_PERM: .partialDate
    case .PREV_PERM: .code("ssda903.\(name)")
    }
  }
}
