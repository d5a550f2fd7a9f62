/// What is drawn about referrals, assessments, help and protection.
struct HelpChances: Sendable {
  let age: Choices<String>
  /// Ages of one child of a family, around which brothers and sisters are drawn.
  let indexAge: Choices<String>
  let source: Choices<String>
  let need: Choices<String>
  let siblings: Choices<Int>
  let siblingsShareOutcome: Double
  let noFurtherAction: Double
  let section47PerReferral: Double
  let conferencePerSection47: Double
  let planPerConference: Double
  let carePerReferral: Double
  let afterAssessment: Choices<String>
  let afterEnquiry: Choices<String>
  let assessmentDays: Percentiles
  let enquiryDays: Percentiles
  let conferenceDays: Percentiles
  let protectionDays: Percentiles
  let needDays: Percentiles
  let rereferralGap: Percentiles
  let laterRereferral: Double
  let laterRereferralGap: Percentiles
  let category: Choices<String>
  let reviewOnTime: Double
  let disabled: Double
  let disabilities: [(code: String, chance: Double)]
  let factors: [(code: String, chance: Double)]
  let female: Double
  let ethnicity: Choices<String>
  let preProceedings: Double
  let familyGroupOffered: Double
  let protectedAddress: Double
  let workerChangesAYear: Double
  let seenAlone: Double
  let visitOnTime: Double
  let protectionVisitDays: Double

  init(_ england: EnglandParameters) throws(ResourceError) {
    age = try england.choices("referral_age")
    indexAge =
      try Choices(
        england.figures("referral_age").map {
          ($0.group, $0.value * (Tuning.indexAge[$0.group] ?? 1))
        }) ?? age
    source = try england.choices("referral_source")
    need = try england.choices("primary_need_of_children_in_need")
    siblings = try Self.sizes(england)
    siblingsShareOutcome = try england.value("siblings_share_outcome")
    noFurtherAction = try england.value("referral_no_further_action_share")
    section47PerReferral = try england.value("section47_per_referral")
    conferencePerSection47 = try england.value("icpc_per_section47")
    planPerConference = try england.value("cpp_started_per_icpc")
    carePerReferral = try england.value("looked_after_start_per_referral")
    afterAssessment = try england.choices("after_assessment")
    afterEnquiry = try england.choices("section47_outcome_without_conference")
    assessmentDays = try england.percentiles("assessment_days")
    enquiryDays = try england.percentiles("section47_days")
    conferenceDays = try england.percentiles("section47_to_conference_days")
    protectionDays = try england.percentiles("cpp_days")
    needDays = try england.percentiles("cin_days")
    rereferralGap = try england.percentiles("rereferral_gap")
    laterRereferral = try england.value("later_rereferral_share")
    laterRereferralGap = try england.percentiles("later_rereferral_gap")
    category = try england.choices("category_of_abuse")
    reviewOnTime = try england.value("cpp_review_on_time")
    disabled = try england.value("disabled_share")
    disabilities = try england.figures("disability_kind").map { ($0.group, $0.value) }
    factors = try england.figures("assessment_factor_share").map { ($0.group, $0.value) }
    female = try england.value("sex_of_children_in_need", group: "F")
    ethnicity = try england.choices("ethnicity_of_children_in_need")
    preProceedings = try england.value("pre_proceedings_share_of_plans")
    familyGroupOffered = try england.value("family_group_decision_making_offered")
    protectedAddress = try england.value("confidential_address")
    workerChangesAYear = try england.value("worker_changes_a_year")
    seenAlone = try england.value("child_seen_alone")
    visitOnTime = try england.value("visit_on_time")
    protectionVisitDays = try england.value("cpp_visit_interval")
  }

  private static func sizes(_ england: EnglandParameters) throws(ResourceError) -> Choices<Int> {
    let sizes = try england.figures("sibling_group_size").map {
      (value: Int($0.group) ?? 1, weight: $0.value)
    }
    guard let choices = Choices(sizes) else {
      throw ResourceError(
        file: "england-parameters.csv", line: 0, field: "value", value: "sibling_group_size",
        expected: "weights above 0")
    }
    return choices
  }
}
