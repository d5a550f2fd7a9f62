public import Returns

/// The elements of `Section47` that hold one value: one for each section 47 enquiry.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum Section47Column: Int, TableColumn {
  case S47ActualStartDate, InitialCPCtarget, DateOfInitialCPC, ICPCnotRequired

  public static let layout = TableLayout("Section47", Section47Column.self)

  public var format: ValueFormat {
    switch self {
    case .S47ActualStartDate, .InitialCPCtarget, .DateOfInitialCPC: .isoDate
    case .ICPCnotRequired: .flag
    }
  }
}
