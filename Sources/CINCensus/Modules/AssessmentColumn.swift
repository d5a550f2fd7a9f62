public import Returns

/// The elements of `Assessments` that hold one value: one for each assessment.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum AssessmentColumn: Int, TableColumn {
  case AssessmentActualStartDate, AssessmentInternalReviewDate, AssessmentAuthorisationDate

  public static let layout = TableLayout("Assessments", AssessmentColumn.self)

  public var format: ValueFormat {
    .isoDate
  }
}
