import CivilTime
import Exchange
import HTTPTypes
import Published
import Testing

@testable import Web

@Suite struct FewerRouteTests {
  let site: TestSite

  init() async throws { site = try await TestSite() }

  @Test(arguments: ["wren", "moss", "data", "fern", "sorrel"])
  func published_figures_are_for_everybody_who_signs_in(user: String) async throws {
    let client = try await site.client(as: user)
    let answer = try await client.get("/outcomes/fewer")
    #expect(answer.status == 200)
    #expect(answer.text.contains("<strong>53 of 151</strong>"))
    let sheet = try await client.get("/outcomes/fewer.csv?figures=revised")
    #expect(sheet.status == 200)
    #expect(sheet.headers[.contentType] == "text/csv; charset=utf-8")
    #expect(
      sheet.headers[.contentDisposition]?.contains("fewer-lookedAfter-2011-2015.csv") ?? false)
    #expect(sheet.text.contains("Leeds,383,counts,revised,fell"))
  }

  @Test func nobody_sees_them_without_signing_in() async throws {
    let answer = try await site.client().get("/outcomes/fewer")
    #expect(answer.status == 303)
  }

  @Test(arguments: ["/outcomes/fewer?from=2030", "/outcomes/fewer.csv?from=x&to=%00"])
  func what_cannot_be_asked_is_said(path: String) async throws {
    let answer = try await site.client(as: "fern").get(path)
    #expect(answer.status == 400)
    #expect(answer.text.contains("Choose a year from 2010 to 2025"))
  }

  @Test func figures_that_were_brought_are_shown_from_the_next_page_on() async throws {
    let client = try await site.client(as: "fern")
    #expect(try await client.get("/outcomes/fewer?to=2026").status == 400)
    let kept = KeptFigures(in: site.store)
    let header =
      "time_period,geographic_level,country_code,region_code,old_la_code,new_la_code,"
      + "population_count,number,rate_per_10000\n"
    let rows = [
      "2026,National,E92000001,,,,Children looked after at 31 March each year,81000,66\n",
      "2026,Local authority,E92000001,E12000003,383,,"
        + "Children looked after at 31 March each year,1399,78\n",
    ]
    let reading = FigureFileReading(
      name: "cla.csv", bytes: Array((header + rows.joined()).utf8), release: "CLA 2026",
      beside: try PublishedFigures.shipped())
    try await kept.keep(reading, by: "data", at: site.clock.now)
    let answer = try await client.get("/outcomes/fewer?to=2026")
    #expect(answer.status == 200)
    #expect(answer.text.contains("1,399"))
    for entry in try await kept.entries() { try await kept.remove(entry) }
    #expect(try await client.get("/outcomes/fewer?to=2026").status == 400)
  }

  @Test func inspections_that_were_brought_are_in_the_history_on_compare_and_in_the_register()
    async throws
  {
    let client = try await site.client(as: "fern")
    let kept = KeptFigures(in: site.store)
    let day = (site.clock.now.inLondon.day - 1).iso
    let tomorrow = (site.clock.now.inLondon.day + 1).iso
    let own = "\(TestSite.authority)"
    let reading = FigureFileReading(
      name: "ilacs.csv",
      bytes: Array(
        ("dfe_code,publication_date,impact_of_leaders,care_leavers,report_url\n"
          + "\(own),\(day),Inadequate,Outstanding,https://files.ofsted.gov.uk/v1/file/77\n"
          + "881,\(tomorrow),Inadequate,,\n").utf8),
      release: "ILACS list", beside: try PublishedFigures.shipped())
    #expect(reading.count == 2)
    try await kept.keep(reading, by: "data", at: site.clock.now)
    let history = try await client.get("/outcomes/ofstedLeadership").text
    #expect(history.contains("From ILACS list") && history.contains("ofsted.gov.uk/v1/file/77"))
    let name = try #require(try PublishedFigures.shipped().area(own)?.name)
    let judged = "/compare.csv?among=judgement&grade=inadequate"
    let compared = try await client.get(judged).text
    #expect(compared.contains("\(name),E0"))
    // What is published tomorrow is not shown today.
    #expect(!compared.contains("Essex,E1"))
    let register = try await client.get("/learning/inspections").text
    #expect(register.contains("From ILACS list") && register.contains("Take over"))
    for entry in try await kept.entries() { try await kept.remove(entry) }
    #expect(!(try await client.get(judged).text.contains("\(name),E0")))
  }
}
