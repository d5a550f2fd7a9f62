public import Returns

/// The columns of PlacedAdoption: one row for each decision that a child should be placed for adoption.
///
/// Source: the SSDA903 file specification; the names and their order are the Department's.
public enum PlacedAdoptionColumn: Int, TableColumn {
  case CHILD, DOB, DATE_PLACED, DATE_PLACED_CEASED, REASON_PLACED_CEASED

  public static let layout = TableLayout(
    "PlacedAdoption", PlacedAdoptionColumn.self, file: "placed_for_adoption.csv")

  public var format: ValueFormat {
    switch self {
    case .CHILD: .identifier
    case .DOB, .DATE_PLACED, .DATE_PLACED_CEASED: .britishDate
    case .REASON_PLACED_CEASED: .code("ssda903.\(name)")
    }
  }
}
