import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells one case of a child from the referral to its closing.
  mutating func tellCase(_ number: Int, of child: Int) {
    let outline = children[child].outline.cases[number]
    guard outline.referred <= lastDay else { return }
    var referral = Referral()
    referral.on = outline.referred
    referral.source = Code(outline.source)
    referral.noFurtherAction = outline.isNoFurtherAction
    if !outline.isNoFurtherAction { referral.primaryNeed = Code(outline.need) }
    if setting.casework { referral.note = referralNote(outline, child) }
    let id = tell(referral, of: child, on: outline.referred, by: .referral)
    guard !outline.isNoFurtherAction else { return }

    var episode = SocialCareEpisode()
    episode.referral = id
    episode.from = outline.referred
    let stretch = Stretch(from: outline.referred, to: outline.closed)
    let closing = closingWork(outline, on: outline.closed, child)
    let episodeID = tell(episode, of: child, on: stretch.from, by: .referral)
    tellAssessment(outline, referral: id, of: child)
    tellReassessment(outline, referral: id, of: child)
    tellEnquiry(outline, referral: id, of: child)
    for plan in outline.plans { tellPlan(plan, outline, referral: id, of: child) }
    for care in outline.cares { tellCare(care, in: outline, of: child) }
    if let breaks = outline.shortBreaks { tellShortBreaks(breaks, of: child) }
    tellAllocations(outline, of: child)
    if stretch.to <= lastDay {
      episode.to = stretch.to
      episode.reasonForClosure = Code(outline.closure)
      ledger.retell(episodeID, episode, on: stretch.to, by: author(closing, on: stretch.to))
    }
  }

  /// Which team has the case when it is closed.
  private func closingWork(_ outline: CaseOutline, on day: Day, _ child: Int) -> Work {
    phases(outline, of: child).last?.work ?? .assessment
  }

  // MARK: - Assessment

  private mutating func tellAssessment(
    _ outline: CaseOutline, referral: FactID, of child: Int
  ) {
    guard let authorised = outline.assessed else { return }
    var assessment = ChildAndFamilyAssessment()
    assessment.referral = referral
    assessment.started = outline.referred
    let id = tell(assessment, of: child, on: outline.referred, by: .assessment)
    let review = calendar.adding(workingDays: 10, to: outline.referred)
    if authorised > review { assessment.internalReview = review }
    assessment.authorised = authorised
    assessment.factors = factors(outline, of: child)
    guard authorised <= lastDay else { return }
    if setting.casework { assessment.analysis = analysis(outline, child) }
    ledger.retell(
      id, assessment, on: authorised, by: author(.assessment, on: authorised))
  }

  /// Tells a further assessment in a long case: there are about eight for every hundred cases
  /// (`assessments_per_referral_taken_up`).
  private mutating func tellReassessment(
    _ outline: CaseOutline, referral: FactID, of child: Int
  ) {
    var own = setting.random(
      .shared, children[child].ordinal, part: Int(outline.referred.ordinal) + 1)
    guard let assessed = outline.assessed, own.chance(0.28) else { return }
    let last = min(outline.closed, outline.leaver ?? outline.closed) - 90
    guard last > assessed + 150 else { return }
    let started = own.workingDay(from: assessed + 120, to: last - 10, in: calendar)
    var assessment = ChildAndFamilyAssessment()
    assessment.referral = referral
    assessment.started = started
    let id = tell(assessment, of: child, on: started, by: supportWork(outline))
    assessment.internalReview = calendar.adding(workingDays: 10, to: started)
    let authorised = calendar.adding(workingDays: own.whole(18...44), to: started)
    assessment.authorised = authorised
    // Drawn by itself, so that everything after is the same with and without it.
    swap(&random, &own)
    assessment.factors = factors(outline, of: child)
    swap(&random, &own)
    guard authorised <= lastDay else { return }
    if setting.casework { assessment.analysis = analysis(outline, child) }
    ledger.retell(
      id, assessment, on: authorised, by: author(supportWork(outline), on: authorised))
  }

  /// What the assessment found: each factor as often as it is found in England, those about parents
  /// the same for brothers and sisters, those of teenagers only at their age.
  private mutating func factors(
    _ outline: CaseOutline, of child: Int
  ) -> Codes<AssessmentFactor> {
    let story = children[child]
    let age = story.outline.birth.age(on: outline.referred)
    if self.outline.isUnaccompanied { return ["9A"] }
    if outline.closure == "RC8", random.chance(0.06) { return ["21"] }
    var shared = setting.random(.shared, number, part: Int(outline.referred.ordinal))
    var found: [Code<AssessmentFactor>] = []
    for (code, share) in setting.help.factors {
      let ofParents = code.hasSuffix("B") && !["18B", "19B"].contains(code)
      let sharedDraw = shared.unit()
      var chance = share
      switch code {
      case "9A", "21": continue
      case "1A", "2A", "10A", "11A", "12A", "13A", "15A", "24A":
        chance = age >= 10 ? share / 0.42 : 0
      case "5A", "6A": chance = story.outline.isDisabled ? 0.35 : share / 3
      case "4A", "7A", "14A": chance = age >= 5 ? share / 0.69 : 0
      default: break
      }
      // As many as those whose need is abuse or neglect.
      if ["16A", "17A"].contains(code), outline.protection != nil { chance *= 2 }
      if (ofParents ? sharedDraw : random.unit()) < chance {
        found.append(Code(code == "8" ? "8E" : code))
      }
    }
    if found.isEmpty { found = [outline.need == "N2" ? "6A" : "20"] }
    return Codes(found)
  }

  // MARK: - Child in need plan

  private mutating func tellPlan(
    _ stretch: Stretch, _ outline: CaseOutline, referral: FactID, of child: Int
  ) {
    var plan = FamilyPlan()
    plan.referral = referral
    plan.from = stretch.from
    tell(plan, lasting: stretch, of: child, by: supportWork(outline)) { $0.to = stretch.to }
  }

  func supportWork(_ outline: CaseOutline) -> Work {
    outline.need == "N2" ? .disabledChildren : .familyHelp
  }
}
