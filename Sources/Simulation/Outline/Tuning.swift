/// Numbers that no publication gives: set by trial so that what comes out agrees with what is
/// published (the test of the authority's rates says how closely).
enum Tuning {
  /// The share of care that begins at once; the rest follows a protection plan.
  static let careAtOnce = 0.55
  /// The chance of another referral within a year where the case is closed in time.
  static let rereferral = 0.36
  /// The part of children in need plans' lengths that the shortest cases, closed after an
  /// assessment, already make up.
  static let shortestNeed = 0.30
  /// Lengths in care are published of periods as they end; those of young children run longer.
  static let careLength = 1.35
  /// Children alone who come for each family of one child.
  static let unaccompaniedFamilies = 0.055
  /// Moves that the yearly rates of placements make too many or too few.
  static let moves = 1.0
  /// How many more protection plans follow a referral of a child who had one.
  static let protectionAgain = 2.6
  /// First plans in the record of children who had one elsewhere or long ago.
  static let protectedBefore = 0.12
  /// Children in care who are adopted, by years of age when care began.
  static let adopted: [Double] = [0.36, 0.22, 0.15, 0.10, 0.06, 0.03]
  /// Plans for adoption that are given up.
  static let adoptionGivenUp = 0.12
  /// Families with a child in care because of what happens at home, who come back after going home.
  static let careAgain = 0.25
}
