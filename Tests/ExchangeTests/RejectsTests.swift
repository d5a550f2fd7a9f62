import CareRecord
import CivilTime
import Exchange
import Returns
import Testing

/// What was refused is mended and imported again: then nothing is missing, and nothing else changed.
@Suite struct RejectsTests {
  private static let year = "2025-26"

  /// The files that an authority's records give after importing these, one after the other.
  private func exported(
    after imports: [[(String, String)]], as returnName: String = "ssda903"
  ) async throws -> [String: [String]] {
    let site = try await Site()
    defer { site.remove() }
    for files in imports { try await site.take(files, year: Self.year) }
    return try await site.export(returnName, Self.year)
  }

  /// The files of what an import refuses, after a word was mended in each.
  private func mended(
    _ files: [(String, String)], _ words: [(String, String)]
  ) async throws -> [(String, String)] {
    let site = try await Site()
    defer { site.remove() }
    let received = try site.read(files, year: Self.year)
    let report = try await site.intake().apply(received, decisions: .undecided).report
    return received.rejects(report).files.map { file in
      (
        file.name,
        words.reduce(file.text) { $0.replacing($1.0, with: $1.1) }
      )
    }
  }

  // MARK: - SSDA903

  private static func set(dob: String, dec: String) -> [(String, String)] {
    [
      Made.header(Made.ada, "78,M,\(dob),WBRI,A123456789013,,"),
      Made.episodes(
        Made.open.replacing("PR1,,,", with: "PR1,\(dec),X1,CARPL"),
        "77,01/09/2025,P,C1,N1,U6,PR1,,,,ZZ1 1AA,ZZ3 3CC,1234568",
        "78,01/05/2025,S,C1,N1,U6,PR1,,,,ZZ1 1AA,ZZ2 2BB,1234567"),
      ("reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n77,04/03/2014,20/05/2025,PN1\n"),
    ]
  }

  @Test func refused_rows_of_a_set_come_back() async throws {
    let broken = Self.set(dob: "31/06/2012", dec: "31/09/2025")
    let mended = try await mended(
      broken, [("31/06/2012", "30/06/2012"), ("31/09/2025", "01/09/2025")])
    #expect(mended.map(\.0) == ["episodes-refused.csv", "header-refused.csv"])
    let whole = try await exported(after: [Self.set(dob: "30/06/2012", dec: "01/09/2025")])
    #expect(try await exported(after: [broken, mended]) == whole)
    #expect(try await exported(after: [broken, mended, mended]) == whole)
    #expect(whole["episodes.csv"]?.count == 4)
  }

  private static func xml(dob: String, dec: String, header: String) -> [(String, String)] {
    let text = """
      <EXPSSDA903><CHILD><HEADER><CHILDID>77</CHILDID><SEX>2</SEX><DOB>04/03/2014</DOB>
      <ETHNIC>WBRI</ETHNIC><AREVIEW><REVIEW>20/05/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE>
      </AREVIEW></HEADER><EPISODE><DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N1</CIN>
      <PL>U6</PL><DEC>\(dec)</DEC><REC>X1</REC></EPISODE><EPISODE><DECOM>01/09/2025</DECOM>
      <RNE>P</RNE><LS>C1</LS><CIN>N1</CIN><PL>U6</PL></EPISODE></CHILD>
      <CHILD><HEADER><CHILDID>78</CHILDID><SEX>1</SEX><DOB>\(dob)</DOB></HEADER><EPISODE>
      <DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N1</CIN><PL>U6</PL></EPISODE></CHILD>
      <CHILD><\(header)><CHILDID>79</CHILDID><SEX>1</SEX><DOB>01/02/2015</DOB></\(header)><EPISODE>
      <DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N1</CIN><PL>U6</PL></EPISODE></CHILD>
      </EXPSSDA903>
      """
    return [("ssda903.xml", text)]
  }

  @Test func refused_rows_and_children_of_an_xml_return_come_back() async throws {
    let broken = Self.xml(dob: "31/06/2012", dec: "31/09/2025", header: "HEADR")
    let mended = try await mended(
      broken,
      [("31/06/2012", "30/06/2012"), ("31/09/2025", "01/09/2025"), ("HEADR", "HEADER")])
    #expect(mended.last?.0 == "ssda903-refused.xml")
    let whole = try await exported(
      after: [Self.xml(dob: "30/06/2012", dec: "01/09/2025", header: "HEADER")])
    #expect(try await exported(after: [broken, mended]) == whole)
    #expect(whole["header.csv"]?.count == 4)
    #expect(whole["episodes.csv"]?.count == 5)
  }

  // MARK: - CIN census

  private static func census(closed: String, id: String) -> [(String, String)] {
    func child(_ id: String, _ more: String = "") -> String {
      """
      <Child><ChildIdentifiers>\(id)<PersonBirthDate>2014-03-04</PersonBirthDate><Sex>F</Sex>
      </ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
      <CINdetails><CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>2A</ReferralSource>
      <PrimaryNeedCode>N1</PrimaryNeedCode>\(more)<ReferralNFA>0</ReferralNFA></CINdetails></Child>
      """
    }
    let closure =
      "<CINclosureDate>\(closed)</CINclosureDate>"
      + "<ReasonForClosure>RC7</ReasonForClosure>"
    let children =
      child("<LAchildID>77</LAchildID>") + child("<LAchildID>78</LAchildID>", closure) + child(id)
    return [
      (
        "cin.xml",
        """
        <Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
        <ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>\(children)
        </Children></Message>
        """
      )
    ]
  }

  @Test func refused_children_of_a_census_come_back() async throws {
    let broken = Self.census(closed: "2026-02-30", id: "")
    let mended = try await mended(
      broken,
      [
        ("<CINclosureDate>2026-02-30", "<CINclosureDate>2026-02-28"),
        (
          "<ChildIdentifiers>\n        <PersonBirth",
          "<ChildIdentifiers><LAchildID>79</LAchildID><PersonBirth"
        ),
      ])
    #expect(mended.map(\.0) == ["cin-refused.xml"])
    #expect(mended[0].1.contains("the child has no identifier of the authority"))
    #expect(!mended[0].1.contains("<LAchildID>77<"))
    let whole = try await exported(
      after: [Self.census(closed: "2026-02-28", id: "<LAchildID>79</LAchildID>")], as: "cin")
    #expect(try await exported(after: [broken, mended], as: "cin") == whole)
    #expect(whole["cin.xml"]?.count { $0.contains("<LAchildID>") } == 3)
  }
}
