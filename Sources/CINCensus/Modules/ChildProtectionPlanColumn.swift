public import Returns

/// The elements of `ChildProtectionPlans` that hold one value: one for each child protection plan.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum ChildProtectionPlanColumn: Int, TableColumn {
  case CPPstartDate, CPPendDate, InitialCategoryOfAbuse, LatestCategoryOfAbuse,
    NumberOfPreviousCPP

  public static let layout = TableLayout("ChildProtectionPlans", ChildProtectionPlanColumn.self)

  public var format: ValueFormat {
    switch self {
    case .CPPstartDate, .CPPendDate: .isoDate
    case .InitialCategoryOfAbuse, .LatestCategoryOfAbuse: .code("cin.CategoryOfAbuse")
    case .NumberOfPreviousCPP: .number
    }
  }
}
