import Returns
import SSDA903
import Testing

/// The edges of the rules on episodes.
@Suite struct EpisodeRuleTests {
  struct Edge: Sendable, CustomTestStringConvertible {
    let what: String
    let code: String
    let rows: String

    init(_ what: String, _ code: String, _ rows: String) {
      self.what = what
      self.code = code
      self.rows = rows
    }

    var testDescription: String { "\(code): \(what)" }
  }

  static let edges: [Edge] = [
    Edge(
      "born on 29 February is 18 on 28 February", "386",
      """
      Header CHILD=1 DOB=29/02/2008
      Episodes CHILD=1 DEC=28/02/2026 REC=E11 !
      Header CHILD=2 DOB=29/02/2008
      Episodes CHILD=2 DEC=27/02/2026 REC=E11
      """),
    Edge(
      "born on 29 February is 10 on 28 February", "372",
      """
      Header DOB=29/02/2016
      Episodes PLACE=R5 DECOM=27/02/2026 !
      Episodes PLACE=R5 DECOM=28/02/2026
      """),
    Edge(
      "each row of Header is tested", "460",
      """
      Header DOB=01/01/2000
      Header DOB=02/06/2007
      Episodes DEC=01/06/2025 REC=E17 !
      """),
    Edge(
      "no date of birth, nothing to say", "389",
      """
      Header DOB=31/02/2010
      Episodes DEC=01/06/2025 REC=E7
      """),
    Edge(
      "episodes without a start stand first", "388",
      """
      Episodes DECOM=01/05/2025
      Episodes DECOM=xx DEC=01/05/2025 REC=X1 !
      Episodes DECOM=xx DEC=01/05/2025 REC=E4A !
      """),
    Edge(
      "an end that is no date is not tested", "388", "Episodes DECOM=01/05/2025 DEC=xx REC=X1"),
    Edge(
      "of equal starts the first in the file is the first", "357",
      """
      Episodes DECOM=01/05/2025 RNE=P !
      Episodes DECOM=01/05/2025 RNE=S
      """),
    Edge(
      "equal starts stand in the order of their ends", "433",
      """
      Episodes DECOM=01/05/2025 RNE=P DEC=01/06/2025
      Episodes DECOM=01/05/2025 RNE=S DEC=01/05/2025
      Episodes DECOM=01/06/2025 RNE=L
      """),
    Edge(
      "a child without any start is left out", "336",
      """
      Episodes PLACE=K2
      Episodes PLACE=A3
      """),
    Edge(
      "an open episode before is a mismatch", "433",
      """
      Episodes DECOM=01/05/2025 RNE=S
      Episodes DECOM=01/06/2025 RNE=L !
      """),
    Edge(
      "two empty categories count as a change", "504",
      """
      Episodes DECOM=01/05/2025 DEC=01/06/2025 REC=X1
      Episodes DECOM=01/06/2025 !
      """),
    Edge(
      "two placements without a number are the same", "435",
      """
      Episodes DECOM=01/05/2025 PLACE=U4
      Episodes DECOM=01/06/2025 RNE=T PLACE=U4 !
      """),
    Edge(
      "police protection that comes back is a new one", "361",
      """
      Episodes LS=L1 DECOM=01/05/2025 DEC=03/05/2025
      Episodes LS=L1 DECOM=04/05/2025 DEC=06/05/2025 !
      Episodes LS=L1 DECOM=06/05/2025 DEC=08/05/2025 !
      """),
    Edge(
      "an open episode lasts to the end of the year", "362",
      """
      Episodes CHILD=1 LS=L2 DECOM=10/03/2026
      Episodes CHILD=2 LS=L2 DECOM=09/03/2026 !
      """),
    Edge(
      "another status in between does not count", "363",
      """
      Episodes LS=L3 DECOM=01/05/2025 DEC=05/05/2025
      Episodes LS=C2 DECOM=05/05/2025 DEC=06/05/2025
      Episodes LS=L3 DECOM=06/05/2025 DEC=10/05/2025
      """),
    Edge(
      "an end that is no date has no length", "364",
      """
      Episodes LS=J2 DECOM=01/05/2025 DEC=xx !
      Episodes LS=J2 DECOM=01/05/2025 DEC=23/05/2025 !
      """),
    Edge(
      "days before the year and after it are not counted", "367",
      """
      Episodes LS=V3 DECOM=01/01/2025 DEC=15/06/2025
      Episodes LS=V3 DECOM=01/01/2024 DEC=01/04/2025
      """),
    Edge(
      "an adoption of last year counts from the day after its start", "199",
      """
      Episodes_last DECOM=01/05/2024 REC=E12
      Episodes DECOM=01/05/2024 REC=E12
      Episodes DECOM=02/05/2024 !
      """),
    Edge(
      "a row without a start says nothing about order", "142",
      """
      Episodes DECOM=01/05/2025
      Episodes DECOM=31/06/2025 DEC=01/07/2025
      """),
    Edge(
      "a temporary placement at the end has nothing to return to", "383",
      """
      Episodes DECOM=01/05/2025 PLACE=T1
      Episodes DECOM=01/06/2025 PLACE=U4
      Episodes DECOM=01/07/2025 PLACE=T1
      """),
    Edge(
      "two empty postcodes are one place, two empty placements are not", "383",
      """
      Episodes CHILD=1 DECOM=01/05/2025 PLACE=U4
      Episodes CHILD=1 DECOM=01/06/2025 PLACE=T1
      Episodes CHILD=1 DECOM=08/06/2025 PLACE=U4 RNE=P
      Episodes CHILD=2 DECOM=01/05/2025
      Episodes CHILD=2 DECOM=01/06/2025 PLACE=T1
      Episodes CHILD=2 DECOM=08/06/2025 RNE=P !
      """),
    Edge(
      "tenths are whole numbers", "453",
      """
      Episodes_last CHILD=1 DECOM=01/06/2024 RNE=S PL_DISTANCE=5.0
      Episodes CHILD=1 DECOM=01/06/2024 RNE=S PL_DISTANCE=5.2 !
      Episodes_last CHILD=2 DECOM=01/06/2024 RNE=S PL_DISTANCE=5
      Episodes CHILD=2 DECOM=01/06/2024 RNE=S !
      """),
    Edge(
      "an end that is no date leaves last year's episode open", "503B",
      """
      Episodes_last DECOM=01/06/2024 LS=C1 DEC=31/11/2024
      Episodes DECOM=01/06/2024 LS=C2 !
      """),
    Edge(
      "every open episode of last year is tried", "502",
      """
      Episodes_last DECOM=01/06/2024
      Episodes_last DECOM=xx
      Episodes DECOM=01/06/2024 !
      """),
    Edge(
      "a placeholder has seven letters", "1008",
      """
      Providers URN=SC123456
      Episodes CHILD=1 URN=XXXXXXX
      Episodes CHILD=2 URN=XXXXXXXX !
      Episodes CHILD=3 URN="SC123456 "
      """),
    Edge(
      "a distance of zero is a distance", "406",
      """
      UASC_last CHILD=1 DUC=01/01/2030
      UASC_last CHILD=2
      Episodes CHILD=1 PL_DISTANCE=0 !
      Episodes CHILD=2 PL_DISTANCE=0
      """),
  ]

