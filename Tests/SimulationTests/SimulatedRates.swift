import CareRecord
import CivilTime

@testable import Simulation

/// Counts over children's records what the Department's releases publish of England.
struct SimulatedRates {
  let lastDay: Day
  /// The whole collection years of the simulation: 2022-23 to 2025-26.
  let start = Day(year: 2022, month: 4, day: 1) ?? .unset
  let end = Day(year: 2026, month: 3, day: 31) ?? .unset

  var facts = 0
  var commits = 0
  var children = 0
  var counts: [String: Int] = [:]
  var sums: [String: Int] = [:]

  init(lastDay: Day) { self.lastDay = lastDay }

  private mutating func count(_ name: String, _ number: Int = 1) {
    counts[name, default: 0] += number
  }

  func ratio(_ name: String, per other: String) -> Double {
    Double(counts[name] ?? 0) / Double(max(counts[other] ?? 0, 1))
  }

  private func isIn(_ day: Day) -> Bool { day >= start && day <= end }

  mutating func add(_ record: ChildRecord) {
    children += 1
    let referrals = record[Referral.self]
    for (index, referral) in referrals.enumerated() where isIn(referral.on) {
      count("referrals")
      if index > 0, referral.on - referrals[index - 1].on <= 365 { count("rereferrals") }
      if referral.noFurtherAction == true { count("noFurtherAction") }
      if let birth = record.identity?.birthDate {
        count("referralAge\(AgeBand(born: birth, on: referral.on).rawValue)")
      }
    }
    for enquiry in record[Section47Enquiry.self] where isIn(enquiry.started) { count("enquiries") }
    for conference in record[InitialConference.self] where isIn(conference.heldOn) {
      count("conferences")
    }
    for plan in record[ChildProtectionPlan.self] where isIn(plan.from) {
      count("plans")
      if (plan.previousPlans ?? 0) > 0 { count("secondPlans") }
    }
    for plan in record[ChildProtectionPlan.self] {
      if let to = plan.to, isIn(to) {
        count("plansEnded")
        if to - plan.from > 730 { count("plansEndedLong") }
        if to - plan.from < 91 { count("plansEndedShort") }
      }
    }
    for episode in record[SocialCareEpisode.self] {
      if isIn(episode.from) { count("episodes") }
      if let to = episode.to, isIn(to) { count("episodesEnded") }
    }
    let legal = record[LegalStatusSpan.self]
    let cares = record[CarePeriod.self].filter { care in
      !legal.contains { $0.carePeriod == care.id && $0.status.isShortBreak }
    }
    for (index, care) in cares.enumerated() where isIn(care.from) {
      count("careStarts")
      if index > 0 { count("careAgain") }
      if let birth = record.identity?.birthDate {
        count("careAge\(AgeBand(born: birth, on: care.from).rawValue)")
      }
      if !record[UnaccompaniedStatus.self].isEmpty { count("unaccompaniedStarts") }
    }
    for care in cares {
      if let to = care.to, isIn(to) {
        count("careEnds")
        if ["E11", "E12"].contains(care.reasonCeased?.text) { count("adopted") }
        count("reason\(care.reasonCeased?.text ?? "")")
      }
    }
    for year in 2023...2026 { addStock(record, cares, year) }
    for contact in record[CareLeaverContact.self] where contact.year == 2026 {
      count("leavers"); _ = contact
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
    count("careStock\(year)")
    if !record[UnaccompaniedStatus.self].isEmpty { count("unaccompaniedStock") }
    if let birth = record.identity?.birthDate {
      count("stockAge\(AgeBand(born: birth, on: day).rawValue)")
    }
    let first = day - 364
    let placements = record[Placement.self].filter {
      $0.from <= day && ($0.to.map { $0 >= first } ?? true) && !$0.type.text.hasPrefix("T")
    }
    if placements.filter({ !$0.sameCarer }).count >= 3 { count("threePlacements") }
    if let last = record[Placement.self].last(where: { holds($0.from, $0.to) }) {
      count("place\(last.type.text)")
    }
    if record[Allocation.self].filter({
      ($0.from?.day ?? day) <= day && ($0.to?.day.map { $0 >= first } ?? true)
    }).count >= 3 {
      count("threeWorkers")
    }
    if record[MissingEpisode.self].contains(where: { $0.from >= first && $0.from <= day }) {
      count("missing")
    }
  }

  func report() -> String {
    var lines = [
      "children \(children) facts \(facts) per child \(Double(facts) / Double(children)) commits \(commits)"
    ]
    for (name, value) in counts.sorted(by: { $0.key < $1.key }) { lines.append("\(name) \(value)") }
    func say(_ what: String, _ a: String, _ b: String, _ target: Double) {
      lines.append("\(what): \(ratio(a, per: b)) target \(target)")
    }
    say("rereferral", "rereferrals", "referrals", 0.226)
    say("nfa", "noFurtherAction", "referrals", 0.065)
    say("s47", "enquiries", "referrals", 0.335)
    say("icpc/s47", "conferences", "enquiries", 0.339)
    say("cpp/icpc", "plans", "conferences", 0.8726)
    say("cpp/ref", "plans", "referrals", 0.0977)
    say("second", "secondPlans", "plans", 0.245)
    say("cp stock/starts", "planStock", "plans", 49420.0 / 61840)
    say("cp long", "plansEndedLong", "plansEnded", 0.04)
    say("need stock/ref", "needStock", "referrals", 402.4 / 632.8)
    say("care starts/ref", "careStarts", "referrals", 0.051)
    say("care stock/ref", "careStock", "referrals", 81770.0 / 632830)
    say("care again", "careAgain", "careStarts", 0.13)
    say("care ends/starts", "careEnds", "careStarts", 34450.0 / 32270)
    say("adopted", "adopted", "careEnds", 0.088)
    say("uasc starts", "unaccompaniedStarts", "careStarts", 0.16)
    say("uasc stock", "unaccompaniedStock", "careStock", 0.0884)
    say("three placements", "threePlacements", "careStock", 0.104)
    say("three workers", "threeWorkers", "careStock", 0.27)
    say("missing", "missing", "careStock", 0.11)
    for band in ["0", "1-4", "5-9", "10-15", "16-17"] {
      say("care age \(band)", "careAge\(band)", "careStarts", 0)
    }
    for band in ["0", "1-4", "5-9", "10-15", "16-17"] {
      say("stock age \(band)", "stockAge\(band)", "careStock", 0)
    }
    for band in ["unborn", "0", "1-4", "5-9", "10-15", "16-17"] {
      say("ref age \(band)", "referralAge\(band)", "referrals", 0)
    }
    return lines.joined(separator: "\n")
  }
}
