import CivilTime

extension OutlineDrawing {
  /// Care within days of the referral.
  mutating func careAtOnce(
    _ drawn: inout CaseOutline, _ child: ChildOutline, like other: CaseOutline?
  ) {
    if let other {
      drawn.enquiry = other.enquiry
    } else if random.chance(0.7) {
      drawn.enquiry = EnquiryOutline(
        started: calendar.firstWorkingDay(onOrAfter: drawn.referred))
    }
    let start = other?.cares.first?.from ?? drawn.referred + random.whole(0...12)
    let from = max(start, child.birth + random.whole(1...4))
    drawn.cares = [carePeriod(child, from: from, like: other?.cares.first)]
    afterCare(&drawn, child)
  }

  /// What follows at home, where the child went home: support, and for some care again.
  mutating func afterCare(_ drawn: inout CaseOutline, _ child: ChildOutline) {
    guard let care = drawn.cares.last, ["E4A", "E4B", "E13"].contains(care.reason) else { return }
    let protectedTo = drawn.protection?.to ?? care.to
    stepDown(&drawn, child, from: max(care.to, protectedTo))
    guard random.chance(Tuning.careAgain) else { return }
    let from = care.to + random.whole(20...300)
    guard from < child.eighteenth - 90 else { return }
    if let plan = drawn.plans.last, plan.to > from {
      drawn.plans[drawn.plans.count - 1].to = from
      if plan.from >= from - 2 { drawn.plans.removeLast() }
    }
    drawn.cares.append(carePeriod(child, from: from))
  }

  mutating func carePeriod(
    _ child: ChildOutline, from: Day, like other: CareOutline? = nil
  ) -> CareOutline {
    let age = max(child.birth.age(on: from), 0)
    var status = firstStatus(atAge: age)
    if let other, !other.firstStatus.hasPrefix("J") { status = other.firstStatus }
    var period = CareOutline(from: from, to: from, firstStatus: status, reason: "E8")
    if Tuning.adopted.indices.contains(age), random.chance(Tuning.adopted[age]) {
      adopt(&period, child)
    } else if ["L1", "L2", "J1", "J2"].contains(period.firstStatus),
      care.nextStatus[period.firstStatus]?.draw(&random) == "end"
    {
      let days = care.statusDays[period.firstStatus]?.drawDays(&random) ?? 1
      period.to = min(from + max(days, 1), child.eighteenth)
      period.endsInFirstStatus = true
    } else {
      let minimum = period.firstStatus == "V2" ? 2 : 24
      let longer = Tuning.careLength[min(age, Tuning.careLength.count - 1)]
      let days = max(Int(care.days.draw(&random) * longer), minimum)
      period.to = min(from + days, child.eighteenth)
    }
    settleEnd(&period, child)
    if period.adoption == nil || period.adoption?.reversed != nil {
      period.reason = reason(of: period, child, unaccompanied: false)
    }
    return period
  }

  private mutating func firstStatus(atAge age: Int) -> String {
    for _ in 0..<20 {
      let status = care.firstStatus.draw(&random)
      if status == "E1" { return "C1" }
      if !status.hasPrefix("J") || age >= 12 { return status }
    }
    return "V2"
  }

  /// Care that would end shortly before the eighteenth birthday ends on it, and none ends on
  /// 31 March, on which the returns' tests of who was in care all year contradict each other.
  private func settleEnd(_ period: inout CareOutline, _ child: ChildOutline) {
    if period.to > child.eighteenth - 60 { period.to = child.eighteenth }
    if period.to.month == 3, period.to.dayOfMonth == 31 { period.to = period.to + 1 }
  }

  // MARK: - Adoption

  private mutating func adopt(_ period: inout CareOutline, _ child: ChildOutline) {
    let decided = calendar.firstWorkingDay(onOrAfter: period.from + random.whole(150...330))
    let ordered = calendar.firstWorkingDay(onOrAfter: decided + random.whole(7...80))
    let wait = random.logNormal(median: care.monthsToMatch * 26, spread: 0.6)
    let matched = calendar.firstWorkingDay(onOrAfter: ordered + max(Int(wait), 20))
    let placed = matched + max(care.matchToPlaced.drawDays(&random), 7)
    var adoption = AdoptionOutline(
      decided: decided, ordered: ordered, matched: matched, placed: placed,
      withFosterCarers: random.chance(0.18))
    if random.chance(Tuning.adoptionGivenUp) {
      let reversed = calendar.firstWorkingDay(onOrAfter: ordered + random.whole(150...600))
      adoption.reversed = reversed
      let longer = Int(care.days.value(at: 60 + 40 * random.unit()))
      period.to = min(reversed + 120 + longer, child.eighteenth)
    } else {
      period.to = placed + max(care.placedToAdopted.drawDays(&random), 70)
      period.reason = random.chance(0.24) ? "E11" : "E12"
    }
    if ["J1", "J2"].contains(period.firstStatus) { period.firstStatus = "C1" }
    period.adoption = adoption
  }

  // MARK: - Why care ends

  mutating func reason(
    of period: CareOutline, _ child: ChildOutline, unaccompanied: Bool
  ) -> String {
    let age = child.birth.age(on: period.to)
    let reasons =
      switch age {
      case ..<16: care.reasonUnder16
      case 16, 17: care.reason16
      default: care.reason18
      }
    let isShort = period.to - period.from < 90
    let isRemand = period.firstStatus.hasPrefix("J")
    for _ in 0..<40 {
      let reason = reasons.draw(&random)
      switch reason {
      // Adoption is a road of its own.
      case "E11", "E12": continue
      case "E41", "E45", "E46", "E47", "E48": if isShort || isRemand || unaccompanied { continue }
      case "E14": if !isRemand || !period.endsInFirstStatus { continue }
      case "E15": if !unaccompanied || isShort { continue }
      case "E4A", "E4B": if unaccompanied { continue }
      case "E9": if isShort && !isRemand { continue }
      case "E2": if period.endsInFirstStatus { continue }
      default: break
      }
      return reason
    }
    return "E8"
  }
}
