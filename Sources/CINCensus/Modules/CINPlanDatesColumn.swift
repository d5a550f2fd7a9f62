public import Returns

/// The elements of `CINPlanDates` that hold one value: one for each child in need plan.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum CINPlanDatesColumn: Int, TableColumn {
  case CINPlanStartDate, CINPlanEndDate

  public static let layout = TableLayout("CINPlanDates", CINPlanDatesColumn.self)

  public var format: ValueFormat {
    .isoDate
  }
}
