import Access
import CareRecord
import CaseworkPages
import HTTPTypes
import Store
import Testing

@testable import Store
@testable import Web

/// A server on a database for which this version still has to make lists and figures.
@Suite struct PreparingTests {
  private static let waiting = [
    "/children", "/children.csv", "/search?q=Example", "/findings", "/findings.csv",
    "/findings?view=list", "/retention",
  ]

  /// A family in a database as the version before left it, opened by a server of this one.
  /// - Parameter projections: those that are new, in SQL; all of them where it is empty
  private func upgraded(_ projections: String = "") async throws -> (
    site: TestSite, pages: AuthorityPages
  ) {
    let old = try await TestSite.withFamily()
    try await old.takeIntoCare(TestFamily.ada, first: 5_000)
    try await old.store.write {
      try $0.run("UPDATE projection SET version = version - 1 \(projections)")
    }
    let site = try await old.restarted(making: .later)
    return (site, try buildPages(of: site.served, with: site.parts()))
  }

  private func client(_ user: String, _ site: TestSite, _ pages: AuthorityPages) async throws
    -> TestClient
  {
    let client = TestClient(pages.responder, of: site)
    #expect(try await client.signIn(user).status == 303)
    return client
  }

  private func prepared(_ site: TestSite, _ pages: AuthorityPages) async throws {
    await pages.queue.wake()
    for _ in 0..<3_000 where site.store.preparation != nil {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(site.store.preparation == nil)
  }

  @Test func what_is_read_from_all_records_says_that_it_is_being_prepared() async throws {
    let (site, pages) = try await upgraded()
    let client = try await client("moss", site, pages)
    for path in PreparingTests.waiting {
      let answer = try await client.get(path)
      #expect(answer.status == 503, "\(path)")
      #expect(answer.text.contains("Kith is still preparing this page"), "\(path)")
      #expect(answer.text.contains("could leave out a child"))
      #expect(answer.headers[.retryAfter] == "30")
      #expect(!answer.text.contains("Ada"), "\(path)")
    }
    let home = try await client.get("/")
    #expect(home.status == 200)
    #expect(home.text.contains("Kith is preparing"))
    #expect(
      home.text.contains("the search") && home.text.contains("The list is still being prepared"))
    #expect(!home.text.contains("No children are allocated"))
    // A record, and whoever asks how the server is.
    let record = try await client.get("/children/\(TestFamily.ada.id.text)/chronology")
    #expect(record.status == 200 && record.text.contains("Ada Example"))
    #expect(try await client.get("/health").text == "ok\n")
    let ready = try await client.get("/ready")
    #expect(ready.status == 200 && ready.text.hasPrefix("ready, still preparing"))

    try await prepared(site, pages)
    for path in PreparingTests.waiting {
      #expect(try await client.get(path).status == 200, "\(path)")
    }
    let later = try await client.get("/")
    #expect(!later.text.contains("preparing") && later.text.contains("Ada Example"))
    #expect(try await client.get("/ready").text == "ready\n")
  }

  @Test func a_record_and_its_headlines_are_there_while_other_lists_are_made() async throws {
    let (site, pages) = try await upgraded("WHERE name IN ('child_headline', 'measure')")
    let client = try await client("wren", site, pages)
    let record = try await client.get("/children/\(TestFamily.ada.id.text)")
    #expect(record.status == 200)
    #expect(record.text.contains("Ben Example") && record.text.contains("Cal Example"))
    #expect(try await client.get("/children").status == 503)
    let outcomes = try await client.get("/outcomes")
    #expect(outcomes.status == 200)
    #expect(
      outcomes.text.contains("Kith is preparing the figures from our own record and the lists"))
    // What was written is saved.
    let page = try await client.get("/children/\(TestFamily.ada.id.text)/visits/new")
    #expect(page.status == 200)
    try await prepared(site, pages)
    #expect(try await client.get("/children").text.contains("Cal Example"))
  }

  @Test func other_work_waits_until_the_lists_are_whole() async throws {
    let (site, pages) = try await upgraded()
    _ = try await site.store.addJob(
      "exporting", of: #"{"form":"cin","year":2025}"#, by: "data", at: site.clock.now)
    try await prepared(site, pages)
    for _ in 0..<3_000 {
      if try await site.store.job(1)?.ended != nil { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(try await site.store.job(1)?.outcome == .done)
  }
}
