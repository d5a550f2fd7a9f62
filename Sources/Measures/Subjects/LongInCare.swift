import CareRecord
import CivilTime

extension Measure {
  static let strengths = Measure(
    MeasuredIndicator(
      "sdqAverage", .averaged, .lastReportedYear,
      [
        "The average Strengths and Difficulties score: the sum of the scores, over the children who have one.",
        "Children aged 5 to 16 who are looked after when the day ends and have been, without a break, for twelve months.",
        "Scores are reported for a year to 31 March and count from its last day until the last day of the next year. Scores outside 0 to 40 are left out.",
        "Series of short breaks (legal statuses V3 and V4) are not counted.",
      ],
      unconfirmed: [
        "On other days than 31 March the age and the time in care are those of the day, the score that of the last year that had ended."
      ])
  ) { child, sheet in
    let scores = child.record[StrengthsAndDifficultiesScore.self]
    if scores.isEmpty { return }
    guard let ofAge = child.days(aged: 5...16) else { return }
    let long = child.care.stays.map {
      // From 1 April to 31 March is a year without a break.
      Stretch($0.stretch.from.adding(years: 1) - 1, $0.stretch.until).clipped(to: ofAge)
    }.merged()
    for (index, held) in scores.enumerated() {
      guard let score = held.score, (0...40).contains(score),
        let end = Day(year: held.year, month: 3, day: 31),
        !scores[(index + 1)...].contains(where: { $0.year == held.year && $0.score != nil })
      else { continue }
      for stretch in long.days(alsoIn: [.year(after: end)]) {
        sheet.include(stretch)
        sheet.count(stretch, amount: score)
      }
    }
  }

  static let adoption = Measure(
    MeasuredIndicator(
      "orderToMatchMonths", .averaged, .yearToDay,
      [
        "Of the children adopted in the year, the average number of months from the decision that they should be placed for adoption to the match with the adopters.",
        "For each child the months are rounded to whole ones. Children for whom one of the two days is not recorded, or the match comes first, are left out.",
        "The day of adoption is the day on which care ended (reasons E11 and E12).",
      ])
  ) { child, sheet in
    let adoptions = child.record[Adoption.self]
    if adoptions.isEmpty { return }
    for stay in child.care.stays {
      guard let ceased = stay.ceased, ["E11", "E12"].contains(ceased.reason?.text) else { continue }
      let told = adoptions.last { adoption in
        adoption.decided.map { $0 <= ceased.on } ?? false && adoption.matched != nil
      }
      guard let decided = told?.decided, let matched = told?.matched,
        let days = matched.days(since: decided), days >= 0
      else { continue }
      sheet.include(.year(after: ceased.on))
      sheet.count(.year(after: ceased.on), amount: months(days))
    }
  }

  /// A month is a twelfth of 365.25 days.
  private static func months(_ days: Int) -> Int { (days * 48 + 730) / 1461 }
}
