/// Every indicator that Kith makes from the record.
///
/// A new one is a line in `measures`.
public enum MeasureRegister {
  static let measures: [Measure] = [
    .childrenInNeed, .repeatReferrals, .assessmentFactors, .sectionEnquiries, .protectionPlans,
    .lookedAfter, .unaccompanied, .leavingCare, .placements, .sameCarer, .socialWorkers, .strengths,
    .adoption, .careLeavers,
  ]

  /// In the order of the register.
  public static let indicators = measures.flatMap(\.indicators)

  private static let byName = Dictionary(
    indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// Nil for one that is not made from the record.
  public static func indicator(_ id: String) -> MeasuredIndicator? { byName[id] }

  /// Indicators of the National Framework that are about single children, and why the record does not
  /// give them.
  public static let notMeasured: [String: String] = [
    "over20Miles":
      "The record holds postcodes and no distances: those take a list of postcodes, which an installation may lack.",
    "claMidYearSchoolMove":
      "Schools are in the school census, which the record is not linked with.",
    "absenceOverall": "Sessions at school are in the school census.",
    "absencePersistent": "Sessions at school are in the school census.",
    "absenceSevere": "Sessions at school are in the school census.",
    "ks2Rwm": "Results are in the Department's own data on attainment.",
    "ks4Attainment8": "Results are in the Department's own data on attainment.",
    "injuryAdmissions": "Admissions are in the hospitals' data.",
  ]

  /// Changes when any definition does: what was made by another is made anew.
  public static let meaning = indicators.map { "\($0.id) \($0.definition)" }.joined(separator: ", ")
}
