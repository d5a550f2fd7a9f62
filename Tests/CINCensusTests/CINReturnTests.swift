import CivilTime
import CodeSets
import Testing

@testable import CINCensus
@testable import Returns

@Suite struct CINReturnTests {
  private func sample(_ name: String) throws -> CINReturn {
    CINReturn([try SourceFile(path: Samples.path("cin/\(name)"))])
  }

  private func read(_ children: String, header: String = "") throws -> CINReturn {
    let xml = "<Message>\n\(header)<Children>\n\(children)\n</Children></Message>"
    return CINReturn([try SourceFile(name: "cin.xml", bytes: Array(xml.utf8))])
  }

  @Test(arguments: [
    ("CIN_Census_2021.xml", 1, "2022-23"), ("fake_CIN_data.xml", 332, "2022-23"),
    ("annotated_2026.xml", 4, "2025-26"),
  ])
  func the_samples_are_read_whole(name: String, children: Int, year: String) throws {
    let census = try sample(name)
    #expect(census.children.count == children)
    #expect(census.children.map(\.position) == Array(1...children))
    #expect(census.notes.isEmpty)
    #expect(census.refusals.isEmpty)
    #expect(census.collectionYear?.year.description == year)
  }

  @Test func every_part_of_a_child_is_read_with_its_line() throws {
    let census = try sample("CIN_Census_2021.xml")
    #expect(census.header.source[.LEA] == "201")
    #expect(census.header.source[.DateTime] == "2023-05-23T11:14:05")
    let child = try #require(census.children.first)
    #expect(child.id == "DfEX0000001")
    #expect(child.origin == RowOrigin(file: "CIN_Census_2021.xml", line: 18))
    #expect(child.identifiers[.UPNunknown] == "UN3")
    #expect(child.identifiers.line(of: .UPNunknown) == 23)
    #expect(child.identifiers.day(.PersonBirthDate)?.iso == "1965-03-27")
    #expect(child.identifiers[.Sex] == nil)
    #expect(child.characteristics[.Ethnicity] == "WBRI")
    #expect(child.disabilities == ["HAND", "HEAR"])
    #expect(child.disabilities.map(\.line) == [32, 33])
    let details = try #require(child.details.first)
    #expect(details.row[.ReferralSource] == "1A")
    #expect(details.row.flag(.ReferralNFA) == false)
    #expect(details.row[.DateOfInitialCPC] == "1970-12-06")
    #expect(details.assessments.map(\.factors) == [["2A", "2B"]])
    #expect(details.plans.map { $0[.CINPlanEndDate] } == ["1971-01-26"])
    #expect(details.enquiries.map { $0[.DateOfInitialCPC] } == ["1970-06-17"])
    #expect(details.enquiries.map { $0.flag(.ICPCnotRequired) } == [false])
    #expect(details.protectionPlans.map { $0.row[.NumberOfPreviousCPP] } == ["10"])
    #expect(details.protectionPlans.map { $0.reviewDays.map(\.iso) } == [["1971-02-15"]])
    #expect(details.preProceedings.isEmpty)
  }

  @Test(arguments: ["CIN_Census_2021.xml", "fake_CIN_data.xml", "annotated_2026.xml"])
  func what_is_written_reads_the_same(name: String) throws {
    let census = try sample(name)
    let written = CINWriter.xml(census.header, census.children)
    let again = CINReturn([try SourceFile(name: "again.xml", bytes: written.bytes)])
    #expect(again.children == census.children)
    #expect(again.header == census.header)
    #expect(CINWriter.xml(again.header, again.children).bytes == written.bytes)
  }

