import CareRecord
import CivilTime

extension Measure {
  private static let left = [
    "Young people whose birthday of these ages was in the year, by what was reported around it (OC3).",
    "Left out are those who died, who are back with parents for six months or more, whose care another authority took over, and who only ever had short breaks.",
  ]

  private static func activity(_ ages: String) -> MeasuredIndicator {
    MeasuredIndicator(
      "leaverEet\(ages)", .counted, .yearToDay,
      left + [
        "In education, employment or training: full time or part time. Those not in touch count among all, and not as in any of these."
      ])
  }

  private static func accommodation(_ ages: String) -> MeasuredIndicator {
    MeasuredIndicator(
      "leaverAccommodation\(ages)", .counted, .yearToDay,
      left + [
        "In accommodation reported as suitable. Left out, too, are those gone abroad, deported, or whose residence is not known; those not in touch count among all."
      ],
      unconfirmed: [
        "That \"residence not known\" (R1 and R2) is what is left out as whereabouts unknown."
      ])
  }

  private static let groups = [
    (ages: 17...18, activity: activity("17to18"), accommodation: accommodation("17to18")),
    (ages: 19...21, activity: activity("19to21"), accommodation: accommodation("19to21")),
  ]

  static let careLeavers = Measure(groups.flatMap { [$0.activity, $0.accommodation] }) {
    child, sheet in
    let contacts = child.record[CareLeaverContact.self]
    if contacts.isEmpty { return }
    guard let birth = child.birth, !child.care.isShortBreaksOnly,
      child.record[CarePeriod.self].last?.reasonCeased != "E3"
    else { return }
    let told = contacts.enumerated().compactMap { index, held -> (age: Int, CareLeaverContact)? in
      guard let end = Day(year: held.year, month: 3, day: 31), held.fact.isInScope,
        !contacts[(index + 1)...].contains(where: { $0.year == held.year })
      else { return nil }
      return (birth.age(on: end), held.fact)
    }
    for group in groups {
      for (age, contact) in told where group.ages.contains(age) {
        let year = Stretch.year(after: birth.adding(years: age))
        sheet.include(year)
        if contact.isInEducationOrWork { sheet.count(year) }
      }
      sheet.close(group.activity)
      for (age, contact) in told where group.ages.contains(age) && contact.isSomewhere {
        let year = Stretch.year(after: birth.adding(years: age))
        sheet.include(year)
        if contact.accommodation?.text.hasSuffix("1") == true { sheet.count(year) }
      }
      sheet.close(group.accommodation)
    }
  }
}

extension CareLeaverContact {
  fileprivate var isInScope: Bool {
    if inTouch == nil, activity == nil, accommodation == nil { return false }
    return inTouch != "DIED" && inTouch != "RHOM"
  }

  fileprivate var isInEducationOrWork: Bool {
    switch activity?.text {
    case "F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5": true
    default: false
    }
  }

  /// Whether accommodation in this country is asked for: not abroad, not deported, not unknown.
  fileprivate var isSomewhere: Bool {
    switch accommodation?.text.first {
    case "G", "H", "R": false
    default: true
    }
  }
}
