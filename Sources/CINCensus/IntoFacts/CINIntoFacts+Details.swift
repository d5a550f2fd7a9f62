import CareRecord
import CivilTime
import Returns

/// A `CINdetails` group becomes a referral and what followed from it.
extension CINIntoFacts {
  /// - Parameter taken: the referrals that earlier groups of this child became, so that two of one
  ///   day stay two
  func take(_ details: CINDetails, _ taken: inout Set<FactID>, _ edit: inout RecordEdit) {
    guard let on = details.row.day(.CINreferralDate) else { return }
    var referral = Referral()
    referral.on = on
    referral.source = details.row[.ReferralSource].map { Code($0) }
    referral.primaryNeed = details.row[.PrimaryNeedCode].map { Code($0) }
    referral.noFurtherAction = details.row.flag(.ReferralNFA)
    let others = taken
    let id = edit.put(
      referral, inPlaceOf: { $0.on == on && !others.contains($0.id) }
    ) { held, received in
      if isOverruled { return held }
      var merged = received
      merged.note = held.note
      return merged
    }
    taken.insert(id)
    episode(details.row, of: id, from: on, noFurtherAction: referral.noFurtherAction, &edit)
    if let day = details.row.day(.DateOfInitialCPC) {
      conference(on: day, referral: id, enquiry: nil, &edit)
    }
    for assessment in details.assessments { take(assessment, of: id, &edit) }
    for plan in details.plans { take(plan, of: id, &edit) }
    for enquiry in details.enquiries { take(enquiry, of: id, &edit) }
    for plan in details.protectionPlans { take(plan, of: id, &edit) }
    for proceedings in details.preProceedings { take(proceedings, of: id, &edit) }
  }

  private func episode(
    _ row: Row<CINDetailsColumn>, of referral: FactID, from: Day, noFurtherAction: Bool?,
    _ edit: inout RecordEdit
  ) {
    var episode = SocialCareEpisode()
    episode.referral = referral
    episode.from = from
    episode.to = row.day(.CINclosureDate)
    episode.reasonForClosure = row[.ReasonForClosure].map { Code($0) }
    // A referral that leads nowhere opens no case.
    if noFurtherAction == true, episode.to == nil, episode.reasonForClosure == nil { return }
    edit.put(episode, inPlaceOf: { $0.referral == referral }) { held, received in
      if isOverruled { return held }
      var merged = received
      merged.to = turn.end(held: held.to, received: received.to)
      if received.to == nil, merged.to != nil { merged.reasonForClosure = held.reasonForClosure }
      return merged
    }
  }

  private func conference(
    on day: Day, referral: FactID, enquiry: FactID?, _ edit: inout RecordEdit
  ) {
    var conference = InitialConference()
    conference.referral = referral
    conference.enquiry = enquiry
    conference.heldOn = day
    edit.put(
      conference, inPlaceOf: { $0.referral == referral && $0.enquiry == enquiry }
    ) { isOverruled ? $0 : $1 }
  }

  private func take(
    _ received: CINAssessment, of referral: FactID, _ edit: inout RecordEdit
  ) {
    guard let started = received.row.day(.AssessmentActualStartDate) else { return }
    var assessment = ChildAndFamilyAssessment()
    assessment.referral = referral
    assessment.started = started
    assessment.internalReview = received.row.day(.AssessmentInternalReviewDate)
    assessment.authorised = received.row.day(.AssessmentAuthorisationDate)
    assessment.factors = Codes(received.factors.map { Code($0.text) })
    edit.put(
      assessment, inPlaceOf: { $0.referral == referral && $0.started == started }
    ) { held, wanted in
      if isOverruled { return held }
      var merged = wanted
      merged.analysis = held.analysis
      merged.internalReview = wanted.internalReview ?? held.internalReview
      merged.authorised = turn.end(
        held: held.authorised, received: wanted.authorised)
      if wanted.authorised == nil, merged.authorised != nil { merged.factors = held.factors }
      return merged
    }
  }

