import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Store
import Testing

@testable import Web

@Suite struct FindingRouteTests {
  let site: TestSite

  init() async throws {
    site = try await TestSite.withFamily()
    try await site.takeIntoCare(TestFamily.ada, first: 5_000)
    try await site.takeIntoCare(TestFamily.dot, first: 6_000)
  }

  @Test(arguments: [
    ("wren", ["Ada"]), ("moss", ["Ada"]), ("fern", []), ("data", ["Ada", "Dot"]),
  ])
  func findings_are_those_of_ones_own_children(user: String, names: [String]) async throws {
    let client = try await site.client(as: user)
    for page in [
      "/findings?view=list", "/findings?view=child", "/findings.csv",
      "/findings?view=list&worker=other", "/findings?view=list&team=South",
    ] {
      let answer = try await client.get(page)
      #expect(answer.status == 200)
      let isFiltered = page.contains("other") || page.contains("South")
      for name in ["Ada", "Dot"] {
        let expected = names.contains(name) && !(isFiltered && name == "Ada")
        #expect(answer.text.contains(name + " Example") == expected, "\(page) \(name)")
      }
    }
    for page in ["/findings", "/findings?view=worker", "/findings?view=team"] {
      let answer = try await client.get(page)
      #expect(answer.text.contains("Nothing would fail") == names.isEmpty)
      #expect(answer.text.contains(">other<") == (user == "data" && page.hasSuffix("worker")))
    }
  }

  @Test func the_list_of_findings_is_logged() async throws {
    _ = try await site.client(as: "wren").get("/findings?view=list")
    let reads = try await site.store.reads(by: "wren", for: site.reading("wren"))
    #expect(reads.contains { $0.purpose == "returns check" && ($0.found ?? 0) > 0 })
  }

  @Test func a_record_lists_its_own_findings_and_the_read_is_logged() async throws {
    let client = try await site.client(as: "wren")
    let page = Link.record(of: TestFamily.ada, .returns).text
    let answer = try await client.get(page)
    #expect(answer.status == 200)
    #expect(answer.text.contains("PLACE_PROVIDER"))
    #expect(answer.text.contains(Link.fact(FactID(raw: 5_002), of: TestFamily.ada).text))
    let overview = try await client.get(Link.record(of: TestFamily.ada).text)
    #expect(overview.text.contains(page))
    let reads = try await site.store.reads(by: "wren", for: site.reading("wren"))
    #expect(reads.contains { $0.purpose == "record: returns" && $0.record == TestFamily.ada.id })
    // Somebody else's worker is asked for a reason first.
    #expect(try await site.client(as: "fern").get(page).status == 303)
  }

  @Test func mending_the_fact_takes_the_finding_away() async throws {
    let client = try await site.client(as: "wren")
    let before = try await client.get("/findings?view=list").text
    #expect(before.contains("PLACE_PROVIDER"))
    var placement = try #require(
      try await site.record(TestFamily.ada)[Placement.self].first?.fact)
    placement.provider = "PR1"
    try await site.receive([
      Change(
        FactID(raw: 5_002), replaces: 1, of: [TestFamily.ada], .put(placement), reason: "Mended")
    ])
    let after = try await client.get("/findings?view=list").text
    #expect(!after.contains("PLACE_PROVIDER <strong>ZZ</strong>"))
    #expect(!after.contains(">ZZ<"))
  }

  @Test func rules_are_found_by_code_words_and_year() async throws {
    let client = try await site.client(as: "wren")
    let all = try await client.get("/rules").text
    #expect(all.contains(Link.rule("356", of: "ssda903").text))
    let found = try await client.get("/rules?q=356&year=2026").text
    #expect(found.contains(Link.rule("356", of: "ssda903").text))
    #expect(!found.contains(Link.rule("101", of: "ssda903").text))
    #expect(try await client.get("/rules?q=nosuchword").text.contains("No rule matches."))
  }

  @Test func a_rules_page_says_what_it_says_and_shows_its_examples() async throws {
    let client = try await site.client(as: "wren")
    let page = try await client.get("/rules/ssda903/356").text
    #expect(page.contains("An example that fails"))
    #expect(page.contains("An example that passes"))
    #expect(page.contains("Flagged"))
    #expect(page.contains("own documents were not at hand"))
    #expect(page.contains("Today it finds nothing"))
    #expect(try await client.get("/rules/ssda903/nonsense").status == 404)
    #expect(try await client.get("/rules/nonsense/356").status == 404)
  }

  @Test func every_rule_has_a_page() async throws {
    let client = try await site.client(as: "sorrel")
    let list = try await client.get("/rules").text
    let links = Set(list.matches(of: /href="(\/rules\/[a-z0-9]+\/[^"]+)"/).map { String($0.1) })
    #expect(links.count > 300)
    for link in links.sorted().prefix(500) {
      #expect(try await client.get(link).status == 200, "\(link)")
    }
  }
}

extension TestSite {
  /// Keeps a period of care whose placement names a kind of provider that there is not.
  func takeIntoCare(_ child: Subject, first: Int64) async throws {
    var period = CarePeriod()
    period.from = clock.now.inLondon.day - 30
    var placement = Placement()
    placement.carePeriod = FactID(raw: first)
    placement.type = "U6"
    placement.provider = "ZZ"
    placement.from = period.from
    var legal = LegalStatusSpan()
    legal.carePeriod = FactID(raw: first)
    legal.status = "C2"
    legal.from = period.from
    try await receive([
      .new(period, id: FactID(raw: first), of: [child]),
      .new(legal, id: FactID(raw: first + 1), of: [child]),
      .new(placement, id: FactID(raw: first + 2), of: [child]),
    ])
  }
}
