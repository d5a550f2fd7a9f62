import Returns

/// What stands straight below `HEADER` in the XML form, in the order in which it is written.
///
/// The items of care leavers, adopted children and mothers stand there without a group of their
/// own.
enum XMLHeaderColumn: Int, TableColumn {
  case CHILDID, UPN, SEX, DOB, ETHNIC, UASC, DUC, IN_TOUCH, ACTIV, ACCOM, DATE_INT, DATE_MATCH,
    FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR, MOTHER, MC_DOB

  static let layout = TableLayout("HEADER", XMLHeaderColumn.self)

  /// Only names matter here; the rows of the tables have the formats.
  var format: ValueFormat { .text }

  /// Which of these items stand before the reviews.
  var standsBeforeReviews: Bool { self != .MOTHER && self != .MC_DOB }
}

/// The groups that repeat below `CHILD` and `HEADER`.
enum XMLGroup: String, CaseIterable {
  case AREVIEW, AMISSING, PERMANENCE, OC2, AD_PLACED
}
