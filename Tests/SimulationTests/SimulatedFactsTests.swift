import CareRecord
import CivilTime
import CodeSets
import Testing

@testable import Simulation

@Suite struct SimulatedFactsTests {
  @Test func no_version_of_a_fact_has_a_problem() throws {
    var wrong: [String: Int] = [:]
    let authority = try Simulated.authority(700, seed: 3, casework: true, versions: .every)
    for change in authority.families.flatMap(\.changes) {
      guard case .put(let fact) = change.body else { continue }
      for problem in fact.allProblems() { wrong["\(change.kindName) \(problem)", default: 0] += 1 }
    }
    #expect(wrong == [:])
  }

  @Test func every_kind_is_told_and_every_code_is_one_of_its_years() throws {
    let library = try CodeSets.standard()
    var wrong: [String: Int] = [:]
    var kinds: Set<String> = []
    for family in try Simulated.large.get() {
      for change in family.changes {
        guard case .put(let fact) = change.body else { continue }
        kinds.insert(change.kindName)
        for (set, code, year) in codes(of: fact)
        where library[set]?.meaning(of: code, in: year) == nil {
          wrong["\(change.kindName) \(set) \(code) \(year)", default: 0] += 1
        }
      }
    }
    #expect(wrong == [:])
    let casework: Set = ["visit", "child_at_visit", "case_note"]
    let expected = Set(FactRegister.kinds.map { $0.kind.name }).subtracting(["received_row"])
    #expect(kinds.union(casework) == expected)
  }

  /// The codes of a fact with each collection year in which it held.
  private func codes<F: Fact>(of fact: F) -> [(set: String, code: String, year: Int)] {
    let last = FamilyStory.collectionYear(of: Simulated.lastDay)
    let from = fact.occurred.map { FamilyStory.collectionYear(of: $0.from) } ?? last
    let to = fact.occurred.map { when in
      FamilyStory.collectionYear(of: when.to ?? (when.isSpan ? Simulated.lastDay : when.from))
    }
    let years = max(from, 2023)...max(min(to ?? from, last), from, 2023)
    // Why a worker took over is asked since 2023-24.
    let asked = { (set: String) in set == "ssda903.SW_REASON" ? 2024 : 2023 }
    return F.fields.flatMap { field -> [(set: String, code: String, year: Int)] in
      guard case .text(let text) = field.read(fact) else { return [] }
      switch field.about.type {
      case .code(let set) where set != "ssda903.LA_PERM_SPECIAL":
        return years.filter { $0 >= asked(set) }.map { (set, text, $0) }
      case .codes(let set):
        return text.split(separator: " ").flatMap { code in years.map { (set, String(code), $0) } }
      default: return []
      }
    }
  }

  @Test func what_cannot_be_twice_at_once_never_is() throws {
    var overlaps: [String: Int] = [:]
    for family in try Simulated.authority(1500, seed: 4).families {
      for (subject, record) in Simulated.records(family) where subject.kind == .child {
        func check(_ name: String, _ spans: [DaySpan]) {
          let ordered = spans.sorted { $0.from < $1.from }
          for (one, other) in zip(ordered, ordered.dropFirst()) where one.overlaps(other) {
            overlaps[name, default: 0] += 1
          }
        }
        check("care", record[CarePeriod.self].map { DaySpan(from: $0.from, to: $0.to) })
        check("legal", record[LegalStatusSpan.self].map { DaySpan(from: $0.from, to: $0.to) })
        check("placement", record[Placement.self].map { DaySpan(from: $0.from, to: $0.to) })
        check(
          "protection", record[ChildProtectionPlan.self].map { DaySpan(from: $0.from, to: $0.to) })
        check("plan", record[FamilyPlan.self].map { DaySpan(from: $0.from, to: $0.to) })
        check("case", record[SocialCareEpisode.self].map { DaySpan(from: $0.from, to: $0.to) })
        check("missing", record[MissingEpisode.self].map { DaySpan(from: $0.from, to: $0.to) })
        check(
          "worker",
          record[Allocation.self].map {
            DaySpan(from: $0.from?.day ?? .unset, to: $0.to?.day)
          })
        check(
          "pupil number",
          record[PersonIdentifier.self].filter { ["upn", "upnUnknown"].contains($0.scheme.text) }
            .map { DaySpan(from: $0.from ?? .unset, to: $0.to) })
      }
    }
    #expect(overlaps == [:])
  }

