import Checking
import CivilTime
import Foundation
import HTML
import Returns
import Testing

/// A census is checked from its file.
@Suite struct CensusCheckTests {
  private func request(_ xml: String) -> CheckRequest {
    CheckRequest(
      ReturnFiles(uploads: [(name: "cin.xml", bytes: Array(xml.utf8))]),
      today: Day(ordinal: 20_500))
  }

  static let xml = """
    <Message>
    <Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
    <ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>
    <Children><Child><ChildIdentifiers><LAchildID>DE1</LAchildID>
    <PersonBirthDate>2010-02-30</PersonBirthDate></ChildIdentifiers>
    <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
    <CINdetails><CINreferralDate>2025-06-01</CINreferralDate>
    <ChildProtectionPlans><CPPstartDate>2025-05-01</CPPstartDate></ChildProtectionPlans>
    </CINdetails></Child></Children></Message>
    """

  @Test func a_pair_that_fails_together_is_one_finding_with_both_places() async throws {
    var request = request(CensusCheckTests.xml)
    request.codes = ["1105"]
    let (report, taken) = try await request.run()
    let finding = try #require(report.findings.first)
    #expect(report.findings.count == 1)
    #expect(finding.child == "DE1")
    #expect(Set(finding.places.map(\.table)) == ["ChildProtectionPlans", "CINdetails"])
    #expect(finding.places.allSatisfy { $0.row == 1 })
    #expect(report.year.description == "2025-26")
    #expect(taken.contains { $0.contains("31 March 2026") })
  }

  @Test func the_page_marks_the_cells() async throws {
    var request = request(CensusCheckTests.xml)
    request.wantsTables = true
    let (report, taken) = try await request.run()
    let page = String(
      decoding: try report.page(taken: taken, madeOn: request.today).bytes, as: UTF8.self)
    #expect(page.contains("<mark>2025-05-01</mark>"))
  }

  @Test func without_a_reference_date_a_rule_that_needs_it_says_that_it_could_not_be_decided()
    async throws
  {
    let text = CensusCheckTests.xml.replacing("<ReferenceDate>2026-03-31</ReferenceDate>", with: "")
    let (report, _) = try await request(text).run()
    let waiting = report.outcomes.filter { $0.status == .couldNotRun }
    #expect(!waiting.isEmpty)
    #expect(waiting.allSatisfy { !$0.reason.isEmpty && $0.findings == 0 })
    #expect(report.outcomes.first { $0.card.code == "100" }?.findings == 1)
  }

  @Test func rules_of_2026_27_are_those_of_the_year_before_and_said_to_be_provisional() async throws
  {
    var request = request(CensusCheckTests.xml)
    request.ruleSet = CollectionYear("2026-27")
    let (report, taken) = try await request.run()
    #expect(report.ruleSet.description == "2026-27")
    #expect(taken.contains { $0.contains("provisional") })
    #expect(report.outcomes.contains { $0.card.code == "1105" && $0.status == .ran })
  }
}
