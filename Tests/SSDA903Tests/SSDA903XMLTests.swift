import Testing

@testable import Returns
@testable import SSDA903

@Suite struct SSDA903XMLTests {
  private func read(_ children: String) throws -> SSDA903Return {
    let xml = "<EXPSSDA903>\n\(children)\n</EXPSSDA903>"
    return SSDA903Return([try SourceFile(name: "r.xml", bytes: Array(xml.utf8))])
  }

  @Test func every_group_becomes_the_row_that_csv_has() throws {
    let submission = try read(
      """
      <CHILD>
        <HEADER>
          <CHILDID>1</CHILDID><UPN>UN1</UPN><SEX>M</SEX><DOB>01/02/2005</DOB><ETHNIC>WBRI</ETHNIC>
          <UASC>1</UASC><DUC>01/02/2023</DUC>
          <IN_TOUCH>YES</IN_TOUCH><ACTIV>F4</ACTIV><ACCOM>T1</ACCOM>
          <DATE_INT>01/01/2010</DATE_INT><DATE_MATCH/><LS_ADOPTR>L0</LS_ADOPTR>
          <AREVIEW><REVIEW>03/03/2018</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
          <AREVIEW><REVIEW>04/04/2018</REVIEW></AREVIEW>
          <AMISSING><MISSING>M</MISSING><MIS_START>05/05/2018</MIS_START></AMISSING>
          <MOTHER>0</MOTHER>
          <PERMANENCE><PREV_PERM>P1</PREV_PERM><DATE_PERM>zz/05/2010</DATE_PERM></PERMANENCE>
          <OC2><SDQ_SCORE>12</SDQ_SCORE></OC2>
          <AD_PLACED><DATE_PLACED>06/06/2018</DATE_PLACED></AD_PLACED>
        </HEADER>
        <EPISODE><DECOM>01/04/2017</DECOM><PL>U6</PL><LS>C2</LS></EPISODE>
        <EPISODE><DECOM>01/05/2017</DECOM></EPISODE>
      </CHILD>
      """)
    #expect(submission.notes.isEmpty)
    #expect(submission.refusals.isEmpty)
    var child = SSDA903Child(id: "1")
    child.header = [
      Row([
        .CHILD: "1", .SEX: "M", .DOB: "01/02/2005", .ETHNIC: "WBRI", .UPN: "UN1", .MOTHER: "0",
      ])
    ]
    child.episodes = [
      Row([.CHILD: "1", .DECOM: "01/04/2017", .PLACE: "U6", .LS: "C2"]),
      Row([.CHILD: "1", .DECOM: "01/05/2017"]),
    ]
    child.reviews = [
      Row([.CHILD: "1", .DOB: "01/02/2005", .REVIEW: "03/03/2018", .REVIEW_CODE: "PN1"]),
      Row([.CHILD: "1", .DOB: "01/02/2005", .REVIEW: "04/04/2018"]),
    ]
    child.uasc = [Row([.CHILD: "1", .SEX: "M", .DOB: "01/02/2005", .DUC: "01/02/2023"])]
    child.oc2 = [Row([.CHILD: "1", .DOB: "01/02/2005", .SDQ_SCORE: "12"])]
    child.oc3 = [
      Row([.CHILD: "1", .DOB: "01/02/2005", .IN_TOUCH: "YES", .ACTIV: "F4", .ACCOM: "T1"])
    ]
    child.ad1 = [
      Row([.CHILD: "1", .DOB: "01/02/2005", .DATE_INT: "01/01/2010", .LS_ADOPTR: "L0"])
    ]
    child.placedAdoption = [Row([.CHILD: "1", .DOB: "01/02/2005", .DATE_PLACED: "06/06/2018"])]
    child.prevPerm = [
      Row([.CHILD: "1", .DOB: "01/02/2005", .PREV_PERM: "P1", .DATE_PERM: "zz/05/2010"])
    ]
    child.missing = [
      Row([.CHILD: "1", .DOB: "01/02/2005", .MISSING: "M", .MIS_START: "05/05/2018"])
    ]
    #expect(Array(submission.children) == [child])
    #expect(submission.children.first?.episodes.map(\.origin?.line) == [16, 17])
  }

  @Test(arguments: [
    ("<UASC>1</UASC>", 1), ("<UASC>true</UASC>", 1), ("<UASC>0</UASC>", 0),
    ("<UASC>false</UASC>", 0), ("<UASC/>", 0), ("", 0), ("<DUC>01/01/2020</DUC>", 1),
    ("<UASC>0</UASC><DUC>01/01/2020</DUC>", 1), ("<UASC>Y</UASC>", 1),
  ])
  func only_an_asylum_seeking_child_gets_a_uasc_row(items: String, count: Int) throws {
    let submission = try read("<CHILD><HEADER><CHILDID>1</CHILDID>\(items)</HEADER></CHILD>")
    #expect(submission.children.first?.uasc.count == count)
  }

  @Test(arguments: ["<IN_TOUCH>YES</IN_TOUCH>", "<ACTIV>F4</ACTIV>", "<ACCOM>T1</ACCOM>"])
  func a_half_filled_care_leaver_is_seen(item: String) throws {
    let submission = try read("<CHILD><HEADER><CHILDID>1</CHILDID>\(item)</HEADER></CHILD>")
    #expect(submission.children.first?.oc3.count == 1)
    #expect(submission.children.first?.ad1.isEmpty == true)
  }

  @Test func what_the_return_does_not_have_is_said() throws {
    let submission = try read(
      """
      <CHILD><HEADER><CHILDID>1</CHILDID><SEX>M</SEX><SEX>F</SEX><NEW/></HEADER><EPISODE/><X/></CHILD>
      <CHILD><EPISODE><DECOM>01/04/2017</DECOM></EPISODE></CHILD>
      """)
    #expect(
      Set(submission.notes.map(\.text)) == [
        "The element CHILD/X is not part of the return and was not read (once).",
        "The element HEADER/NEW is not part of the return and was not read (once).",
        "The element HEADER/SEX stands more than once where only one can be. The first was read, the "
          + "others were not (once).",
      ])
    #expect(submission.refusals.map(\.reason) == ["this <CHILD> has no <HEADER>"])
    #expect(submission.refusals.first?.text?.contains("01/04/2017") == true)
    #expect(submission.children.map(\.id) == ["1"])
    #expect(submission.children.first?.header.first?[.SEX] == "M")
  }

  @Test func a_broken_date_names_its_line() throws {
    let submission = try read(
      "<CHILD>\n<HEADER><CHILDID>1</CHILDID></HEADER>\n<EPISODE><DECOM>31/02/2017</DECOM></EPISODE>\n</CHILD>"
    )
    #expect(submission.refusals.map(\.line) == [4])
    #expect(submission.refusals.map(\.value) == ["31/02/2017"])
  }

  @Test func rows_without_a_place_in_xml_are_counted() {
    var child = SSDA903Child(id: "1")
    child.dolo = [Row([.CHILD: "1"]), Row([.CHILD: "1"])]
    let written = SSDA903Writer.xml([child])
    #expect(
      written.notes.map(\.text) == [
        "2 rows of the table DoLo were not written, because the XML form of the return has no place "
          + "for them. Send them as CSV."
      ])
  }
}
