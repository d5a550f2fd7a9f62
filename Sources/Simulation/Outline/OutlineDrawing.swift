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

  /// Ages around that of one of the children, as they are spread at referral; the eldest first.
  private mutating func births(_ count: Int, around first: Day) -> [Day] {
    let index = age(in: help.indexAge)
    var ages = [index]
    for _ in 1..<max(count, 1) {
      let age = index + random.normal() * 3.5
      // Nobody is younger than the youngest that can be referred: as much older instead.
      ages.append(age < -0.4 ? -0.8 - age : age)
    }
    var births = ages.map { first - Int($0 * 365.25) }.sorted(by: >)
    for number in births.indices.dropFirst() where births[number - 1] - births[number] < 310 {
      if random.chance(0.03) {
        births[number] = births[number - 1]
      } else {
        births[number] = births[number - 1] - random.whole(310...700)
      }
    }
    // Whoever would have come of age is a twin of the next.
    let limit = first - 6500
    for number in births.indices.dropFirst() where births[number] < limit {
      births[number] = births[number - 1]
    }
    return births.map(Self.settled).reversed()
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
    let source = source(for: outline, on: day)
    let need = help.need.draw(&random)
    let shared = random.unit()
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
        isAlike ? shared : random.unit()
      let path = path(of: child, on: day, at: point)
      var drawn: CaseOutline
      if isAlike, let template, template.path == path, Self.fits(template.case, child) {
        drawn = template.case
        drawn.need = needFor(child, need)
      } else {
        drawn = self.case(
          path, of: child, referred: day, source: source, need: needFor(child, need),
          like: isAlike && template?.path == path ? template?.case : nil)
        if isAlike, template == nil { template = (path, drawn) }
      }
      if child.birth > day { drawn.source = "3F" }
      finish(drawn, of: &outline.children[index])
      closings.append(drawn.closed)
    }
    return closings.isEmpty ? nil : closings
  }

  /// Who refers: not a school where no child goes to one, nor a child who is too young to.
  private mutating func source(for outline: FamilyOutline, on day: Day) -> String {
    let source = help.source.draw(&random)
    let oldest = outline.children.map { $0.birth.age(on: day) }.max() ?? 0
    return switch source {
    case "2A", "2B", "3C": oldest >= 4 ? source : "3B"
    case "1C": oldest >= 10 ? source : "1A"
    case "3B": oldest <= 12 ? source : "3C"
    default: source
    }
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
