import CareRecord
import CivilTime
import HTML
import Hummingbird
import Store
import Testing

@testable import Web

@Suite struct OutcomeRouteTests {
  let site: TestSite

  init() async throws { site = try await TestSite() }

  @Test func whoever_is_signed_in_sees_what_is_published_of_their_own_authority() async throws {
    for user in ["wren", "data"] {
      let client = try await site.client(as: user)
      let answer = try await client.get("/outcomes")
      #expect(answer.status == 200)
      #expect(answer.text.contains("Outcomes: Leeds"))
      #expect(answer.text.contains("href=\"/outcomes\""))
    }
    let stranger = try await site.client().get("/outcomes")
    #expect(stranger.status != 200 && !stranger.text.contains("Leeds"))
  }

  @Test func an_indicator_is_found_by_its_name_alone() async throws {
    let client = try await site.client(as: "wren")
    let answer = try await client.get("/outcomes/factorRate.neglect")
    #expect(answer.status == 200 && answer.text.contains("Neglect found in assessment"))
    let other = try await client.get("/outcomes/claRate?area=881")
    #expect(other.text.contains("You are looking at Essex"))
    for address in ["/outcomes/nonsense", "/outcomes/nonsense/figures.csv"] {
      let missing = try await client.get(address)
      #expect(missing.status == 404)
      #expect(missing.text.contains("There is no such indicator"))
    }
  }

  @Test(arguments: [
    ("/outcomes.csv", "National Framework", "Outcome or enabler"),
    ("/outcomes/claRate/figures.csv", "Leeds", "Interval from"),
    ("/compare.csv?among=all&indicator=cinRate", "Bradford", "Definition version"),
  ])
  func figures_can_be_taken_along(address: String, row: String, heading: String) async throws {
    let client = try await site.client(as: "wren")
    let answer = try await client.get(address)
    #expect(answer.status == 200)
    #expect(answer.headers[.contentType] == "text/csv; charset=utf-8")
    #expect(answer.text.contains(heading))
    if !address.hasPrefix("/outcomes.csv") { #expect(answer.text.contains(row)) }
  }

  @Test func the_framework_is_a_workbook_too() async throws {
    let client = try await site.client(as: "wren")
    let answer = try await client.get("/outcomes.xlsx")
    #expect(answer.status == 200)
    // A zip file begins so.
    #expect(answer.bytes.starts(with: [0x50, 0x4B, 3, 4]))
    #expect(answer.bytes.count > 10_000)
  }

  @Test func a_comparison_is_brought_back_by_its_address() async throws {
    let client = try await site.client(as: "wren")
    let answer = try await client.get(
      "/compare?indicator=threePlacements&among=chosen&authority=383&authority=881&year=2024")
    #expect(answer.status == 200)
    #expect(answer.text.contains("Three or more placements"))
    #expect(answer.text.contains("year ending 31 March 2024"))
    #expect(answer.text.contains("Essex"))
    let odd = try await client.get("/compare?indicator=%3Cscript%3E&year=x&authority=%00")
    #expect(odd.status == 200 && !odd.text.contains("<script>"))
  }

  @Test func our_own_figures_are_for_those_who_may_see_them_and_the_reading_is_logged() async throws
  {
    let client = try await site.client(as: "wren")
    #expect(try await client.get("/outcomes").text.contains("Our record"))
    let page = try await client.get("/outcomes/claRate").text
    #expect(page.contains("From our own record"))
    #expect(page.contains("/outcomes/claRate/children?at="))
    let reads = try await site.store.reads(by: "wren", for: site.reading("wren"))
    #expect(reads.contains { $0.purpose == "outcomes" })
    // Of another authority our record says nothing; the custodian sees none of it.
    #expect(
      try await !client.get("/outcomes/claRate?area=881").text.contains("From our own record"))
    let custodian = try await site.client(as: "sorrel").get("/outcomes")
    #expect(custodian.status == 200 && !custodian.text.contains("Our record"))
  }

  @Test func month_ends_are_those_before_the_day() throws {
    let day = try #require(Day(year: 2026, month: 3, day: 31))
    #expect(day.monthEnds(back: 2).map(\.iso) == ["2026-01-31", "2026-02-28"])
    #expect(day.monthEnds(back: 0).isEmpty)
  }
}
