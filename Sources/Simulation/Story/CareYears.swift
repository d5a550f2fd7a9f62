import CareRecord
import CivilTime

extension FamilyStory {
  /// Tells what is asked every year of a child who was in care all the year to 31 March.
  mutating func tellYears(_ child: Int) {
    for care in children[child].cares {
      for year in Self.wholeYears(care.stretch, until: lastDay) { tellYear(year, of: child) }
    }
  }

  /// The collection years, by the calendar year of their end, through all of which care lasted.
  static func wholeYears(_ care: Stretch, until last: Day) -> [Int] {
    let first = FamilyStory.collectionYear(of: care.from)
    let end = min(care.to, last)
    return (first...max(FamilyStory.collectionYear(of: end), first)).filter { year in
      guard let start = Day(year: year - 1, month: 4, day: 1),
        let close = Day(year: year, month: 3, day: 31)
      else { return false }
      return care.from <= start && care.to >= close && close <= last
    }
  }

  private mutating func tellYear(_ year: Int, of child: Int) {
    guard let start = Day(year: year - 1, month: 4, day: 1),
      let end = Day(year: year, month: 3, day: 31)
    else { return }
    let chances = setting.care
    let birth = children[child].outline.birth
    let work: Work = outline.isUnaccompanied ? .unaccompanied : .lookedAfter
    let told = min(end + random.whole(1...40), lastDay)

    var health = ReportedHealth()
    health.year = year
    // Asked of children who are under five at the end of the year.
    if birth.adding(years: 5) > end { health.healthCheck = random.chance(chances.healthCheck) }
    health.immunisations = random.chance(chances.immunisations)
    health.teethCheck = random.chance(chances.teeth)
    health.healthAssessment = random.chance(chances.healthAssessment)
    tell(health, of: child, on: told, by: work)

    if birth.adding(years: 4) <= end, birth.adding(years: 17) >= start {
      tell(score(year, birth, start, end), of: child, on: told, by: work)
    }
    if birth.adding(years: 10) <= end {
      var conviction = ReportedConviction()
      conviction.year = year
      conviction.convicted = random.chance(
        birth.age(on: end) >= 14 ? chances.convicted * 2 : chances.convicted / 2)
      tell(conviction, of: child, on: told, by: work)
    }
    var misuse = ReportedSubstanceMisuse()
    misuse.year = year
    misuse.problem = birth.age(on: end) >= 12 && random.chance(chances.substance * 2.2)
    if misuse.problem == true {
      let received = random.chance(chances.substanceHelp)
      misuse.interventionReceived = received
      if !received { misuse.interventionOffered = random.chance(0.7) }
    }
    tell(misuse, of: child, on: told, by: work)
  }

  private mutating func score(
    _ year: Int, _ birth: Day, _ start: Day, _ end: Day
  ) -> StrengthsAndDifficultiesScore {
    var score = StrengthsAndDifficultiesScore()
    score.year = year
    // Four to sixteen all the year: a reason other than age is asked where there is no score.
    let isOfAge = birth.adding(years: 4) <= start && birth.adding(years: 17) > end
    if random.chance(setting.care.withScore) {
      let value = setting.care.scoreMean + setting.care.scoreDeviation * random.normal()
      score.score = min(max(Int(value.rounded()), 0), 40)
    } else if isOfAge {
      score.reasonNone = Code(
        random.element(of: ["SDQ2", "SDQ3", "SDQ4", "SDQ4", "SDQ5"]) ?? "SDQ4")
    } else {
      score.reasonNone = "SDQ1"
    }
    return score
  }
}
