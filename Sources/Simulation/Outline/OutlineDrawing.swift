import CivilTime

/// Draws what is to happen to a family.
///
/// Families come to notice at any time, long before the years that are told too: those of whom
/// nothing would be told are drawn again. So the stock on the first day is what flows would have left.
struct OutlineDrawing {
  let setting: Setting
  var random: SeededRandom

  var help: HelpChances { setting.help }
  var care: CareChances { setting.care }
  var calendar: WorkingDayCalendar { setting.calendar }

  /// A family with so many children, of whom something is told.
  mutating func family(ofChildren count: Int) -> FamilyOutline {
    let earliest = setting.firstDay.adding(years: -14)
    var outline = FamilyOutline()
    for attempt in 0..<1000 {
      // After so many attempts that never happen, one that cannot fail.
      let from = attempt < 999 ? earliest : setting.firstDay
      let first = random.workingDay(from: from, to: setting.lastDay - 7, in: calendar)
      outline =
        count == 1 && random.chance(Tuning.unaccompaniedFamilies)
        ? unaccompanied(on: first) : usual(count, on: first)
      if isTold(outline) { break }
    }
    return outline
  }

  private func isTold(_ outline: FamilyOutline) -> Bool {
    outline.children.contains { child in
      child.cases.contains { $0.closed >= setting.firstDay && $0.referred <= setting.lastDay }
    }
  }

  // MARK: - Children and referrals

  private mutating func usual(_ count: Int, on first: Day) -> FamilyOutline {
    var outline = FamilyOutline()
    outline.children = births(count, around: first).map { birth in
      ChildOutline(
        birth: birth, isFemale: random.chance(help.female), isDisabled: random.chance(help.disabled)
      )
    }
    var referred = first
    while let closings = refer(&outline, on: referred), let next = next(after: referred, closings) {
      referred = next
    }
    return outline
  }

  private mutating func births(_ count: Int, around first: Day) -> [Day] {
    let index = age(in: help.age)
    var births = [first - Int(index * 365.25)]
    for _ in 1..<max(count, 1) {
      let age = min(max(index + random.normal() * 3.5, -0.4), 17.8)
      births.append(first - Int(age * 365.25))
    }
    births.sort()
    for number in births.indices.dropFirst() where births[number] - births[number - 1] < 300 {
      let later = births[number - 1] + random.whole(310...700)
      // Twins, also where the next would be born too long after the referral.
      births[number] =
        later > first + 150 || random.chance(0.05) ? births[number - 1] : later
    }
    return births.map(Self.settled)
  }

  /// Nobody is born on the last day of a collection year, on which the returns' tests of who was in
  /// care all year contradict each other.
  static func settled(_ birth: Day) -> Day {
    birth.month == 3 && birth.dayOfMonth == 31 ? birth + 1 : birth
  }

  private mutating func age(in bands: Choices<String>) -> Double {
    let band = AgeBand(rawValue: bands.draw(&random)) ?? .child
    return band.years.lowerBound
      + random.unit() * (band.years.upperBound - band.years.lowerBound)
  }

  /// Refers every child of the family whose case is not open.
  ///
  /// - Returns: when the cases of the children are closed; nil where no child could be referred
  private mutating func refer(_ outline: inout FamilyOutline, on day: Day) -> [Day]? {
    let source = help.source.draw(&random)
    let need = help.need.draw(&random)
    let shared = PathPoint(severity: random.unit(), outcome: random.unit())
    var template: (path: CasePath, case: CaseOutline)?
    var closings: [Day] = []
    for index in outline.children.indices {
      let child = outline.children[index]
      let isOpen = child.cases.last.map { day <= $0.closed } ?? false
      let lastChance = min(child.eighteenth, child.end ?? child.eighteenth) - 30
      guard !isOpen, day < lastChance, day > child.birth - 200 else {
        if let closed = child.cases.last?.closed, child.end == nil { closings.append(closed) }
        continue
      }
      let isAlike = random.chance(help.siblingsShareOutcome)
      let point =
        isAlike ? shared : PathPoint(severity: random.unit(), outcome: random.unit())
      let path = path(of: child, on: day, at: point)
      var drawn: CaseOutline
      if isAlike, let template, template.path == path, Self.fits(template.case, child) {
        drawn = template.case
        drawn.need = needFor(child, need)
      } else {
        drawn = self.case(
          path, of: child, referred: day, source: source, need: needFor(child, need))
        if isAlike, template == nil { template = (path, drawn) }
      }
      finish(drawn, of: &outline.children[index])
      closings.append(drawn.closed)
    }
    return closings.isEmpty ? nil : closings
  }

