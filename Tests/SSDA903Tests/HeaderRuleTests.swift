import Returns
import SSDA903
import Testing

/// Edges of the rules on Header, OC2, OC3 and UASC: birthdays on 29 February, ties, missing dates
/// and dates that are none.
@Suite struct HeaderRuleTests {
  @Test(arguments: [
    // Born on 29 February: the fourth birthday is on the 29th again, the 18th on the 28th.
    ("188", "OC2 SDQ_SCORE=1 DOB=29/02/2024 !"),
    ("1007", "OC3 DOB=29/02/2008 IN_TOUCH=YES !\nEpisodes DECOM=28/02/2026 DEC=01/03/2026"),
    ("1007", "OC3 DOB=29/02/2008 IN_TOUCH=YES\nEpisodes DECOM=01/03/2026"),
    ("1016", "OC3 DOB=29/02/2008 IN_TOUCH=YES !\nEpisodes DECOM=01/04/2020 DEC=28/02/2026"),
    ("1016", "OC3 DOB=31/03/2009 IN_TOUCH=YES !\nEpisodes DECOM=01/04/2020 DEC=31/03/2026"),
    ("1016", "OC3 DOB=01/04/2009 IN_TOUCH=YES\nEpisodes DECOM=01/04/2020 DEC=31/03/2026"),
    // A date that is none counts as no date.
    ("1007", "OC3 DOB=rubbish IN_TOUCH=YES\nEpisodes DECOM=01/04/2020"),
    ("1007", "OC3 DOB=01/09/2008 IN_TOUCH=YES !\nEpisodes DECOM=01/04/2020 DEC=rubbish"),
    ("351", "Header DOB=31-03-1990"),
    ("102", "Header DOB=31-03-1990 !\nHeader CHILD=2 DOB=01/01/1066 !"),
    ("302", "Header DOB=01/05/2025\nEpisodes DECOM=31/02/2025"),
    (
      "302",
      "Header DOB=01/05/2025 !\nEpisodes\nEpisodes DECOM=30/04/2025 !\nEpisodes DECOM=30/04/2025"
    ),
    // Both dates missing is the same, one missing is not.
    ("203", "Header DOB=x\nHeader_last DOB=\nHeader CHILD=2 !\nHeader_last CHILD=2 DOB=01/05/2020"),
    // Two rows of last year are each compared.
    ("204", "Header ETHNIC=WBRI !\nHeader_last ETHNIC=WBRI\nHeader_last ETHNIC=WIRI"),
    ("208", "Header UPN= !\nHeader_last UPN=UN2"),
    ("208", "Header UPN=UN3 !\nHeader_last UPN=UN2"),
    // Care that was carried in began before the last week, though no episode begins with S.
    ("210", "Header UPN=UN4 !\nEpisodes DECOM=20/03/2026 RNE=L !\nEpisodes DECOM=28/03/2026 RNE=P"),
    ("210", "Header UPN=UN4\nEpisodes DECOM=rubbish RNE=S"),
    ("180", "OC2 SDQ_SCORE=-1 !\nOC2 CHILD=2 SDQ_SCORE=40.0\nOC2 CHILD=3 SDQ_SCORE=\" 7\" !"),
    ("180", "OC2 SDQ_SCORE=999999999999999999999 !"),
  ])
  func a_rule_flags_these_rows(_ code: String, _ example: String) async throws {
    try await expect(code, flags: example)
  }

