import CivilTime
import Testing

@testable import CINCensus
@testable import Returns

@Suite struct CINCheckTests {
  private func file(_ xml: String, name: String = "cin.xml") throws -> SourceFile {
    try SourceFile(name: name, bytes: Array(xml.utf8))
  }

  private func census(_ children: String, header: String? = nil) throws -> SourceFile {
    let own =
      "<Header><CollectionDetails><Year>2026</Year>"
      + "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>"
    return try file("<Message>\(header ?? own)<Children>\(children)</Children></Message>")
  }

  private func report(
    _ file: SourceFile, rules: [String]? = nil, threads: Int = 1
  ) async throws -> CheckReport {
    let year = try #require(CollectionYear("2025-26"))
    let asked = rules.map { codes in
      CINRuleBook.rules(of: year).filter { codes.contains($0.card.code) }
    }
    return await CINCheck(
      [file], ruleSet: year, calendar: try CINRuleExampleTests.calendar.get(), rules: asked
    ).report(threads: threads)
  }

  @Test func the_sample_that_should_pass_passes() async throws {
    let report = try await report(try SourceFile(path: Samples.path("cin/annotated_2026.xml")))
    #expect(report.children == 4)
    #expect(report.outcomes.allSatisfy { $0.status == .ran })
    #expect(report.findings.map { report.outcomes[$0.rule].card.code } == [])
    #expect(report.refusals.isEmpty)
    #expect(report.notes.isEmpty)
  }

  @Test func without_a_reference_date_rules_on_the_period_say_that_they_could_not_run() async throws
  {
    let child =
      "<Child><CINdetails><CINclosureDate>1990-01-01</CINclosureDate></CINdetails></Child>"
    let report = try await report(
      census(child, header: ""), rules: ["100", "8600", "8620", "8805"])
    #expect(report.outcomes.map(\.card.code) == ["100", "8600", "8620", "8805"])
    #expect(report.outcomes.map(\.status) == [.ran, .ran, .couldNotRun, .ran])
    #expect(report.outcomes.map(\.findings) == [1, 1, 0, 1])
    #expect(report.outcomes[2].reason.contains("reference date"))
    let header = try #require(report.findings.first?.places.first)
    #expect(header.table == "Header")
    #expect(header.row == 1)
    #expect(header.values == [nil])
  }

