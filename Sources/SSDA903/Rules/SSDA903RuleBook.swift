public import Returns

/// All rules of the SSDA903 return, every version, grouped by what they are about.
///
/// Next year's change is a version added, or ended, in the group that it belongs to.
public enum SSDA903RuleBook {
  public static let all: [SSDA903Rule] = [
    identity, pupilNumber, age, mother, identityYearOnYear, asylum, asylumYearOnYear,
    episodeCodes, episodeDates, episodeSequence, episodeChanges, startingCare, leavingCare,
    legalStatus, shortBreaks, placements, temporaryPlacements, placementChanges,
    placementProviders, ofstedNumbers, ofstedList, placeAndDistance, episodesYearOnYear,
    carriedOverEpisodes,
    adoption, adopters, adoptionDecisions, adoptionDecisionsYearOnYear, adoptionPlans,
    previousPermanence, reviews, missing, missingInCare,
    health, healthByAge, substanceMisuse, strengthsAndDifficulties,
    careLeavers, careLeaverAge, careLeaverEligibility, careLeaverConflicts,
    socialWorkers, socialWorkerHistory, deprivationOfLiberty,
    tableAgreement,
  ].flatMap { $0 }

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
