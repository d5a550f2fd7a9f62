import Access
import CareRecord
import CaseworkPages
import CivilTime
import Foundation
import Store
import Testing

@testable import Web

/// Reviews, holds and destruction on the pages.
@Suite struct RetentionRouteTests {
  let site: TestSite
  private let child = Subject.child(SubjectID(raw: 4_711))

  init() async throws {
    site = try await TestSite()
    var identity = PersonIdentity()
    (identity.givenNames, identity.familyName) = ("Quilla", "Marsh")
    identity.birthDate = Day(iso: "1920-03-04")
    var care = CarePeriod()
    care.from = try #require(Day(iso: "1925-01-01"))
    care.to = try #require(Day(iso: "1926-01-01"))
    care.reasonCeased = "E4A"
    let officer = TestSite.people[2]
    _ = try await site.store.commit(
      Commit(
        by: Author(officer.user, through: "test"), at: site.clock.now, origin: .received,
        [
          .new(identity, id: FactID(raw: 1), of: [child]),
          .new(care, id: FactID(raw: 2), of: [child]),
        ]), by: officer)
  }

  private var path: String { "/retention/records/\(child.id.text)" }

  @Test(arguments: ["wren", "sorrel"])
  func only_those_who_may_review_see_what_is_due(user: String) async throws {
    let client = try await site.client(as: user)
    for page in ["/retention", "/retention/holds", "/retention/schedules", path] {
      #expect(try await client.get(page).status == 403, "\(page)")
    }
    #expect(try await client.get("/retention/backups").status == (user == "sorrel" ? 200 : 403))
  }

  @Test func two_people_destroy_a_record_and_its_certificate_names_nobody() async throws {
    let (manager, officer) = (
      try await site.client(as: "moss"), try await site.client(as: "data")
    )
    let list = try await manager.get("/retention").text
    #expect(list.contains("Quilla Marsh") && list.contains("4 March 1995"))
    let page = try await manager.get(path)
    #expect(page.text.contains("75 years from birth") && !page.text.contains("Approve"))
    // Without a decision or a reason nothing happens, and neither with a name.
    let wrong: [(KeyValuePairs<String, String>, String)] = [
      (["reason": "Over"], "Choose what you decide"),
      (["decision": "propose"], "Say why"),
      (["decision": "propose", "reason": "Quilla is over 100"], "Leave out the child"),
      (["decision": "destroy", "reason": "Now"], "Two people"),
      (["decision": "keep", "reason": "Claim"], "Enter the day"),
    ]
    for (answers, words) in wrong {
      let answer = try await manager.submit(path, on: page, answers)
      #expect(answer.status == 422 && answer.text.contains(words), "\(words)")
    }
    #expect(
      try await manager.submit(path, on: page, ["decision": "propose", "reason": "Over"])
        .location == path)
    let own = try await manager.get(path)
    #expect(own.text.contains("somebody else has to approve") && !own.text.contains("\"approve\""))
    #expect(
      try await manager.submit(path, on: own, ["decision": "approve", "reason": "I too"]).text
        .contains("You proposed this yourself"))
    let seen = try await officer.get(path)
    #expect(seen.text.contains("Moss Fable proposed"))
    #expect(
      try await officer.submit(path, on: seen, ["decision": "approve", "reason": "Agreed"])
        .status == 303)
    let approved = try await manager.get(path)
    let done = try await manager.submit(path, on: approved, ["decision": "destroy"])
    #expect(done.location == "/retention/destroyed/1")
    let certificate = try await manager.get("/retention/destroyed/1").text
    for words in [
      "Moss Fable: Over", "Dale Fable: Agreed", "Looked after, 75 years", "What remains",
    ] {
      #expect(certificate.contains(words), "\(words)")
    }
    #expect(!certificate.contains("Quilla") && !certificate.contains("Marsh"))
    #expect(try await manager.get(path).status == 404)
    #expect(try await manager.get("/children/\(child.id.text)").status == 404)
    #expect(try await manager.get("/retention").text.contains("No record is due"))
    #expect(try await officer.get("/retention/destroyed").text.contains("Certificate 1"))
    #expect(try site.stored().firstRange(of: Data("Quilla".utf8)) == nil)
  }

  @Test func a_hold_is_placed_and_lifted_on_pages_and_blocks_meanwhile() async throws {
    let client = try await site.client(as: "moss")
    let page = try await client.get("/retention/holds")
    #expect(
      try await client.submit("/retention/holds", on: page, [:]).text
        .contains("Choose which records"))
    #expect(
      try await client.submit(
        "/retention/holds", on: page, ["scope": "lookedAfter", "reason": "Inquiry"]
      ).status == 303)
    let held = try await client.get(path)
    #expect(held.text.contains("A legal hold keeps this record"))
    #expect(!held.text.contains("Propose to destroy it"))
    #expect(
      try await client.submit(path, on: held, ["decision": "propose", "reason": "Over"]).text
        .contains("Legal hold 1 keeps this record"))
    #expect(try await client.get("/retention").text.contains("Legal hold"))
    let lift = try await client.get("/retention/holds/1/lift")
    #expect(
      try await client.submit("/retention/holds/1/lift", on: lift, [:]).text.contains("Say why"))
    #expect(
      try await client.submit("/retention/holds/1/lift", on: lift, ["reason": "Over"]).status
        == 303)
    #expect(try await client.get(path).text.contains("Propose to destroy it"))
    #expect(try await client.get("/retention/holds/9/lift").status == 404)
  }

  @Test func schedules_are_adopted_by_the_data_officer_and_their_standing_is_shown() async throws {
    let (manager, officer) = (
      try await site.client(as: "moss"), try await site.client(as: "data")
    )
    let seen = try await manager.get("/retention/schedules")
    #expect(seen.text.contains("Not adopted: kept without end"))
    #expect(
      seen.text.contains("As others do it")
        && seen.forms.allSatisfy { $0.action != "/retention/schedules" })
    let page = try await officer.get("/retention/schedules")
    func send(_ answers: KeyValuePairs<String, String>) async throws -> Answer {
      try await officer.submit("/retention/schedules", on: page, answers)
    }
    #expect(
      try await send(["schedule": "lookedAfter", "years": "10", "reason": "Cabinet"]).text
        .contains("75 years at least"))
    #expect(try await send(["schedule": "", "years": "x", "reason": ""]).status == 422)
    #expect(
      try await send(["schedule": "childInNeed", "years": "25", "reason": "Cabinet"]).status
        == 303)
    #expect(try await officer.get("/retention/schedules").text.contains("Dale Fable"))
  }

  @Test func a_form_from_elsewhere_changes_nothing() async throws {
    let client = try await site.client(as: "moss")
    let answer = try await client.post(path, ["decision": "propose", "reason": "Over"])
    #expect(answer.status == 403 || answer.status == 400 || answer.status == 422)
    let reading = Reading(
      by: TestSite.people[1], at: site.clock.now, today: site.clock.now.inLondon.day,
      purpose: "test")
    #expect(try await site.store.retentionReview(of: child, for: reading).decisions.isEmpty)
  }
}
