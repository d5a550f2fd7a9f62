/// Numbers that no publication gives: set by trial so that what comes out agrees with what is
/// published (the test of the authority's rates says how closely).
enum Tuning {
  /// The youngest and the eldest have brothers and sisters on one side only.
  static let indexAge: [String: Double] = [
    "unborn": 1.8, "0": 2.0, "1-4": 0.85, "5-9": 0.9, "10-15": 1.05, "16-17": 0.85,
  ]
  /// The share of care that begins at once; the rest follows a protection plan.
  static let careAtOnce = 0.55
  /// How many more or fewer children of an age come into care than the ages at start and at referral
  /// say, since some come years after the referral and some come again.
  static let careAtAge: [String: Double] = [
    "0": 1.42, "1-4": 0.72, "5-9": 0.8, "10-15": 0.97, "16-17": 0.72,
  ]
  /// Protection plans after a referral, fewer because some children have several.
  static let protection = 0.97
  /// Protection plans that would have lasted longer, had the child not come into care.
  static let protectionLength = 1.09
  /// Changes of worker for other reasons than that another team takes the case.
  static let workerChanges = 0.78
  /// The chance of another referral within a year where the case is closed in time.
  static let rereferral = 0.29
  /// The part of children in need plans' lengths that the shortest cases, closed after an
  /// assessment, already make up.
  static let shortestNeed = 0.05
  /// Lengths in care are published of all ages and without an end at 18: by years of age, longer.
  static let careLength = [1.5, 1.25, 1.25, 1.4, 1.6, 2.0, 2.25, 2.45]
  /// Children alone who come for each family of one child.
  static let unaccompaniedFamilies = 0.047
  /// Lengths of child in need plans, of which the publication counts all cases together.
  static let needLength = 0.7
  /// Moves of a fostered child that only make the placement a long-term one.
  static let longTerm = 0.16
  /// Placements with parents, which are found only among some legal statuses.
  static let atHome = 0.045
  /// Placements of older children in children's homes and in supported accommodation, of which the
  /// shares by age give too few.
  static let childrensHome = 0.1
  static let supported = 0.22
  /// Moves that the yearly rates of placements make too many or too few.
  static let moves = 1.45
  /// How many more protection plans follow a referral of a child who had one.
  static let protectionAgain = 2.6
  /// First plans in the record of children who had one elsewhere or long ago.
  static let protectedBefore = 0.18
  /// Children in care who are adopted, by years of age when care began.
  static let adopted: [Double] = [0.45, 0.31, 0.22, 0.15, 0.09, 0.04]
  /// Plans for adoption that are given up.
  static let adoptionGivenUp = 0.12
  /// Families with a child in care because of what happens at home, who come back after going home.
  static let careAgain = 0.4
}
