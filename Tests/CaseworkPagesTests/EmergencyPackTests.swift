import CareRecord
import CivilTime
import CodeSets
import HTML
import Store
import Testing

@testable import CaseworkPages

@Suite struct EmergencyPackTests {
  private let family = SubjectID(raw: 50)
  private let mother = SubjectID(raw: 60)

  private func pack(_ samples: [Sample], members: [FamilyMember] = []) throws -> EmergencyPack {
    var records = EmergencyRecords()
    records.children = samples.map(\.record)
    records.families[family] = members
    var identity = PersonIdentity()
    identity.givenNames = "Mara"
    identity.familyName = "Example"
    records.people[mother] = identity
    return EmergencyPack(
      records, of: .fictional, made: moment("2026-11-21"), codes: try .standard(),
      workingDays: try .england())
  }

  private func inCare() throws -> Sample {
    var sample = try Sample()
    sample.born()
    let period = sample.hold(CarePeriod.self) { $0.from = day("2025-06-01") }
    sample.hold(Placement.self) {
      $0.carePeriod = period
      $0.type = "U1"
      $0.provider = "PR1"
      $0.from = day("2025-06-01")
      $0.postcode = "LS1 4AB"
      $0.urn = "SC123456"
    }
    sample.hold(Allocation.self) {
      $0.workerName = "Sam Okoro"
      $0.workerNumber = "SW123"
      $0.team = "Hillside"
      $0.from = PartialDay(day("2025-06-02"))
    }
    return sample
  }

  @Test func a_child_is_found_by_team_and_worker_with_what_must_be_known() throws {
    var sample = try inCare()
    sample.hold(RecordAlert.self) {
      $0.text = "Do not let <the uncle> collect her"
      $0.from = day("2026-01-05")
    }
    sample.hold(RecordAlert.self) {
      $0.text = "Long over"
      $0.from = day("2025-01-05")
      $0.to = day("2025-02-05")
    }
    sample.hold(Address.self) {
      $0.from = day("2024-01-01")
      $0.to = day("2025-06-01")
      $0.lines = "1 Old Road"
    }
    sample.hold(Address.self) {
      $0.from = day("2025-06-01")
      $0.lines = "2 New Road"
      $0.postcode = "LS1 4AB"
    }
    let text = try pack([sample]).page().markup.description
    let words = plain(text)
    #expect(words.contains("Hillside Sam Okoro (SW123): 1 child Example, Ada"))
    #expect(
      words.contains("Alert: Do not let &lt;the uncle&gt; collect her (since 5 January 2026)"))
    #expect(!words.contains("Long over"))
    #expect(words.contains("Born 4 March 2022, 4 years old"))
    #expect(words.contains("Status In care since 1 June 2025"))
    #expect(words.contains("since 1 June 2025"))
    #expect(words.contains("postcode LS1 4AB"))
    #expect(words.contains("Ofsted number SC123456"))
    #expect(words.contains("Address 2 New Road, LS1 4AB"))
    #expect(!words.contains("Old Road"))
    // The contents lead there, by team and by the letter of the family name.
    #expect(text.contains("href=\"#team-1\"") && text.contains("id=\"team-1\""))
    #expect(text.contains("href=\"#child-1\"") && text.contains("id=\"child-1\""))
    #expect(words.contains("By name E Example, Ada"))
  }

  @Test func a_protected_address_says_not_to_disclose_it() throws {
    var sample = try inCare()
    sample.hold(Address.self) {
      $0.lines = "A refuge"
      $0.isProtected = true
    }
    let words = plain(try pack([sample]).page().markup.description)
    #expect(
      words.contains(
        "Protected address: do not disclose it to anyone, the family included. A refuge"))
  }

  @Test func the_family_is_named_with_parental_responsibility_without_those_who_left() throws {
    var sample = try inCare()
    let own = sample.record.subject.id
    sample.hold(FamilyMember.self) {
      $0.family = family
      $0.person = own
      $0.role = .child
    }
    func member(
      _ person: SubjectID?, _ role: Code<FamilyRole>, _ responsible: Bool?, to: String? = nil
    )
      -> FamilyMember
    {
      var member = FamilyMember()
      member.family = family
      member.person = person
      member.role = role
      member.parentalResponsibility = responsible
      member.to = to.map(day)
      return member
    }
    let words = plain(
      try pack(
        [sample],
        members: [
          member(own, .child, nil), member(mother, .mother, true), member(nil, .father, nil),
          member(SubjectID(raw: 99), "grandparent", false, to: "2025-01-01"),
        ]
      ).page().markup.description)
    #expect(words.contains("Mara Example, Mother. Parental responsibility: yes"))
    #expect(words.contains("Name not known, Father. Parental responsibility: not recorded"))
    #expect(!words.contains("Grandparent"))
    #expect(!words.contains("Ada Example, Child"))
  }

  @Test func children_of_nobody_come_first_and_none_is_without_a_name() throws {
    let allocated = try inCare()
    var alone = try Sample()
    alone.hold(SocialCareEpisode.self) { $0.from = day("2026-10-01") }
    let made = try pack([allocated, alone])
    #expect(made.teams.map(\.name) == ["Nobody is allocated", "Hillside"])
    #expect(made.childCount == 2)
    let words = plain(try made.page().markup.description)
    #expect(words.contains("Name not known"))
    #expect(words.contains("age not known"))
    #expect(words.contains("Open case since 1 October 2026"))
    #expect(words.contains("Family Nobody is recorded"))
  }

  @Test func dates_that_contradict_each_other_are_not_taken_for_a_present_address() throws {
    var sample = try inCare()
    sample.hold(Address.self) {
      $0.from = day("2026-05-01")
      $0.to = day("2026-04-01")
      $0.lines = "Nowhere"
    }
    let words = plain(try pack([sample]).page().markup.description)
    #expect(words.contains("Address Not recorded"))
  }

  @Test func a_family_of_several_children_is_told_once_for_each_worker() throws {
    func child(_ name: String, worker: String) throws -> Sample {
      var sample = try Sample()
      sample.born(named: "\(name) Example")
      let own = sample.record.subject.id
      sample.hold(FamilyMember.self) {
        $0.family = family
        $0.person = own
        $0.role = .child
      }
      sample.hold(SocialCareEpisode.self) { $0.from = day("2025-06-01") }
      sample.hold(Allocation.self) {
        $0.workerName = worker
        $0.team = "Hillside"
        $0.from = PartialDay(day("2025-06-02"))
      }
      return sample
    }
    var mother = FamilyMember()
    mother.family = family
    mother.person = self.mother
    mother.role = .mother
    let words = plain(
      try pack(
        [
          child("Ada", worker: "Sam Okoro"), child("Ben", worker: "Sam Okoro"),
          child("Cal", worker: "Ash Reed"),
        ], members: [mother]
      ).page().markup.description)
    #expect(words.ranges(of: "Mara Example, Mother").count == 2)
    #expect(words.ranges(of: "The same family as of").count == 1)
    #expect(words.contains("Hillside, Sam Okoro"))
  }

  @Test func an_empty_pack_says_so() throws {
    let words = plain(try pack([]).page().markup.description)
    #expect(words.contains("No child had an open case."))
  }
}

/// What is read on a page: without tags and styles, with single spaces.
private func plain(_ markup: String) -> String {
  wordsRead(in: markup.split(separator: "</style>", maxSplits: 1).last ?? markup[...])
}

extension CodeSetLibrary {
  fileprivate static func standard() throws -> CodeSetLibrary { try CodeSets.standard() }
}
