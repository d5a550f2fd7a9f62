import CivilTime

extension OutlineDrawing {
  /// What comes of a referral at a point on the scale of outcomes: 0 is the worst, 1 nothing at all.
  ///
  /// Brothers and sisters mostly are at the same point.
  func path(of child: ChildOutline, on day: Day, at point: Double) -> CasePath {
    let care = careChance(child, on: day)
    let atOnce = care * Tuning.careAtOnce
    let before = child.cases.contains { $0.protection != nil }
    let conferences =
      help.section47PerReferral * help.conferencePerSection47 * Tuning.protection
      * (before ? Tuning.protectionAgain : 1)
    let protection = conferences * help.planPerConference
    let steps: [(CasePath, Double)] = [
      (.care, atOnce), (.protection, protection),
      (.conferenceWithoutPlan, conferences * (1 - help.planPerConference)),
      (
        .enquiry,
        help.section47PerReferral * Tuning.protection - conferences - 0.7 * atOnce
      ),
    ]
    var sum = 0.0
    for (path, chance) in steps {
      sum += chance
      if point < sum { return path }
    }
    return point < 1 - help.noFurtherAction ? .assessment : .noFurtherAction
  }

  /// Care in the whole of a case, at the child's age.
  func careChance(_ child: ChildOutline, on day: Day) -> Double {
    let band = AgeBand(born: child.birth, on: day)
    let group = band == .unborn ? "0" : band.rawValue
    let ofCare = care.ageAtStart[group] ?? 0
    let ofReferrals = help.age.share { $0 == group || (group == "0" && $0 == "unborn") }
    let all = help.carePerReferral * (1 - care.unaccompanied)
    let tuned = all * (Tuning.careAtAge[group] ?? 1)
    return ofReferrals > 0 ? tuned * ofCare / ofReferrals : tuned
  }

  /// What comes of one referral.
  ///
  /// - Parameter other: a case of a brother or sister on the same path: what begins, begins on the
  ///   same days
  mutating func `case`(
    _ path: CasePath, of child: ChildOutline, referred: Day, source: String, need: String,
    like other: CaseOutline?
  ) -> CaseOutline {
    var drawn = CaseOutline(referred: referred, source: source, need: need)
    if path == .noFurtherAction {
      drawn.isNoFurtherAction = true
      return drawn
    }
    drawn.assessed = other?.assessed ?? assessed(referred)
    switch path {
    case .care: careAtOnce(&drawn, child, like: other)
    case .protection: protect(&drawn, child, like: other)
    case .conferenceWithoutPlan:
      enquire(&drawn, withConference: true)
      support(&drawn, child, from: drawn.enquiry?.conference ?? referred)
    case .enquiry:
      enquire(&drawn, withConference: false)
      if help.afterEnquiry.draw(&random) == "childInNeedPlan" { support(&drawn, child) }
    default:
      switch help.afterAssessment.draw(&random) {
      case "childInNeedPlan": support(&drawn, child)
      case "earlyHelp": drawn.closure = "RC9"
      default: drawn.closure = "RC8"
      }
    }
    close(&drawn, child)
    return drawn
  }

  // MARK: - Help

  /// A child in need plan, by default from the end of the assessment.
  private mutating func support(_ drawn: inout CaseOutline, _ child: ChildOutline, from: Day? = nil)
  {
    let from = from ?? (drawn.assessed ?? drawn.referred) + random.whole(1...10)
    let point = Tuning.shortestNeed + (1 - Tuning.shortestNeed) * random.unit()
    let days = max(Int(help.needDays.value(at: point * 100) * Tuning.needLength), 14)
    let isDisability = drawn.need == "N2"
    let long = isDisability ? days * 4 / 3 : days
    let to = min(from + long, child.eighteenth)
    guard to > from + 7 else { return }
    drawn.plans.append(Stretch(from: from, to: to))
    if isDisability, long > 200, random.chance(0.4) {
      drawn.shortBreaks = Stretch(from: from + random.whole(30...90), to: to)
    }
  }

  // MARK: - Protection

  private mutating func enquire(_ drawn: inout CaseOutline, withConference: Bool) {
    let started = calendar.firstWorkingDay(onOrAfter: drawn.referred + random.whole(0...9))
    var enquiry = EnquiryOutline(started: started)
    if withConference {
      enquiry.conference = calendar.adding(
        workingDays: max(help.conferenceDays.drawDays(&random), 2), to: started)
    }
    drawn.enquiry = enquiry
  }