  private func take(
    _ row: Row<CINPlanDatesColumn>, of referral: FactID, _ edit: inout RecordEdit
  ) {
    guard let from = row.day(.CINPlanStartDate) else { return }
    var plan = FamilyPlan()
    plan.referral = referral
    plan.from = from
    plan.to = row.day(.CINPlanEndDate)
    edit.put(
      plan, inPlaceOf: { $0.referral == referral && $0.from == from }, merge: carriedOn(to: \.to))
  }

  private func take(
    _ row: Row<Section47Column>, of referral: FactID, _ edit: inout RecordEdit
  ) {
    guard let started = row.day(.S47ActualStartDate) else { return }
    var enquiry = Section47Enquiry()
    enquiry.referral = referral
    enquiry.started = started
    enquiry.conferenceTarget = row.day(.InitialCPCtarget)
    enquiry.conferenceNotRequired = row.flag(.ICPCnotRequired)
    let id = edit.put(
      enquiry, inPlaceOf: { $0.referral == referral && $0.started == started }
    ) { isOverruled ? $0 : $1 }
    if let day = row.day(.DateOfInitialCPC) {
      conference(on: day, referral: referral, enquiry: id, &edit)
    }
  }

  private func take(
    _ received: CINProtectionPlan, of referral: FactID, _ edit: inout RecordEdit
  ) {
    guard let from = received.row.day(.CPPstartDate) else { return }
    var plan = ChildProtectionPlan()
    plan.referral = referral
    plan.from = from
    plan.to = received.row.day(.CPPendDate)
    plan.initialCategory = received.row[.InitialCategoryOfAbuse].map { Code($0) }
    plan.latestCategory = received.row[.LatestCategoryOfAbuse].map { Code($0) }
    plan.previousPlans = received.row[.NumberOfPreviousCPP].flatMap { Int($0) }
    let id = edit.put(
      plan, inPlaceOf: { $0.referral == referral && $0.from == from }, merge: carriedOn(to: \.to))
    for text in received.reviews {
      guard let day = Day(iso: text.text) else { continue }
      var review = ReviewConference()
      review.plan = id
      review.heldOn = day
      edit.put(review, inPlaceOf: { $0.plan == id && $0.heldOn == day })
    }
  }

  private func take(
    _ row: Row<PreProceedingsColumn>, of referral: FactID, _ edit: inout RecordEdit
  ) {
    var proceedings = PreProceedings()
    proceedings.referral = referral
    proceedings.started = row.day(.PPStartDate)
    proceedings.letterSent = row.day(.LBPSentDate)
    proceedings.firstMeeting = row.day(.InitialPPMeetingDate)
    proceedings.reviewMeetings = row[.ReviewMeetingsCount].flatMap { Int($0) }
    proceedings.stepDecision = row.day(.StepDecisionDate)
    proceedings.outcome = row[.PPOutcome].map { Code($0) }
    proceedings.courtApplication = row.day(.CourtAppDate)
    proceedings.initiationLetter = row.day(.LetterInitCPDate)
    let key = (proceedings.started, proceedings.letterSent)
    let id = edit.put(
      proceedings,
      inPlaceOf: {
        $0.referral == referral && $0.started == key.0 && $0.letterSent == key.1
      })
    guard row[.FGDMMeetingOffer] != nil || row[.FGDMMeetingFac] != nil else { return }
    var meeting = FamilyGroupDecisionMaking()
    meeting.preProceedings = id
    meeting.offered = row.flag(.FGDMMeetingOffer)
    meeting.held = row.flag(.FGDMMeetingFac)
    edit.put(meeting, inPlaceOf: { $0.preProceedings == id }) { held, wanted in
      if isOverruled { return held }
      var merged = wanted
      merged.on = held.on
      return merged
    }
  }

  /// What is received in place of what is held, but for an end that only a later census could know.
  private func carriedOn<Plan>(
    to end: WritableKeyPath<Plan, Day?>
  ) -> (_ held: Plan, _ wanted: Plan) -> Plan {
    { held, wanted in
      if isOverruled { return held }
      var merged = wanted
      merged[keyPath: end] = turn.end(held: held[keyPath: end], received: wanted[keyPath: end])
      return merged
    }
  }
}
