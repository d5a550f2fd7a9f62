import CareRecord
import CivilTime

extension Measure {
  private static let moves = MeasuredIndicator(
    "threePlacements", .counted, .endOfDay,
    [
      "Of the children looked after when the day ends, those who had three or more placements in the year to it, in whatever stays in care.",
      "The placement in which the year found the child counts, and so does one that lasted a day.",
      "Temporary placements (T0 to T4) do not count, and coming back from one is no new placement.",
      "A change of placement with the same carers, or of its status alone, is no new placement.",
      "Series of short breaks (legal statuses V3 and V4) are not counted.",
    ],
    unconfirmed: [
      "That placements with the same carers are one, and that coming back to the same kind of placement, postcode and Ofsted number after a temporary one is coming back."
    ])

  private static func kind(_ id: String, _ who: String, unconfirmed: [String] = [])
    -> MeasuredIndicator
  {
    MeasuredIndicator(
      id, .counted, .endOfDay,
      [
        "Of the children looked after when the day ends, \(who).",
        "While a child is away for a time (T0 to T4), the placement that they are away from counts.",
        "Series of short breaks (legal statuses V3 and V4) are not counted.",
      ],
      unconfirmed: unconfirmed + [
        "That a temporary placement counts as the one before it."
      ])
  }

  private static let fostered = kind(
    "placedFoster", "those in foster placements (U1 to U6); placed for adoption is not one")
  private static let inHomes = kind(
    "placedHomes", "those in secure and other children's homes (K1 and K2)")
  private static let supported = kind(
    "placedSupported",
    "those in supported accommodation (K3, before it had to be registered H5) or living independently (P2)",
    unconfirmed: ["That H5 and P2 belong to it."])

  static let placements = Measure([moves, fostered, inHomes, supported]) { child, sheet in
    let care = child.care
    if care.days.isEmpty { return }
    sheet.include(care.days)
    if care.homes.count >= 3 {
      // A home is one of the year's until a year after it ended.
      let inTheYear = care.homes.map {
        Stretch($0.stretch.from, $0.stretch.until.adding(years: 1))
      }
      sheet.count(inTheYear.daysWithAtLeast(3).days(alsoIn: care.days))
    }
    sheet.close(moves)
    func write(_ indicator: MeasuredIndicator, _ isOfKind: (Code<PlacementType>) -> Bool) {
      sheet.include(care.days)
      var days: [Stretch] = []
      for home in care.homes {
        for kind in home.kinds where isOfKind(kind.type) { days.append(kind.stretch) }
      }
      sheet.count(days.merged())
      sheet.close(indicator)
    }
    write(fostered, \.isFostering)
    write(inHomes, \.isChildrensHome)
    write(supported, \.isSupported)
  }

  static let sameCarer = Measure(
    MeasuredIndicator(
      "sameCarerTwoYears", .counted, .endOfDay,
      [
        "Of the children under 16 who have been looked after without a break for two and a half years or more, those who have lived with the same carers for two years or more.",
        "A child placed for adoption counts where that placement and the one before it together lasted two years.",
        "Temporary placements (T0 to T4) do not interrupt.",
        "Where care began before the first episode held, it is reckoned from that episode. Children whose day of birth is not known are left out.",
        "Series of short breaks (legal statuses V3 and V4) are not counted.",
      ])
  ) { child, sheet in
    guard let young = child.days(aged: 0...15) else { return }
    for (number, stay) in child.care.stays.enumerated() {
      let settled = Stretch(stay.stretch.from.adding(months: 30), stay.stretch.until)
        .clipped(to: young)
      if settled.isEmpty { continue }
      sheet.include(settled)
      var long: [Stretch] = []
      var before: Stretch?
      for home in child.care.homes where home.stay == number {
        long.append(Stretch(home.stretch.from.adding(years: 2), home.stretch.until))
        if let before, let first = home.kinds.first, first.type.isAdoptive {
          long.append(
            Stretch(
              max(first.stretch.from, before.from.adding(years: 2)), home.stretch.until))
        }
        before = home.stretch
      }
      sheet.count(long.map { $0.clipped(to: settled) }.merged())
    }
  }

  static let socialWorkers = Measure(
    MeasuredIndicator(
      "threePlusSocialWorkers", .counted, .endOfDay,
      [
        "Of the children looked after when the day ends who had a social worker in the year to it, those who had three or more different ones.",
        "A worker who came back is not counted again. Workers are told apart by their number, as in the return; those without one are left out.",
        "Where parts of a date are not known, a worker is taken to have begun as early and to have ended as late as can be.",
        "Series of short breaks (legal statuses V3 and V4) are not counted.",
      ])
  ) { child, sheet in
    if child.care.days.isEmpty { return }
    var workers: [(number: String, days: [Stretch])] = []
    for allocation in child.record[Allocation.self] where !allocation.workerNumber.isEmpty {
      guard let from = allocation.from?.earliest else { continue }
      let until = allocation.to?.latest?.adding(years: 1)
      let days = Stretch(from, until)
      if let known = workers.firstIndex(where: { $0.number == allocation.workerNumber }) {
        workers[known].days.append(days)
      } else {
        workers.append((allocation.workerNumber, [days]))
      }
    }
    if workers.isEmpty { return }
    let each = workers.flatMap { $0.days.merged() }
    sheet.include(each.merged().days(alsoIn: child.care.days))
    sheet.count(each.daysWithAtLeast(3).days(alsoIn: child.care.days))
  }
}
