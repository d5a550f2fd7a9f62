public import Returns

/// The element that `Disabilities` holds, once for each disability.
public enum DisabilityColumn: Int, TableColumn {
  case Disability

  public static let layout = TableLayout("Disabilities", DisabilityColumn.self)

  public var format: ValueFormat { .code("cin.Disability") }
}

/// The element that `Reviews` holds, once for each review of a child protection plan.
public enum PlanReviewColumn: Int, TableColumn {
  case CPPreviewDate

  public static let layout = TableLayout("Reviews", PlanReviewColumn.self)

  public var format: ValueFormat { .isoDate }
}

/// The element that `FactorsIdentifiedAtAssessment` holds, once for each factor.
public enum AssessmentFactorColumn: Int, TableColumn {
  case AssessmentFactors

  public static let layout = TableLayout("AssessmentFactors", AssessmentFactorColumn.self)

  public var format: ValueFormat { .code("cin.AssessmentFactors") }
}
