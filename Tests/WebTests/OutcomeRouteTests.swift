import CareRecord
import CivilTime
import HTML
import Hummingbird
import Testing

@testable import Store
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

  /// A page says beside its figures that they are not of whom was asked for; a file could not.
  @Test(arguments: [
    "/outcomes.csv", "/outcomes.xlsx", "/outcomes/claRate/figures.csv",
    "/outcomes/claRate/figures.xlsx", "/compare.csv",
  ])
  func no_file_is_made_of_an_authority_that_there_is_not(address: String) async throws {
    let client = try await site.client(as: "data")
    let answer = try await client.get(address + "?area=Atlantis")
    #expect(answer.status == 404 && answer.text.contains("“Atlantis” is no authority"))
    #expect(try await client.get(address + "?area=881").status == 200)
  }

  @Test func no_list_is_made_of_a_day_that_there_is_not() async throws {
    let client = try await site.client(as: "data")
    for day in ["2026-02-30", "2999-01-01", "x"] {
      let answer = try await client.get("/outcomes/claRate/children.csv?at=" + day)
      #expect(answer.status == 400 && answer.text.contains("“\(day)” is no day"))
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
    #expect(page.contains("record.csv?months=24"))
    #expect(try await client.get("/outcomes/claRate?months=120").status == 200)
    let odd = try await client.get("/outcomes/claRate?months=7")
    #expect(odd.status == 400 && odd.text.contains("24, 60, 120 or 240"))
    let sheet = try await client.get("/outcomes/claRate/record.csv?months=60")
    #expect(sheet.status == 200 && sheet.text.contains("Day,"))
    #expect(try await client.get("/outcomes/claRate/record.csv?area=881").status == 404)
    let reads = try await site.store.reads(by: "wren", for: site.reading("wren"))
    #expect(reads.contains { $0.purpose == "outcomes" })
    // Of another authority our record says nothing; the custodian sees none of it.
    #expect(
      try await !client.get("/outcomes/claRate?area=881").text.contains("From our own record"))
    let custodian = try await site.client(as: "sorrel").get("/outcomes")
    #expect(custodian.status == 200 && !custodian.text.contains("Our record"))
  }

  @Test func while_nothing_can_be_written_published_figures_are_shown_and_why_ours_are_not()
    async throws
  {
    let client = try await site.client(as: "wren")
    let before = try await site.store.reads(by: "wren", for: site.reading("wren")).count
    // From here on the database refuses every write, as on a disk that became read-only.
    try await site.store.write { try $0.run("PRAGMA query_only = 1") }
    for address in ["/outcomes", "/outcomes/claRate", "/outcomes/threePlacements"] {
      let page = try await client.get(address)
      #expect(page.status == 200, "\(address)")
      #expect(page.text.contains("Figures from our own record are not shown at the moment"))
      #expect(page.text.contains("Leeds") && !page.text.contains("/children?at="))
    }
    for address in ["/outcomes.csv", "/outcomes.xlsx", "/outcomes/claRate/figures.csv"] {
      #expect(try await client.get(address).status == 200, "\(address)")
    }
    #expect(!(try await client.get("/outcomes.csv").text.contains("Our record")))
    // What says nothing of our own record has nothing to explain.
    let other = try await client.get("/outcomes?area=881")
    #expect(other.status == 200 && !other.text.contains("not shown at the moment"))
    let children = try await client.get("/outcomes/claRate/children")
    #expect(children.status == 503)
    #expect(try await site.store.reads(by: "wren", for: site.reading("wren")).count == before)
  }

  @Test func month_ends_are_those_before_the_day() throws {
    let day = try #require(Day(year: 2026, month: 3, day: 31))
    #expect(day.monthEnds(back: 2).map(\.iso) == ["2026-01-31", "2026-02-28"])
    #expect(day.monthEnds(back: 0).isEmpty)
  }
}
