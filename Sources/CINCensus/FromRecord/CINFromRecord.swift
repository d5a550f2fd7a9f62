public import CareRecord
import CivilTime
public import Returns

/// What the children in need census says of a child, from the child's facts.
public enum CINFromRecord {
  /// What to send for a collection year: what the facts derive, and in its place what was received,
  /// where the facts have not been mended since.
  ///
  /// Nil where the child is not in that year's census.
  public static func child(of record: ChildRecord, in year: CollectionYear) -> CINChild? {
    var child = derived(from: record, in: year)
    CINReceived.restore(into: &child, from: record, in: year)
    return child.details.isEmpty ? nil : child
  }

  /// What the facts alone derive; without `CINdetails` where the child is not in the census.
  public static func derived(from record: ChildRecord, in year: CollectionYear) -> CINChild {
    let deriving = CINDeriving(record: record, year: year)
    var child = CINChild(position: 1)
    child.identifiers = deriving.identifiers()
    child.characteristics = [.Ethnicity: record.identity?.ethnicity?.text]
    child.disabilities = deriving.disabilities()
    child.details = record[Referral.self].compactMap { deriving.details(of: $0) }
    return child
  }
}

/// One child's facts as one year's census sees them.
///
/// Which of them belong to the year follows from the rules of the census (return guide, section 1).
struct CINDeriving {
  let record: ChildRecord
  let year: CollectionYear

  /// The end as the year's census could know it: nothing that happened after 31 March.
  private func known(_ end: Day?) -> Day? { end.flatMap { $0 <= year.end ? $0 : nil } }

  private func touches(_ from: Day, _ to: Day?) -> Bool {
    from <= year.end && (to.map { $0 >= year.start } ?? true)
  }

  func identifiers() -> Row<ChildIdentifiersColumn> {
    let identity = (record.identity ?? PersonIdentity()).known(on: year.end)
    let upn = record.identifier(.upn, on: year.end)
    let isLetters = year.endYear > CINSexCode.lastYearOfNumbers
    let sex = CINSexCode.written(identity.sex, in: year)
    return [
      .LAchildID: record.identifier(.laChildID), .UPN: upn,
      .FormerUPN: record.identifier(.formerUPN, on: year.end),
      .UPNunknown: upn == nil ? record.identifier(.upnUnknown, on: year.end) : nil,
      .PersonBirthDate: identity.birthDate?.iso,
      .ExpectedPersonBirthDate: identity.birthDate == nil ? identity.expectedBirthDate?.iso : nil,
      .GenderCurrent: isLetters ? nil : sex, .Sex: isLetters ? sex : nil,
      .PersonDeathDate: identity.deathDate?.iso,
    ]
  }

  func disabilities() -> [ReceivedText] {
    record[Disability.self].filter { touches($0.from ?? year.start, $0.to) }
      .map { ReceivedText($0.code.text) }
  }

  /// The referral with all that followed from it; nil where it does not belong to the year.
  func details(of referral: Held<Referral>) -> CINDetails? {
    let episode = record[SocialCareEpisode.self].last { $0.referral == referral.id }?.fact
    guard belongs(referral.fact, closed: episode?.to) else { return nil }
    var details = CINDetails()
    let closed = known(episode?.to)
    let conference = record[InitialConference.self].first {
      $0.referral == referral.id && $0.enquiry == nil
    }
    details.row = [
      .CINreferralDate: referral.on.iso, .ReferralSource: referral.source?.text,
      .PrimaryNeedCode: referral.primaryNeed?.text, .CINclosureDate: closed?.iso,
      .ReasonForClosure: closed == nil ? nil : episode?.reasonForClosure?.text,
      .DateOfInitialCPC: conference.flatMap { known($0.heldOn) }?.iso,
      .ReferralNFA: referral.noFurtherAction.map(flag),
    ]
    details.assessments = assessments(referral.id)
    details.plans = plans(referral.id)
    details.enquiries = enquiries(referral.id)
    details.protectionPlans = protectionPlans(referral.id)
    if year.endYear >= 2027 { details.preProceedings = preProceedings(referral.id) }
    return details
  }

  /// A case counts that was open at any time in the year; a referral without further action counts
  /// in the year of the referral.
  private func belongs(_ referral: Referral, closed: Day?) -> Bool {
    guard referral.on <= year.end else { return false }
    if referral.noFurtherAction == true, closed == nil { return referral.on >= year.start }
    return closed.map { $0 >= year.start } ?? true
  }

