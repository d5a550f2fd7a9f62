/// What is drawn about children in care and those who left it.
struct CareChances: Sendable {
  let unaccompanied: Double
  let unaccompaniedAge: Choices<String>
  let unaccompaniedMale: Double
  let unaccompaniedEthnicity: Choices<String>
  let ageAtStart: [String: Double]
  let firstStatus: Choices<String>
  let nextStatus: [String: Choices<String>]
  let statusDays: [String: Percentiles]
  let days: Percentiles
  let need: Choices<String>
  let reasonUnder16: Choices<String>
  let reason16: Choices<String>
  let reason18: Choices<String>
  let firstPlacement: [String: Choices<String>]
  let laterPlacement: [String: Choices<String>]
  let movesAYear: [String: Double]
  let moveReason: Choices<String>
  let provider: [String: Choices<String>]
  let matchToPlaced: Percentiles
  let placedToAdopted: Percentiles
  let monthsToMatch: Double
  let participation: Choices<String>
  let reviewOnTime: Double
  let missingShare: Double
  let missingMean: Double
  let missingAge: [Int: Double]
  let missingDays: Choices<String>
  let missingKind: Choices<String>
  let healthCheck: Double
  let immunisations: Double
  let teeth: Double
  let healthAssessment: Double
  let substance: Double
  let substanceHelp: Double
  let convicted: Double
  let scoreMean: Double
  let scoreDeviation: Double
  let withScore: Double
  let previousPermanence: Double
  let previousPermanenceKind: Choices<String>
  let deprivationOfLiberty: Double
  let inTouch: Choices<String>
  let activity: Choices<String>
  let noActivity: Choices<String>
  let suitable: Choices<String>
  let unsuitable: Choices<String>
  /// By whether the young person is 19 or older.
  let active: [Bool: Double]
  let suitablyHoused: [Bool: Double]

  init(_ england: EnglandParameters) throws(ResourceError) {
    func choices(_ name: String) throws(ResourceError) -> Choices<String> {
      try england.choices(name)
    }
    func each<Value>(
      _ groups: [String], _ make: (String) throws(ResourceError) -> Value
    ) throws(ResourceError) -> [String: Value] {
      var made: [String: Value] = [:]
      for group in groups { made[group] = try make(group) }
      return made
    }
    unaccompanied = try england.value("unaccompanied_share_of_starts")
    unaccompaniedAge = try choices("unaccompanied_age_at_start")
    unaccompaniedMale = try england.value("unaccompanied_male_share")
    unaccompaniedEthnicity = try choices("ethnicity_of_unaccompanied_children")
    ageAtStart = Dictionary(
      try england.figures("looked_after_age_at_start").map { ($0.group, $0.value) }
    ) { first, _ in first }
    firstStatus = try choices("legal_status_at_start")
    nextStatus = try each(["L1", "L2", "V2", "C1", "J1", "J2"]) { group throws(ResourceError) in
      try england.choices("legal_status_next.\(group)")
    }
    statusDays = try each(["L1", "L2", "C1", "V2", "J1", "J2"]) { group throws(ResourceError) in
      try england.percentiles("legal_status_days.\(group)")
    }
    days = try england.percentiles("looked_after_days")
    need = try choices("primary_need_of_looked_after_children")
    reasonUnder16 = try choices("reason_ceased.under-16")
    reason16 = try choices("reason_ceased.16-17")
    reason18 = try choices("reason_ceased.18")
    let bands = ["0", "1-4", "5-9", "10-15", "16-17", "unaccompanied"]
    firstPlacement = try each(bands) { band throws(ResourceError) in
      try england.choices("first_placement.\(band)")
    }
    laterPlacement = try each(bands) { band throws(ResourceError) in
      try england.choices("later_placement.\(band)")
    }
    movesAYear = Dictionary(
      try england.figures("placement_moves_a_year").map { ($0.group, $0.value) }
    ) { first, _ in first }
    moveReason = try choices("placement_change_reason")
    provider = try each(["kinship", "fostering", "adoption", "home", "supported", "health"]) {
      kind throws(ResourceError) in
      try england.choices("placement_provider.\(kind)")
    }
    matchToPlaced = try england.percentiles("match_to_placed_days")
    placedToAdopted = try england.percentiles("placed_to_adopted_days")
    monthsToMatch = try england.value("placement_order_to_match")
    participation = try choices("review_participation.4-and-over")
    reviewOnTime = try england.value("looked_after_review_on_time")
    missingShare = try england.value("missing_share_of_looked_after")
    missingMean = try england.value("missing_incidents_mean")
    missingAge = Dictionary(
      try england.figures("missing_age_weight").map { (Int($0.group) ?? 0, $0.value) }
    ) { first, _ in first }
    missingDays = try choices("missing_days")
    missingKind = try choices("missing_kind")
    healthCheck = try england.value("under_five_health_checks")
    immunisations = try england.value("immunisations_up_to_date")
    teeth = try england.value("teeth_checked")
    healthAssessment = try england.value("health_assessment_done")
    substance = try england.value("substance_misuse_identified")
    substanceHelp = try england.value("substance_misuse_intervention_received")
    convicted = try england.value("convicted_in_year")
    scoreMean = try england.value("sdq_score_mean")
    scoreDeviation = try england.value("sdq_score_deviation")
    withScore = try england.value("sdq_with_score") / 100
    previousPermanence = try england.value("previous_permanence_share")
    previousPermanenceKind = try choices("previous_permanence_kind")
    deprivationOfLiberty = try england.value("deprivation_of_liberty_share")
    inTouch = try choices("leaver_in_touch")
    activity = try choices("leaver_activity_in_education_or_work")
    noActivity = try choices("leaver_activity_not_in_education_or_work")
    suitable = try choices("leaver_accommodation_suitable")
    unsuitable = try choices("leaver_accommodation_unsuitable")
    active = [
      false: try england.value("leaver_in_education_or_work", group: "17-18") / 100,
      true: try england.value("leaver_in_education_or_work", group: "19-21") / 100,
    ]
    suitablyHoused = [
      false: try england.value("leaver_suitable_accommodation", group: "17-18") / 100,
      true: try england.value("leaver_suitable_accommodation", group: "19-21") / 100,
    ]
  }
}
