import CareRecord
import CivilTime

@testable import Simulation

/// Counts over children's records what the Department's releases publish of England.
struct SimulatedRates {
  /// The whole collection years of the simulation: 2022-23 to 2025-26.
  private static let years = 2023...2026
  private let start = Day(year: 2022, month: 4, day: 1) ?? .unset
  private let end = Day(year: 2026, month: 3, day: 31) ?? .unset

  private(set) var counts: [String: Int] = [:]

  func ratio(_ name: String, per other: String) -> Double {
    Double(counts[name] ?? 0) / Double(max(counts[other] ?? 0, 1))
  }

  private mutating func count(_ name: String, _ number: Int = 1) {
    counts[name, default: 0] += number
  }

  private func isIn(_ day: Day) -> Bool { day >= start && day <= end }

  mutating func addFamily(_ family: SimulatedFamily) {
    count("facts", family.changes.count)
    count("commits", family.commits.count)
  }

  mutating func add(_ record: ChildRecord) {
    let birth = record.identity?.birthDate
    count("children")
    if record.identity?.sex == "F" { count("female") }
    if record[Disability.self].contains(where: { $0.code != "NONE" }) { count("disabled") }
    addHelp(record, birth)
    addProtection(record)
    let legal = record[LegalStatusSpan.self]
    let cares = record[CarePeriod.self].filter { care in
      !legal.contains { $0.carePeriod == care.id && $0.status.isShortBreak }
    }
    addCare(record, cares, birth)
    for year in Self.years { addStock(record, cares, year) }
  }

  private mutating func addHelp(_ record: ChildRecord, _ birth: Day?) {
    let referrals = record[Referral.self]
    for (index, referral) in referrals.enumerated() where isIn(referral.on) {
      count("referrals")
      if index > 0, referral.on - referrals[index - 1].on <= 365 { count("rereferrals") }
      if referral.noFurtherAction == true { count("noFurtherAction") }
      if let birth {
        count("referral age \(AgeBand(born: birth, on: referral.on).rawValue)")
      }
    }
  }

  private mutating func addProtection(_ record: ChildRecord) {
    for enquiry in record[Section47Enquiry.self] where isIn(enquiry.started) { count("enquiries") }
    for conference in record[InitialConference.self] where isIn(conference.heldOn) {
      count("conferences")
    }
    for plan in record[ChildProtectionPlan.self] where isIn(plan.from) {
      count("plans")
      if (plan.previousPlans ?? 0) > 0 { count("secondPlans") }
    }
  }

  private mutating func addCare(_ record: ChildRecord, _ cares: [Held<CarePeriod>], _ birth: Day?) {
    let isAlone = !record[UnaccompaniedStatus.self].isEmpty
    for (index, care) in cares.enumerated() where isIn(care.from) {
      count("careStarts")
      if index > 0 { count("careAgain") }
      count(isAlone ? "aloneStarts" : "careStartsAtHome")
      if let birth, !isAlone { count("care age \(AgeBand(born: birth, on: care.from).rawValue)") }
    }
    for care in cares {
      guard let to = care.to, isIn(to) else { continue }
      count("careEnds")
      if ["E11", "E12"].contains(care.reasonCeased?.text) { count("adopted") }
    }
  }

  private mutating func addStock(_ record: ChildRecord, _ cares: [Held<CarePeriod>], _ year: Int) {
    guard let day = Day(year: year, month: 3, day: 31) else { return }
    func holds(_ from: Day, _ to: Day?) -> Bool { from <= day && (to.map { $0 > day } ?? true) }
    if record[SocialCareEpisode.self].contains(where: { holds($0.from, $0.to) }) {
      count("needStock")
    }
    if record[ChildProtectionPlan.self].contains(where: { holds($0.from, $0.to) }) {
      count("planStock")
    }
    guard cares.contains(where: { holds($0.from, $0.to) }) else { return }
    count("careStock")
    if !record[UnaccompaniedStatus.self].isEmpty { count("aloneStock") }
    let first = day - 364
    let placements = record[Placement.self].filter {
      $0.from <= day && ($0.to.map { $0 >= first } ?? true) && !$0.type.text.hasPrefix("T")
        && !$0.sameCarer
    }
    if placements.count >= 3 { count("threePlacements") }
    if let last = record[Placement.self].last(where: { holds($0.from, $0.to) }) {
      count("place \(last.type.text)")
    }
    let workers = record[Allocation.self].filter {
      ($0.from?.day ?? day) <= day && ($0.to?.day.map { $0 >= first } ?? true)
    }
    if workers.count >= 3 { count("threeWorkers") }
    if record[MissingEpisode.self].contains(where: { $0.from >= first && $0.from <= day }) {
      count("missing")
    }
  }
}