  private func needFor(_ child: ChildOutline, _ need: String) -> String {
    need == "N2" && !child.isDisabled ? "N5" : need
  }

  /// Whether what happened to a brother or sister can happen to this child on the same days.
  private static func fits(_ other: CaseOutline, _ child: ChildOutline) -> Bool {
    guard other.shortBreaks == nil, other.leaver == nil, other.closure != "RC2" else {
      return false
    }
    let last = (other.plans + [other.protection].compactMap { $0 }).map(\.to).max()
    if let last, last >= child.eighteenth { return false }
    return other.cares.allSatisfy { care in
      care.from > child.birth && care.to < child.eighteenth - 60
        && child.birth.age(on: care.to) < 14 && !care.firstStatus.hasPrefix("J")
        && (care.adoption.map { child.birth.age(on: $0.decided) < 6 } ?? true)
    }
  }

  private func finish(_ drawn: CaseOutline, of child: inout ChildOutline) {
    child.cases.append(drawn)
    if let last = drawn.cares.last, ["E11", "E12", "E2"].contains(last.reason) {
      child.end = last.to
    }
  }

  /// The day of the family's next referral, if there is one.
  private mutating func next(after referred: Day, _ closings: [Day]) -> Day? {
    let soonest = (closings.min() ?? referred) + 1
    let again = random.chance(Tuning.rereferral)
    let gap = again ? help.rereferralGap.drawDays(&random) : 0
    if again, soonest - referred < 360 {
      let day = referred + max(gap, 3)
      return calendar.firstWorkingDay(
        onOrAfter: day >= soonest ? day : random.day(from: soonest, to: referred + 365))
    }
    guard random.chance(help.laterRereferral) else { return nil }
    let day = referred + help.laterRereferralGap.drawDays(&random)
    return day >= soonest ? calendar.firstWorkingDay(onOrAfter: day) : nil
  }

  // MARK: - Children alone

  private mutating func unaccompanied(on first: Day) -> FamilyOutline {
    let ages: ClosedRange<Int> =
      switch care.unaccompaniedAge.draw(&random) {
      case "12-13": 12 * 365...14 * 365
      case "14-15": 14 * 365...16 * 365
      default: 5850...6480
      }
    let birth = Self.settled(first - random.whole(ages))
    var child = ChildOutline(
      birth: birth, isFemale: !random.chance(care.unaccompaniedMale), isDisabled: false)
    let sources = ["6", "7", "5C", "8"]
    var drawn = CaseOutline(
      referred: first, source: random.element(of: sources) ?? "6", need: "N8")
    drawn.assessed = assessed(first)
    let staysTo18 = random.chance(0.82)
    let to =
      staysTo18
      ? child.eighteenth : min(first + random.whole(30...500), child.eighteenth)
    var period = CareOutline(from: first, to: to, firstStatus: "V2", reason: "E8")
    period.reason = reason(of: period, child, unaccompanied: true)
    drawn.cares = [period]
    close(&drawn, child)
    finish(drawn, of: &child)
    return FamilyOutline(isUnaccompanied: true, children: [child])
  }

  mutating func assessed(_ referred: Day) -> Day {
    calendar.adding(workingDays: max(help.assessmentDays.drawDays(&random), 1), to: referred)
  }
}