  @Test func open_cases_have_a_worker_and_children_in_care_a_status_and_a_place() throws {
    let day = Simulated.lastDay
    var (open, inCare) = (0, 0)
    for family in try Simulated.authority(1500, seed: 4).families {
      for (subject, record) in Simulated.records(family) where subject.kind == .child {
        if let episode = record[SocialCareEpisode.self].last, episode.to == nil {
          open += 1
          #expect(record[Allocation.self].filter { $0.to == nil }.count == 1)
        }
        guard let care = record[CarePeriod.self].last, care.to == nil else { continue }
        inCare += 1
        let status = record[LegalStatusSpan.self].last { $0.carePeriod == care.id }
        let place = record[Placement.self].last { $0.carePeriod == care.id }
        #expect(status?.to == nil && status != nil)
        #expect(place?.to == nil && place != nil)
        #expect(record[SocialCareEpisode.self].last?.to == nil)
        #expect((record.identity?.birthDate ?? day).age(on: day) < 18)
      }
    }
    #expect(open > 150)
    #expect(inCare > 20)
  }

  @Test func brothers_and_sisters_share_a_family_referrals_and_often_a_home() throws {
    var (pairs, together, shared) = (0, 0, 0)
    for family in try Simulated.large.get() where family.children.count > 1 {
      let records = Simulated.records(family)
      let children = family.children.compactMap { records[$0] }
      #expect(
        children.allSatisfy { $0[FamilyMember.self].allSatisfy { $0.family == family.family.id } })
      #expect(
        records[family.family]?[FamilyMember.self].count == family.children.count
          + family.adults.count)
      let referrals = children.map { Set($0[Referral.self].map(\.on)) }
      if let first = referrals.first,
        referrals.dropFirst().contains(where: { !$0.isDisjoint(with: first) })
      {
        shared += 1
      }
      let placed = children.compactMap { record in
        record[Placement.self].last { $0.to == nil && $0.type.text.hasPrefix("U") }
      }
      for (one, other) in zip(placed, placed.dropFirst()) {
        pairs += 1
        if one.postcode == other.postcode { together += 1 }
      }
    }
    #expect(shared > 1500)
    #expect(pairs > 30)
    #expect(Double(together) / Double(pairs) > 0.4)
  }

  @Test func identifiers_are_those_of_one_child_only() throws {
    var seen: Set<String> = []
    for family in try Simulated.authority(2000).families {
      for (subject, record) in Simulated.records(family) where subject.kind == .child {
        for identifier in record[PersonIdentifier.self]
        where identifier.scheme != .upnUnknown {
          #expect(seen.insert("\(identifier.scheme) \(identifier.value)").inserted)
        }
        #expect(record.identifier(.laChildID) != nil)
        #expect(record.identifier(.upn) != nil || record.identifier(.upnUnknown) != nil)
      }
    }
  }

  @Test(arguments: [(383, "383"), (999, "820")])
  func a_pupil_number_has_an_authority_that_the_census_knows(
    _ number: Int, _ expected: String
  ) throws {
    let authority = try FictionalAuthority(
      children: 60, seed: 1, lastDay: Simulated.lastDay,
      authority: #require(Authority(number: number)), casework: false, versions: .final,
      parameters: EnglandParametersTests.read.get(), names: FictionalNames(),
      workingDays: .england())
    let numbers = authority.families.flatMap(\.childRecords).compactMap { $0.identifier(.upn) }
    #expect(numbers.count > 20)
    #expect(numbers.allSatisfy { $0.dropFirst().prefix(3) == expected })
  }

  @Test func everybody_in_a_family_has_been_so_since_a_day_that_was_past_when_it_was_told() throws {
    var members = 0
    for family in try Simulated.authority(300).families {
      for commit in family.commits {
        for case .put(let fact) in commit.changes.map(\.body) {
          guard let member = fact as? FamilyMember else { continue }
          members += 1
          #expect(member.from.map { $0 <= commit.known.inLondon.day } == true)
        }
      }
    }
    #expect(members > 500)
  }
}
