import Access
import CareRecord
import CivilTime
import Store
import Testing

@testable import Web

@Suite struct HomeTests {
  let site: TestSite

  init() async throws {
    site = try await TestSite()
    try await site.keep(child: 1, "Ada <Example>", worker: "wren", team: "North")
    try await site.keep(child: 2, "Bea Example", worker: "other", team: "South")
  }

  @Test(arguments: [
    ("wren", ["Ada"], "My children"), ("moss", ["Ada"], "My team’s children"),
    ("data", ["Ada", "Bea"], "Import files"), ("sorrel", [], "Hello, Sorrel Fable"),
  ])
  func the_first_page_lists_the_children_whom_one_answers_for(
    user: String, children: [String], words: String
  ) async throws {
    let page = try await site.client(as: user).get("/").text
    for name in ["Ada", "Bea"] {
      #expect(page.contains(name) == children.contains(name), "\(name)")
    }
    #expect(page.contains(words))
    #expect(!page.contains("<Example>"))
  }

  @Test func each_row_leads_to_its_record() async throws {
    let page = try await site.client(as: "wren").get("/").text
    #expect(page.contains("href=\"/children/0000000000001\""))
  }

  @Test func navigation_offers_what_the_role_may_do() async throws {
    let worker = try await site.client(as: "wren").get("/").text
    #expect(worker.contains("href=\"/drafts\""))
    #expect(!worker.contains("href=\"/imports\""))
    let officer = try await site.client(as: "data").get("/").text
    #expect(officer.contains("href=\"/imports\""))
  }
}

extension TestSite {
  /// Keeps a child of a name, allocated to a worker of a team.
  func keep(child number: Int64, _ name: String, worker: String, team: String) async throws {
    let words = name.split(separator: " ")
    var identity = PersonIdentity()
    identity.givenNames = words.first.map(String.init) ?? ""
    identity.familyName = words.last.map(String.init) ?? ""
    identity.birthDate = clock.now.inLondon.day.adding(years: -9)
    var allocation = Allocation()
    allocation.workerNumber = worker
    allocation.team = team
    allocation.from = PartialDay(clock.now.inLondon.day)
    let child = Subject.child(SubjectID(raw: number))
    guard let officer = TestSite.people.first(where: { $0.roles.contains(.dataOfficer) }) else {
      return
    }
    _ = try await store.commit(
      Commit(
        by: Author(officer.user, through: "test"), at: clock.now, origin: .received,
        [
          .new(identity, id: FactID(raw: number * 10), of: [child]),
          .new(allocation, id: FactID(raw: number * 10 + 1), of: [child]),
        ]), by: officer)
  }
}