  private func assessments(_ referral: FactID) -> [CINAssessment] {
    record[ChildAndFamilyAssessment.self]
      .filter { $0.referral == referral && touches($0.started, $0.authorised) }
      .map { held in
        var assessment = CINAssessment()
        let authorised = known(held.authorised)
        assessment.row = [
          .AssessmentActualStartDate: held.started.iso,
          .AssessmentInternalReviewDate: known(held.internalReview)?.iso,
          .AssessmentAuthorisationDate: authorised?.iso,
        ]
        // Factors are found at the end of an assessment; until then there are none to send.
        let isKnown = held.authorised == authorised
        assessment.factors = isKnown ? held.factors.all.map { ReceivedText($0.text) } : []
        return assessment
      }
  }

  private func plans(_ referral: FactID) -> [Row<CINPlanDatesColumn>] {
    record[FamilyPlan.self]
      .filter { $0.referral == referral && $0.section17 && touches($0.from, $0.to) }
      .map { [.CINPlanStartDate: $0.from.iso, .CINPlanEndDate: known($0.to)?.iso] }
  }

  private func enquiries(_ referral: FactID) -> [Row<Section47Column>] {
    record[Section47Enquiry.self].filter { $0.referral == referral }.compactMap { enquiry in
      let conference = record[InitialConference.self].first { $0.enquiry == enquiry.id }?.heldOn
      guard enquiry.started <= year.end,
        year.contains(enquiry.started) || conference.map(year.contains) ?? false
      else { return nil }
      return [
        .S47ActualStartDate: enquiry.started.iso, .InitialCPCtarget: enquiry.conferenceTarget?.iso,
        .DateOfInitialCPC: known(conference)?.iso,
        .ICPCnotRequired: enquiry.conferenceNotRequired.map(flag),
      ]
    }
  }

  private func protectionPlans(_ referral: FactID) -> [CINProtectionPlan] {
    record[ChildProtectionPlan.self]
      .filter { $0.referral == referral && touches($0.from, $0.to) }
      .map { held in
        var plan = CINProtectionPlan()
        plan.row = [
          .CPPstartDate: held.from.iso, .CPPendDate: known(held.to)?.iso,
          .InitialCategoryOfAbuse: held.initialCategory?.text,
          .LatestCategoryOfAbuse: held.latestCategory?.text,
          .NumberOfPreviousCPP: held.previousPlans.map(String.init),
        ]
        plan.reviews = record[ReviewConference.self]
          .filter { $0.plan == held.id && $0.heldOn <= year.end }
          .map { ReceivedText($0.heldOn.iso) }
        return plan
      }
  }

  private func preProceedings(_ referral: FactID) -> [Row<PreProceedingsColumn>] {
    record[PreProceedings.self].filter { $0.referral == referral }.map { held in
      let meeting = record[FamilyGroupDecisionMaking.self].first { $0.preProceedings == held.id }
      return [
        .PPStartDate: held.started?.iso, .LBPSentDate: held.letterSent?.iso,
        .FGDMMeetingOffer: meeting?.offered.map(flag), .FGDMMeetingFac: meeting?.held.map(flag),
        .InitialPPMeetingDate: held.firstMeeting?.iso,
        .ReviewMeetingsCount: held.reviewMeetings.map(String.init),
        .StepDecisionDate: known(held.stepDecision)?.iso, .PPOutcome: held.outcome?.text,
        .CourtAppDate: known(held.courtApplication)?.iso,
        .LetterInitCPDate: held.initiationLetter?.iso,
      ]
    }
  }

  private func flag(_ value: Bool) -> String { value ? "1" : "0" }
}

/// The census wrote GenderCurrent as 0, 1, 2 and 9 until 2023-24, and writes Sex as M, F and U since.
enum CINSexCode {
  static let lastYearOfNumbers = 2024
  private static let letters = ["1": "M", "2": "F", "0": "U"]

  static func written(_ sex: Code<Sex>?, in year: CollectionYear) -> String? {
    guard let sex else { return nil }
    if year.endYear > lastYearOfNumbers { return sex.text }
    return letters.first { $0.value == sex.text }?.key ?? sex.text
  }

  static func read(_ row: Row<ChildIdentifiersColumn>) -> Code<Sex>? {
    (row[.Sex] ?? row[.GenderCurrent]).map { Code(letters[$0] ?? $0) }
  }
}