  private mutating func protect(
    _ drawn: inout CaseOutline, _ child: ChildOutline, like other: CaseOutline?
  ) {
    if let other { drawn.enquiry = other.enquiry } else { enquire(&drawn, withConference: true) }
    guard let conference = drawn.enquiry?.conference, conference < child.eighteenth - 40 else {
      drawn.enquiry?.conference = nil
      return
    }
    let length = max(Int(help.protectionDays.draw(&random) * Tuning.protectionLength), 3)
    var plan = Stretch(from: conference, to: min(conference + length, child.eighteenth))
    let needsCare = careChance(child, on: conference) * (1 - Tuning.careAtOnce)
    let protected = help.section47PerReferral * help.conferencePerSection47 * help.planPerConference
    let comesIntoCare = random.chance(min(needsCare / protected, 0.6))
    if other.map({ !$0.cares.isEmpty }) ?? comesIntoCare {
      let after = random.whole(5...max(min(length, 420), 6))
      let from = max(
        other?.cares.first?.from ?? conference + after, child.birth + random.whole(1...4))
      if from < child.eighteenth - 60 {
        drawn.cares.append(carePeriod(child, from: from, like: other?.cares.first))
        plan.to = max(plan.from + 2, min(plan.to, from + random.whole(40...200)))
        if plan.to < from { plan.to = from + random.whole(10...60) }
        if let care = drawn.cares.last, care.reason == "E2" { plan.to = min(plan.to, care.to) }
      }
    }
    plan.to = calendar.firstWorkingDay(onOrAfter: plan.to)
    plan.to = min(plan.to, child.eighteenth)
    drawn.protection = plan
    if drawn.cares.isEmpty {
      if random.chance(0.72) { stepDown(&drawn, child, from: plan.to) }
    } else {
      afterCare(&drawn, child)
    }
  }

  /// A child in need plan after protection or care: some months.
  mutating func stepDown(_ drawn: inout CaseOutline, _ child: ChildOutline, from: Day) {
    let to = min(from + Int(random.logNormal(median: 120, spread: 0.6)), child.eighteenth)
    if to > from + 7 { drawn.plans.append(Stretch(from: from, to: to)) }
  }

  // MARK: - Closing

  /// Closes the case after all that happened in it.
  mutating func close(_ drawn: inout CaseOutline, _ child: ChildOutline) {
    var ends = [drawn.referred + 1] + drawn.plans.map(\.to) + drawn.cares.map(\.to)
    ends += [drawn.assessed, drawn.protection?.to, drawn.shortBreaks?.to].compactMap { $0 }
    if let enquiry = drawn.enquiry {
      ends.append(
        enquiry.conference
          ?? calendar.adding(
            workingDays: max(help.enquiryDays.drawDays(&random), 1), to: enquiry.started))
    }
    let last = ends.max() ?? drawn.referred
    drawn.closed = calendar.firstWorkingDay(onOrAfter: last + random.whole(0...6))
    // A case closed after an assessment is returned with it, so in the same year (rule 8825).
    if let assessed = drawn.assessed, ["RC8", "RC9"].contains(drawn.closure),
      FamilyStory.collectionYear(of: assessed) != FamilyStory.collectionYear(of: drawn.closed)
    {
      drawn.closed = assessed
    }
    if let care = drawn.cares.last { closeAfterCare(&drawn, child, care) }
    if drawn.closure == "RC7", drawn.cares.isEmpty {
      if last >= child.eighteenth, child.isDisabled {
        drawn.closure = "RC6"
      } else if random.chance(0.05) {
        drawn.closure = "RC5"
      }
    }
  }

  private mutating func closeAfterCare(
    _ drawn: inout CaseOutline, _ child: ChildOutline, _ care: CareOutline
  ) {
    switch care.reason {
    case "E11", "E12": drawn.closure = "RC1"
    case "E2":
      drawn.closure = "RC2"
      drawn.closed = max(care.to, drawn.assessed ?? care.to, drawn.protection?.to ?? care.to)
    case "E41": drawn.closure = "RC3"
    case "E45", "E46", "E47", "E48": drawn.closure = "RC4"
    case "E3": drawn.closure = "RC5"
    case "E5", "E6", "E7", "E8", "E9", "E17":
      guard child.birth.age(on: care.to) >= 16 else { break }
      drawn.leaver = care.to
      let years = random.chance(0.2) ? 25 : 21
      let end = child.birth.adding(years: years) - random.whole(1...20)
      drawn.closed = max(calendar.lastWorkingDay(before: end), drawn.closed)
      if care.reason == "E7" { drawn.closure = "RC6" }
    default: break
    }
  }
}