  @Test func elements_are_written_in_the_order_of_the_specification() throws {
    var child = CINChild(position: 1)
    child.identifiers = Row([.LAchildID: "1", .PersonBirthDate: "2016-09-14", .Sex: "F"])
    child.characteristics = Row([.Ethnicity: "WBRI"])
    var details = CINDetails()
    details.row = Row([.CINreferralDate: "2025-04-14", .ReferralNFA: "0", .ReferralSource: "6"])
    var assessment = CINAssessment()
    assessment.row = Row([.AssessmentActualStartDate: "2025-04-15"])
    details.assessments = [assessment]
    details.enquiries = [Row([.S47ActualStartDate: "2025-04-16"])]
    var plan = CINProtectionPlan()
    plan.row = Row([.CPPstartDate: "2025-05-09"])
    plan.reviews = ["2025-07-30", "2025-12-12"]
    details.protectionPlans = [plan]
    details.preProceedings = [Row([.PPOutcome: "A"])]
    child.details = [details]
    let year = try #require(CollectionYear("2025-26"))
    let header = CINHeader(
      year: year, authority: "201", software: "Kith", release: "0.1", serialNumber: 7,
      dateTime: "2026-05-11T09:30:00")
    #expect(
      CINWriter.xml(header, [child]).text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <Message>
          <Header>
            <CollectionDetails>
              <Collection>CIN</Collection>
              <Year>2026</Year>
              <ReferenceDate>2026-03-31</ReferenceDate>
            </CollectionDetails>
            <Source>
              <SourceLevel>L</SourceLevel>
              <LEA>201</LEA>
              <SoftwareCode>Kith</SoftwareCode>
              <Release>0.1</Release>
              <SerialNo>007</SerialNo>
              <DateTime>2026-05-11T09:30:00</DateTime>
            </Source>
          </Header>
          <Children>
            <Child>
              <ChildIdentifiers>
                <LAchildID>1</LAchildID>
                <PersonBirthDate>2016-09-14</PersonBirthDate>
                <Sex>F</Sex>
              </ChildIdentifiers>
              <ChildCharacteristics>
                <Ethnicity>WBRI</Ethnicity>
              </ChildCharacteristics>
              <CINdetails>
                <CINreferralDate>2025-04-14</CINreferralDate>
                <ReferralSource>6</ReferralSource>
                <Assessments>
                  <AssessmentActualStartDate>2025-04-15</AssessmentActualStartDate>
                </Assessments>
                <Section47>
                  <S47ActualStartDate>2025-04-16</S47ActualStartDate>
                </Section47>
                <ReferralNFA>0</ReferralNFA>
                <ChildProtectionPlans>
                  <CPPstartDate>2025-05-09</CPPstartDate>
                  <Reviews>
                    <CPPreviewDate>2025-07-30</CPPreviewDate>
                    <CPPreviewDate>2025-12-12</CPPreviewDate>
                  </Reviews>
                </ChildProtectionPlans>
                <PreProceedingsandFGDM>
                  <PPOutcome>A</PPOutcome>
                </PreProceedingsandFGDM>
              </CINdetails>
            </Child>
          </Children>
        </Message>

        """)
  }

  @Test func the_group_of_2026_27_is_read() throws {
    let census = try read(
      """
      <Child><CINdetails><PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate>
      <FGDMMeetingOffer>1</FGDMMeetingOffer><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>
      </CINdetails></Child>
      """)
    let group = try #require(census.children.first?.details.first?.preProceedings.first)
    #expect(group.day(.PPStartDate)?.iso == "2026-09-09")
    #expect(group.flag(.FGDMMeetingOffer) == true)
    #expect(census.notes.isEmpty)
  }

  @Test func a_group_for_each_review_reads_like_one_for_all() throws {
    let census = try read(
      """
      <Child><CINdetails><ChildProtectionPlans>
      <Reviews><CPPreviewDate>2025-07-30</CPPreviewDate></Reviews>
      <Reviews><CPPreviewDate>2025-12-12</CPPreviewDate><CPPreviewDate/></Reviews>
      </ChildProtectionPlans></CINdetails></Child>
      """)
    #expect(
      census.children.first?.details.first?.protectionPlans.first?.reviews
        == ["2025-07-30", "2025-12-12"])
  }

  @Test func a_child_without_an_identifier_is_known_by_position() throws {
    let census = try read(
      "<Child><ChildIdentifiers><LAchildID> </LAchildID></ChildIdentifiers></Child><Child/>")
    #expect(census.children.map(\.id) == [nil, nil])
    #expect(census.children.map(\.position) == [1, 2])
  }

  @Test func dates_that_cannot_be_read_are_reported_and_kept() throws {
    let census = try read(
      """
      <Child>
      <ChildIdentifiers><PersonBirthDate>14/09/2016</PersonBirthDate></ChildIdentifiers>
      <CINdetails><CINreferralDate>2025-02-31</CINreferralDate>
      <ChildProtectionPlans><Reviews><CPPreviewDate>soon</CPPreviewDate></Reviews></ChildProtectionPlans>
      </CINdetails></Child>
      """)
    #expect(
      census.refusals.map(\.description) == [
        "cin.xml, line 4, PersonBirthDate “14/09/2016”: this is not a date in the form of the return. "
          + "Expected a date as yyyy-mm-dd, such as 2026-03-31. The rest of the row was read. Mend the "
          + "value and load the file again.",
        "cin.xml, line 5, CINreferralDate “2025-02-31”: there is no such day. Expected a date as "
          + "yyyy-mm-dd, such as 2026-03-31. The rest of the row was read. Mend the value and load the "
          + "file again.",
        "cin.xml, line 6, CPPreviewDate “soon”: this is not a date that can be read. Expected a date as "
          + "yyyy-mm-dd, such as 2026-03-31. The rest of the row was read. Mend the value and load the "
          + "file again.",
      ])
    #expect(census.children.first?.identifiers[.PersonBirthDate] == "14/09/2016")
    #expect(census.children.first?.identifiers.day(.PersonBirthDate) == nil)
  }

  @Test func what_the_census_does_not_have_is_said_once() throws {
    let census = try read(
      """
      <Child><CINdetails><Early/><Early/><Section47><New/></Section47></CINdetails><Extra/></Child>
      """, header: "<Header><Content><CBDSLevels/></Content><Odd/></Header><Footer/>")
    #expect(
      Set(census.notes.map(\.text)) == [
        "The element CINdetails/Early is not part of the return and was not read (2 times, first "
          + "here).",
        "The element Section47/New is not part of the return and was not read (once).",
        "The element Child/Extra is not part of the return and was not read (once).",
        "The element Header/Odd is not part of the return and was not read (once).",
        "The element Footer is not part of the return and was not read (once).",
      ])
  }

  @Test(arguments: [
    ("2026", "2026-03-31", "2025-26", CollectionYearGuess.Confidence.clear),
    ("", "2026-03-31", "2025-26", .clear),
    ("2026", "", "2025-26", .likely),
    ("2025", "2026-03-31", "2025-26", .doubtful),
    ("2022", "2022-07-21", "2022-23", .doubtful),
  ])
  func the_header_says_the_year(
    year: String, date: String, expected: String, confidence: CollectionYearGuess.Confidence
  ) throws {
    let census = try read(
      "",
      header:
        "<Header><CollectionDetails><Year>\(year)</Year><ReferenceDate>\(date)</ReferenceDate>"
        + "</CollectionDetails></Header>")
    #expect(census.collectionYear?.year.description == expected)
    #expect(census.collectionYear?.confidence == confidence)
  }

  @Test func refused_children_can_be_mended_and_loaded_again() throws {
    let census = try sample("fake_CIN_data.xml")
    let refused = Array(census.children[3...4])
    let reason = refused[0].identifiers.refusal(reason: "two -- hyphens")
    let file = CINWriter.refusedChildren(
      [(refused[0], [reason]), (refused[1], [])], header: census.header)
    #expect(file.text.contains("<!-- Why it was refused: fake_CIN_data.xml, line "))
    let again = CINReturn([try SourceFile(name: file.name, bytes: file.bytes)])
    #expect(again.children == refused)
  }

  @Test func a_table_is_no_census() throws {
    let census = CINReturn([try SourceFile(name: "x.csv", bytes: Array("CHILD,DOB\n".utf8))])
    #expect(census.refusals.map(\.reason) == ["this is a table, and the census is one XML file"])
  }

  @Test func a_truncated_census_keeps_its_whole_children() throws {
    let whole = try sample("fake_CIN_data.xml")
    let bytes = try SourceFile(path: Samples.path("cin/fake_CIN_data.xml")).bytes
    let half = CINReturn([
      try SourceFile(name: "half.xml", bytes: Array(bytes[..<(bytes.count / 2)]))
    ])
    #expect(half.children.count > 20)
    #expect(half.children == Array(whole.children.prefix(half.children.count)))
    #expect(half.refusals.map(\.extent) == [.file])
  }

  @Test func one_changed_byte_never_loses_a_child_in_silence() throws {
    let bytes = try SourceFile(path: Samples.path("cin/CIN_Census_2021.xml")).bytes
    for place in stride(from: 0, to: bytes.count, by: 5) {
      var changed = bytes
      changed[place] ^= UInt8(1 << (place / 5 % 7))
      guard let file = try? SourceFile(name: "x.xml", bytes: changed) else { continue }
      let census = CINReturn([file])
      #expect(census.children.count == 1 || !census.refusals.isEmpty, "byte \(place)")
    }
  }

  @Test func every_code_column_has_its_codes() throws {
    let library = try CodeSets.standard()
    let layouts = [
      ChildIdentifiersColumn.layout, ChildCharacteristicsColumn.layout, CINDetailsColumn.layout,
      ChildProtectionPlanColumn.layout, PreProceedingsColumn.layout,
    ]
    for column in layouts.flatMap(\.columns) {
      if case .code(let set) = column.format { #expect(library[set] != nil, "\(set)") }
    }
  }
}