  @Test func rows_are_counted_by_element_in_the_order_of_the_file() async throws {
    let plan = { (reviews: String) in
      "<ChildProtectionPlans><CPPstartDate>2025-06-01</CPPstartDate>\(reviews)</ChildProtectionPlans>"
    }
    let report = try await report(
      census(
        """
        <Child><ChildIdentifiers><LAchildID> A1 </LAchildID></ChildIdentifiers>
        <ChildCharacteristics><Disabilities><Disability>MOB</Disability><Disability/></Disabilities>
        </ChildCharacteristics><CINdetails>
        \(plan("<Reviews/>"))
        \(plan("<Reviews><CPPreviewDate>2025-06-02</CPPreviewDate></Reviews>"
          + "<Reviews><CPPreviewDate>x</CPPreviewDate><CPPreviewDate>2025-06-01</CPPreviewDate></Reviews>"))
        </CINdetails></Child>
        <Child><ChildCharacteristics><Disabilities><Disability>NONE</Disability>
        <Disability>LD</Disability></Disabilities></ChildCharacteristics></Child>
        """), rules: ["8790", "8841", "8842Q"])
    let places = report.findings.map { finding in
      finding.places.map { "\($0.table) \($0.row) \($0.values.map { $0 ?? "-" })" }
    }
    #expect(
      places == [
        ["Disabilities 4 [\"LD\"]"],
        ["ChildProtectionPlans 2 [\"2025-06-01\"]", "Reviews 4 [\"2025-06-01\"]"],
        ["Reviews 1 [\"-\"]"], ["Reviews 3 [\"x\"]"],
      ])
    #expect(report.findings.map(\.child) == [nil, "A1", "A1", "A1"])
    #expect(report.findings[0].places[0].origin?.line == 8)
    #expect(report.refusals.map(\.value) == ["x"])
  }

  @Test func a_group_is_pointed_at_by_the_identifier_of_its_child() async throws {
    let report = try await report(
      census(
        """
        <Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>
        <CINdetails><Section47><ICPCnotRequired>1</ICPCnotRequired></Section47></CINdetails></Child>
        """), rules: ["2991Q"])
    let place = try #require(report.findings.first?.places.first)
    #expect(place.table == "Section47")
    #expect(place.fields == ["LAchildID"])
    #expect(place.values == ["A1"])
  }

  @Test func factors_are_one_field_of_their_assessment() async throws {
    let report = try await report(
      census(
        """
        <Child><CINdetails><Assessments/><Assessments><FactorsIdentifiedAtAssessment>
        <AssessmentFactors>21</AssessmentFactors><AssessmentFactors>2B</AssessmentFactors>
        </FactorsIdentifiedAtAssessment></Assessments></CINdetails></Child>
        """), rules: ["8869"])
    let place = try #require(report.findings.first?.places.first)
    #expect(place.row == 2)
    #expect(place.fields == ["AssessmentFactors"])
    #expect(place.values == ["21, 2B"])
  }

  @Test(arguments: [
    ("2023-03-31", "2023-01-30", "2023-03-13", "2022-03-31"),
    ("2024-03-31", "2024-01-29", "2024-03-11", "2023-03-31"),
    ("2025-03-31", "2025-01-28", "2025-03-11", "2024-03-28"),
    ("2026-03-31", "2026-01-28", "2026-03-11", "2025-03-31"),
    ("2027-03-31", "2027-01-26", "2027-03-09", "2026-03-31"),
  ])
  func limits_in_working_days_are_those_of_the_specification(
    end: String, assessment: String, enquiry: String, before: String
  ) throws {
    let setting = CINCheckSetting(
      referenceDate: Day(iso: end), calendar: try CINRuleExampleTests.calendar.get())
    #expect(setting.assessmentLimit.day.iso == assessment)
    #expect(setting.enquiryLimit.day.iso == enquiry)
    #expect(setting.lastWorkingDayBefore.day.iso == before)
  }

  @Test(arguments: ["0123456789ABCDEFGHIJ", "éééééééééééééééééééé", "1"])
  func an_identifier_of_twenty_characters_is_not_too_long(id: String) async throws {
    func child(_ id: String) -> String {
      "<Child><ChildIdentifiers><LAchildID>\(id)</LAchildID></ChildIdentifiers></Child>"
    }
    let file = try census(child(id) + child(id + "-12345678901234567890"))
    let report = try await report(file, rules: ["1570", "1580"])
    #expect(report.findings.map { $0.places[0].row } == [2, 2])
  }

  @Test func pairs_of_a_hostile_child_are_listed_up_to_a_limit() async throws {
    let plan = "<CINPlanDates><CINPlanStartDate>2025-05-01</CINPlanStartDate></CINPlanDates>"
    let many = String(repeating: plan, count: 320)
    let report = try await report(
      census("<Child><CINdetails>\(many)</CINdetails></Child>"), rules: ["4014"])
    #expect(report.findings.count == CINFindings.limit)
    #expect(report.notes.map(\.text).contains { $0.contains("4014") })
  }

  @Test func children_of_the_record_are_checked_as_they_would_be_sent() async throws {
    let census = CINReturn([try RandomCensus(seed: 3).file(children: 30)])
    let year = try #require(CollectionYear("2025-26"))
    let report = await CINCheck(
      census.children, header: census.header, ruleSet: year,
      calendar: try CINRuleExampleTests.calendar.get()
    ).report()
    #expect(report.children == 30)
    #expect(!report.findings.isEmpty)
    #expect(report.findings.flatMap(\.places).allSatisfy { $0.origin == nil })
    let written = CINWriter.xml(census.header, census.children)
    let again = try await self.report(SourceFile(name: "again.xml", bytes: written.bytes))
    #expect(again.outcomes.map(\.findings) == report.outcomes.map(\.findings))
  }

  // MARK: - Pieces

  @Test(arguments: [2, 3, 8])
  func what_is_found_does_not_depend_on_the_number_of_threads(threads: Int) async throws {
    let file = try RandomCensus(seed: 11).file(children: 600)
    let one = try await report(file)
    let many = try await report(file, threads: threads)
    #expect(one.children == 600)
    #expect(one.findings.count > 600)
    #expect(many.children == one.children)
    #expect(many.outcomes.map(\.findings) == one.outcomes.map(\.findings))
    #expect(many.findings.map(\.places) == one.findings.map(\.places))
    #expect(many.findings.map(\.child) == one.findings.map(\.child))
    #expect(many.notes.map(\.text) == one.notes.map(\.text))
    #expect(many.refusals.map(\.line) == one.refusals.map(\.line))
  }

  @Test func a_cut_in_a_comment_or_a_broken_file_is_read_in_one_go() async throws {
    let child = "<Child><ChildIdentifiers><LAchildID>A</LAchildID></ChildIdentifiers></Child>\n"
    let hidden = "<!--" + String(repeating: child, count: 8_000) + "-->"
    let commented = try census(child + hidden + child)
    #expect(try await report(commented, threads: 2).children == 2)
    let broken = try census(String(repeating: child, count: 8_000) + "<Child></Chil>" + child)
    let report = try await report(broken, rules: ["8510"], threads: 2)
    #expect(report.children == 8_000)
    #expect(report.refusals.count == 1)
    #expect(report.refusals.first?.line == 8_001)
  }

  @Test(arguments: 0..<12)
  func random_censuses_are_checked_whole(seed: UInt64) async throws {
    for year in try [2023, 2024, 2025, 2026].map({ try #require(CollectionYear(endYear: $0)) }) {
      let file = try RandomCensus(seed: seed).file(children: 40)
      let report = await CINCheck(
        [file], ruleSet: year, calendar: try CINRuleExampleTests.calendar.get()
      ).report()
      #expect(report.children == 40)
      for (place, outcome) in report.outcomes.enumerated() {
        #expect(outcome.findings == report.findings.filter { $0.rule == place }.count)
      }
    }
  }
}