  @Test(arguments: edges)
  func it_flags_the_marked_rows_and_no_other(_ edge: Edge) async throws {
    let rule = try #require(
      SSDA903RuleBook.rules(of: .ending(2026)).first { $0.card.code == edge.code })
    let outcome = try #require(try await rule.flags(in: edge.rows), "the rule does not run")
    #expect(outcome.flags == outcome.example.rows.map(\.isFlagged))
  }

  @Test func who_was_an_asylum_seeker_must_be_known() async throws {
    let rules = SSDA903RuleBook.rules(of: .ending(2026))
    for (code, runs) in [("164", false), ("392a", false), ("392b", true), ("406", false)] {
      let rule = try #require(rules.first { $0.card.code == code })
      let outcome = try await rule.flags(in: "Header\nEpisodes PL_DISTANCE=1000.0")
      #expect((outcome != nil) == runs, "\(code)")
    }
  }

  @Test(arguments: [
    ("12.3", 123), ("12.34", 123), ("12.35", 124), ("0", 0), ("-0.1", -1), ("1e2", 1000),
    ("999.96", 10000), ("12.", 120), (".5", 5),
  ])
  func a_distance_is_read_in_tenths(_ text: String, _ tenths: Int) {
    #expect(CellText(text).tenths == tenths)
  }

  @Test(arguments: [
    ("AB1 2CD", "AB12CD"), (" SC123456 ", "SC123456"), ("SC123456", "SC123456"), (" ", ""),
    ("123456789 12345", "12345678912345"),
  ])
  func spaces_are_taken_out(_ text: String, _ expected: String) {
    #expect(CellText(text).withoutSpaces == CellText(expected))
  }

  @Test(arguments: ["", ".", "1.2.3", "12,3", "IN", "nan"])
  func what_is_no_number_is_no_distance(_ text: String) {
    #expect(CellText(text).tenths == nil)
  }
}
