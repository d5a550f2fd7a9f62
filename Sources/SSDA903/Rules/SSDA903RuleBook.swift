public import Returns

/// All rules of the SSDA903 return, every version, grouped by what they are about.
///
/// Next year's change is a version added, or ended, in the group that it belongs to.
public enum SSDA903RuleBook {
  public static let all: [SSDA903Rule] = subjects.flatMap(\.rules)

  /// What rules are about, each with its rules.
  public static let subjects: [(title: String, rules: [SSDA903Rule])] = [
    ("Who the child is", [identity, pupilNumber, age, mother, identityYearOnYear]),
    ("Unaccompanied asylum-seeking children", [asylum, asylumYearOnYear]),
    (
      "Episodes of care",
      [episodeCodes, episodeDates, episodeSequence, episodeChanges, startingCare, leavingCare]
    ),
    ("Legal status and short breaks", [legalStatus, shortBreaks]),
    ("Placements", [placements, temporaryPlacements, placementChanges]),
    (
      "Providers, and where placements are",
      [placementProviders, ofstedNumbers, ofstedList, placeAndDistance]
    ),
    ("Episodes from year to year", [episodesYearOnYear, carriedOverEpisodes]),
    (
      "Adoption",
      [adoption, adopters, adoptionDecisions, adoptionDecisionsYearOnYear, adoptionPlans]
    ),
    ("Previous permanence", [previousPermanence]), ("Reviews", [reviews]),
    ("Missing, and away without authorisation", [missing, missingInCare]),
    ("Health", [health, healthByAge, substanceMisuse, strengthsAndDifficulties]),
    (
      "Care leavers", [careLeavers, careLeaverAge, careLeaverEligibility, careLeaverConflicts]
    ),
    ("Social workers", [socialWorkers, socialWorkerHistory]),
    ("Deprivation of liberty", [deprivationOfLiberty]),
    ("Tables that have to agree", [tableAgreement]),
  ].map { ($0.0, $0.1.flatMap { $0 }) }

  /// The years that have a rule book of their own.
  public static var years: ClosedRange<CollectionYear> { .everyRuleBook }

  /// The rules of one year's book, in the order of their codes.
  public static func rules(of year: CollectionYear) -> [SSDA903Rule] { byYear[year] ?? [] }

  private static let byYear: [CollectionYear: [SSDA903Rule]] = {
    let sorted = all.map { (key: RuleCodeOrder($0.card.code), rule: $0) }
      .sorted { $0.key < $1.key }
    var books: [CollectionYear: [SSDA903Rule]] = [:]
    for endYear in years.lowerBound.endYear...years.upperBound.endYear {
      let year = CollectionYear.ending(endYear)
      books[year] = sorted.filter { $0.rule.card.years.contains(year) }.map(\.rule)
    }
    return books
  }()
}
