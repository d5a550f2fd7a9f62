public import Returns

/// The elements of `PreProceedingsandFGDM` that hold one value: pre-proceedings and family group
/// decision-making, from 2026-27.
///
/// Known from one public sample only.
///
/// Source: the children in need census specification; the names and their order are the
/// Department's.
public enum PreProceedingsColumn: Int, TableColumn {
  case PPStartDate, LBPSentDate, FGDMMeetingOffer, FGDMMeetingFac, InitialPPMeetingDate,
    ReviewMeetingsCount, StepDecisionDate, PPOutcome, CourtAppDate, LetterInitCPDate

  public static let layout = TableLayout(
    "PreProceedingsandFGDM", PreProceedingsColumn.self, firstYear: CollectionYear(endYear: 2027))

  public var format: ValueFormat {
    switch self {
    case .PPStartDate, .LBPSentDate, .InitialPPMeetingDate, .StepDecisionDate, .CourtAppDate,
      .LetterInitCPDate:
      .isoDate
    case .FGDMMeetingOffer, .FGDMMeetingFac: .flag
    case .ReviewMeetingsCount: .number
    case .PPOutcome: .code("cin.\(name)")
    }
  }
}