  @Test(arguments: [
    // 91 days since the age of 14 are enough, 90 are not.
    """
    Header DOB=01/06/2009
    OC3 IN_TOUCH=YES
    Episodes DECOM=01/06/2025 DEC=31/08/2025
    Episodes_last *
    """,
    """
    Header DOB=01/06/2009
    OC3 IN_TOUCH=YES !
    Episodes DECOM=01/06/2025 DEC=30/08/2025
    Episodes_last *
    """,
    // Days before 16 do not make the day since 16.
    """
    Header DOB=01/06/2009
    OC3 IN_TOUCH=YES !
    Episodes DECOM=01/01/2025 DEC=01/06/2025
    Episodes_last *
    """,
    // An episode of both years counts once, to the end that it has this year.
    """
    Header DOB=01/06/2008
    OC3 IN_TOUCH=YES !
    Episodes DECOM=01/03/2025 DEC=20/04/2025
    Episodes_last DECOM=01/03/2025
    """,
    // Short breaks do not count; a latest episode that is open counts to the end of the year.
    "Header DOB=01/06/2008\nOC3 IN_TOUCH=YES !\nEpisodes DECOM=01/04/2025 LS=V4\nEpisodes_last *",
    "Header DOB=01/06/2008\nOC3 IN_TOUCH=YES\nEpisodes DECOM=01/04/2025 LS=C2\nEpisodes_last *",
    // Nobody can tell of somebody who is 20, or whose age is not known.
    "Header DOB=31/03/2006\nOC3 IN_TOUCH=YES\nEpisodes *\nEpisodes_last *",
    "Header\nOC3 IN_TOUCH=YES\nEpisodes DECOM=01/04/2025\nEpisodes_last *",
    "Header DOB=01/04/2006\nOC3 IN_TOUCH=YES !\nEpisodes *\nEpisodes_last *",
    "Header DOB=01/04/2006\nOC3\nEpisodes *\nEpisodes_last *",
  ])
  func two_years_show_who_is_a_care_leaver(_ example: String) async throws {
    try await expect("1001", flags: example)
  }

  @Test(arguments: [
    // A child of this year's UASC without Header, whom last year's marks.
    ("205A", "UASC DUC=01/06/2025 !\nHeader CHILD=2\nHeader_last\nUASC_last SEX=M DUC=01/06/2024"),
    ("205A", "Header CHILD=2\nUASC *\nHeader_last\nUASC_last SEX=M"),
    // Without Header a row stands for the marker where more than the child is said.
    ("205C", "UASC\nUASC_last DUC=01/06/2024"),
    ("205D", "UASC SEX=M !\nUASC_last"),
    ("205D", "UASC SEX=M\nUASC_last SEX=M"),
    // Worked out from UASC.
    ("205D", "Header !\nUASC\nHeader_last\nUASC_last CHILD=2"),
    ("303", "Header\nUASC DUC=01/06/2025"),
  ])
  func the_asylum_marker_comes_from_Header_or_from_UASC(
    _ code: String, _ example: String
  ) async throws {
    try await expect(code, flags: example)
  }

  @Test func the_marker_of_an_XML_return_is_read_from_its_header() async throws {
    let xml = """
      <EXPSSDA903>
      <CHILD><HEADER><CHILDID>1</CHILDID><UASC>2</UASC></HEADER></CHILD>
      <CHILD><HEADER><CHILDID>2</CHILDID><UASC>0</UASC><DUC>01/06/2025</DUC></HEADER></CHILD>
      <CHILD><HEADER><CHILDID>3</CHILDID></HEADER></CHILD>
      <CHILD><HEADER><CHILDID>4</CHILDID><UASC>1</UASC><DUC>01/06/2025</DUC></HEADER></CHILD>
      </EXPSSDA903>
      """
    let year = CollectionYear.ending(2026)
    let check = SSDA903Check(
      SSDA903Return([try SourceFile(name: "r.xml", bytes: Array(xml.utf8))]), year: year,
      ruleSet: year, rules: rules("105") + rules("303"))
    let findings = await check.report().findings
    let places = findings.map { finding in
      "\(finding.rule) \(finding.child ?? "") \(finding.places.map(\.table).joined())"
    }
    #expect(places == ["0 1 Header", "0 3 Header", "1 2 Header", "1 2 UASC"])
    #expect(findings.first?.places.first?.values == ["2"])
  }

  private func rules(_ code: String) -> [SSDA903Rule] {
    SSDA903RuleBook.rules(of: .ending(2026)).filter { $0.card.code == code }
  }

  /// The marked rows of an example of 2025-26 are those that the rule flags.
  private func expect(_ code: String, flags text: String) async throws {
    let rule = try #require(rules(code).first)
    let outcome = try #require(try await rule.flags(in: text), "the rule does not run")
    #expect(outcome.flags == outcome.example.rows.map(\.isFlagged))
  }
}
