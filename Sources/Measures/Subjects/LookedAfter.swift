import CareRecord
import CivilTime

/// What every indicator of children in care leaves out.
private let withoutShortBreaks =
  "Children in an agreed series of short breaks (legal statuses V3 and V4) are not counted."

extension Measure {
  private static let inCare = MeasuredIndicator(
    "claRate", .population, .endOfDay,
    [
      "Children looked after when the day ends. The day on which care ended does not count.",
      withoutShortBreaks,
    ])

  private static let started = MeasuredIndicator(
    "claStartRate", .population, .yearToDay,
    [
      "Children who started to be looked after in the year. A child who started twice counts once.",
      "Where care began before the first episode held, nothing began on the day of that episode.",
      withoutShortBreaks,
    ])

  static let lookedAfter = Measure([inCare, started]) { child, sheet in
    if child.care.stays.isEmpty { return }
    sheet.count(child.care.days)
    sheet.close(inCare)
    let starts = child.care.stays.filter(\.isStart)
    sheet.count(starts.map { Stretch.year(after: $0.stretch.from) }.merged())
    sheet.close(started)
  }

  private static let unaccompaniedInCare = MeasuredIndicator(
    "uascRate", .population, .endOfDay,
    [
      "Children looked after when the day ends who are unaccompanied asylum-seeking children then.",
      "Where the record does not say since when, they are taken to be so since care began.",
      "The status ends on the day recorded, at the latest on the 18th birthday.",
      withoutShortBreaks,
    ])

  private static let unaccompaniedStarted = MeasuredIndicator(
    "uascStartRate", .population, .yearToDay,
    [
      "Children who started to be looked after in the year and were unaccompanied asylum-seeking children then or later in that stay.",
      "A child who started twice counts once.", withoutShortBreaks,
    ])

  static let unaccompanied = Measure([unaccompaniedInCare, unaccompaniedStarted]) { child, sheet in
    if child.care.stays.isEmpty { return }
    let statuses = child.record[UnaccompaniedStatus.self].map { status in
      let grown = child.birth?.adding(years: 18) ?? Stretch.noEnd
      return Stretch(
        status.since ?? Day(ordinal: .min + 1), min(status.ceases ?? Stretch.noEnd, grown))
    }
    if statuses.isEmpty { return }
    sheet.count(child.care.days.days(alsoIn: statuses).merged())
    sheet.close(unaccompaniedInCare)
    let starts = child.care.stays.filter { stay in
      stay.isStart && statuses.contains { !$0.clipped(to: stay.stretch).isEmpty }
    }
    sheet.count(starts.map { Stretch.year(after: $0.stretch.from) }.merged())
    sheet.close(unaccompaniedStarted)
  }

  // MARK: - Leaving

  private static let ceased = MeasuredIndicator(
    "claCeaseRate", .population, .yearToDay,
    [
      "Children who ceased to be looked after in the year, also those who have started again since.",
      "A child who ceased twice counts once. Those who turned 18 count.", withoutShortBreaks,
    ])

  private static let bySpecialGuardianship = MeasuredIndicator(
    "ceasedBySgo", .counted, .yearToDay,
    [
      "Of the children who ceased to be looked after in the year, those whose last ending was a special guardianship order (reasons E43 to E48).",
      withoutShortBreaks,
    ])

  private static let byArrangementsOrder = MeasuredIndicator(
    "ceasedByCao", .counted, .yearToDay,
    [
      "Of the children who ceased to be looked after in the year, those whose last ending was a residence or child arrangements order (reason E41).",
      withoutShortBreaks,
    ])

  static let leavingCare = Measure([ceased, bySpecialGuardianship, byArrangementsOrder]) {
    child, sheet in
    let endings = child.care.stays.compactMap(\.ceased).sorted { $0.on < $1.on }
    if endings.isEmpty { return }
    // Each ending is the last of the year until the next one comes.
    let last = endings.enumerated().map { index, ending in
      let year = Stretch.year(after: ending.on)
      let next = index + 1 < endings.count ? endings[index + 1].on : Stretch.noEnd
      return (ending.reason?.text, stretch: Stretch(year.from, min(year.until, next)))
    }
    let counted = last.map(\.stretch).merged()
    sheet.count(counted)
    sheet.close(ceased)
    sheet.include(counted)
    for (reason, stretch) in last where isSpecialGuardianship(reason) { sheet.count(stretch) }
    sheet.close(bySpecialGuardianship)
    sheet.include(counted)
    for (reason, stretch) in last where reason == "E41" { sheet.count(stretch) }
    sheet.close(byArrangementsOrder)
  }

  private static func isSpecialGuardianship(_ reason: String?) -> Bool {
    switch reason {
    case "E43", "E44", "E45", "E46", "E47", "E48": true
    default: false
    }
  }
}
