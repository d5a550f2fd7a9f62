public import Returns

/// All rules of the SSDA903 return, every version, grouped by what they are about.
///
/// Next year's change is a version added, or ended, in the group that it belongs to.
public enum SSDA903RuleBook {
  public static let all: [SSDA903Rule] = Array(groups.joined())

  private static let groups: [[SSDA903Rule]] = [
    identity, pupilNumber, age, mother, identityYearOnYear,
    asylum, asylumYearOnYear,
    episodeCodes, episodeDates, episodeSequence, episodeChanges, startingCare, leavingCare,
    episodesYearOnYear, carriedOverEpisodes,
    legalStatus, shortBreaks,
    placements, temporaryPlacements, placementChanges, placementProviders, ofstedNumbers,
    ofstedList, placeAndDistance,
    health, healthByAge, substanceMisuse, strengthsAndDifficulties,
    careLeavers, careLeaverAge, careLeaverEligibility, careLeaverConflicts,
    tableAgreement,
  ]

  /// The years that have a rule book of their own.
  public static var years: ClosedRange<CollectionYear> { .everyRuleBook }

  /// The rules of one year's book, in the order of their codes.
  public static func rules(of year: CollectionYear) -> [SSDA903Rule] {
    all.filter { $0.card.years.contains(year) }
      .sorted { $0.card.code.isRuleCodeBefore($1.card.code) }
  }
}
