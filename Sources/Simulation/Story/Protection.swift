import CareRecord
import CivilTime

extension FamilyStory {
  /// The census of 2026-27 asks for pre-proceedings from its first day on.
  static let preProceedingsAsked = Day(year: 2026, month: 4, day: 1) ?? .unset

  /// Tells an enquiry, its conference and the protection plan.
  mutating func tellEnquiry(_ outline: CaseOutline, referral: FactID, of child: Int) {
    guard let enquired = outline.enquiry else { return }
    var enquiry = Section47Enquiry()
    enquiry.referral = referral
    enquiry.started = enquired.started
    enquiry.conferenceTarget = calendar.adding(workingDays: 15, to: enquired.started)
    enquiry.conferenceNotRequired = false
    let id = tell(enquiry, of: child, on: enquired.started, by: .assessment)
    guard let held = enquired.conference else {
      let decided = calendar.adding(
        workingDays: max(setting.help.enquiryDays.drawDays(&random), 1), to: enquired.started)
      let day = min(decided, outline.closed)
      enquiry.conferenceNotRequired = true
      enquiry.conferenceTarget = nil
      ledger.retell(id, enquiry, on: day, by: author(.assessment, on: day))
      return
    }
    var conference = InitialConference()
    conference.referral = referral
    conference.enquiry = id
    conference.heldOn = held
    tell(conference, of: child, on: held, by: .reviewing)
    if let plan = outline.protection { tellPlan(plan, outline, referral: referral, of: child) }
  }

  private mutating func tellPlan(
    _ stretch: Stretch, _ outline: CaseOutline, referral: FactID, of child: Int
  ) {
    let category = setting.help.category.draw(&random)
    var plan = ChildProtectionPlan()
    plan.referral = referral
    plan.from = stretch.from
    plan.initialCategory = Code(category)
    plan.latestCategory = Code(category)
    plan.previousPlans = previousPlans(of: child, before: stretch.from)
    let id = tell(plan, of: child, on: stretch.from, by: .reviewing)
    let reviews = reviewDays(of: stretch)
    if reviews.count > 1, let day = reviews.first, random.chance(0.12) {
      let other = setting.help.category.draw(&random)
      plan.latestCategory = Code(other)
      ledger.retell(
        id, plan, on: day, by: author(.reviewing, on: day),
        because: "The review conference agreed another category.")
    }
    for day in reviews {
      var review = ReviewConference()
      review.plan = id
      review.heldOn = day
      tell(review, of: child, on: day, by: .reviewing)
    }
    if stretch.to <= lastDay {
      plan.to = stretch.to
      ledger.retell(id, plan, on: stretch.to, by: author(.reviewing, on: stretch.to))
    }
    if let care = outline.cares.first { tellPreProceedings(care, stretch, referral, child) }
  }

  private mutating func previousPlans(of child: Int, before day: Day) -> Int {
    let told = children[child].outline.cases.filter {
      ($0.protection?.from).map { $0 < day } ?? false
    }.count
    return told + (random.chance(Tuning.protectedBefore) ? 1 : 0)
  }

  /// Reviews: the first within three months, then every six (Working Together 2023, chapter 3); the
  /// plan ends at one.
  private mutating func reviewDays(of plan: Stretch) -> [Day] {
    var days: [Day] = []
    var due = plan.from.adding(months: 3)
    while true {
      let onTime = random.chance(setting.help.reviewOnTime)
      let wanted = onTime ? due - random.whole(0...12) : due + random.whole(3...30)
      let day = calendar.firstWorkingDay(onOrAfter: wanted)
      guard day < plan.to, day <= lastDay else { break }
      days.append(onTime && day > due ? calendar.lastWorkingDay(before: due) : day)
      due = (days.last ?? day).adding(months: 6)
    }
    if plan.to - plan.from > 25 { days.append(plan.to) }
    return days
  }

  // MARK: - Before court

  private mutating func tellPreProceedings(
    _ care: CareOutline, _ plan: Stretch, _ referral: FactID, _ child: Int
  ) {
    let letter = calendar.firstWorkingDay(
      onOrAfter: max(plan.from + 10, care.from - random.whole(30...140)))
    let started = calendar.lastWorkingDay(before: letter)
    guard started >= Self.preProceedingsAsked, letter < care.from - 14 else { return }
    var work = PreProceedings()
    work.referral = referral
    work.started = started
    work.letterSent = letter
    let id = tell(work, of: child, on: letter, by: .childProtection)
    let meeting = calendar.adding(workingDays: random.whole(5...10), to: letter)
    work.firstMeeting = meeting
    let offered = random.chance(setting.help.familyGroupOffered)
    var group = FamilyGroupDecisionMaking()
    group.preProceedings = id
    group.offered = offered
    let held = offered && random.chance(0.6) ? meeting + random.whole(1...20) : nil
    group.held = held != nil
    group.on = held
    ledger.retell(id, work, on: meeting, by: author(.childProtection, on: meeting))
    tell(group, of: child, on: held ?? letter, by: .childProtection)
    let decided = calendar.lastWorkingDay(before: care.from)
    work.reviewMeetings = max((decided - meeting) / 42, 0)
    work.stepDecision = decided
    work.outcome = "A"
    work.courtApplication = decided
    work.initiationLetter = decided
    if decided >= meeting {
      ledger.retell(id, work, on: decided, by: author(.childProtection, on: decided))
    }
  }
}
