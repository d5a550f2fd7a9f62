import Checking
import CivilTime
import Foundation
import Returns
import Testing

/// Whatever is handed over, as much of it is checked as can be, and the rest is said.
@Suite struct BadInputTests {
  struct Input: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [(name: String, text: String)]
    /// A rule, and how many findings it has.
    let rule: String
    let findings: Int
    /// Words that a note, a refusal or a sentence on what was taken holds.
    let says: String

    var testDescription: String { name }
  }

  static let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
  static let episodes =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

  static let inputs: [Input] = [
    Input(
      name: "the same child twice", files: [("header.csv", header + "1,M,,,,,\n1,M,,,,,\n")],
      rule: "INT32", findings: 2, says: ""),
    Input(
      name: "a child in one table only",
      files: [
        ("header.csv", header + "1,M,01/05/2010,WBRI,,,\n"),
        ("reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n2,01/05/2010,01/05/2025,PN1\n"),
      ], rule: "INT08", findings: 1, says: ""),
    Input(
      name: "no identifier in a row", files: [("header.csv", header + ",X,01/05/2010,WBRI,,,\n")],
      rule: "101", findings: 1, says: "does not say which child"),
    Input(
      name: "only a heading", files: [("header.csv", header)], rule: "101", findings: 0, says: ""),
    Input(
      name: "a missing column",
      files: [("header.csv", "CHILD,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,01/05/2010,WBRI,,,\n")],
      rule: "101", findings: 1, says: "SEX"),
    Input(
      name: "the year 1066", files: [("header.csv", header + "1,M,01/05/1066,WBRI,,,\n")],
      rule: "102", findings: 1, says: ""),
    Input(
      name: "the year 9999", files: [("header.csv", header + "1,M,01/05/9999,WBRI,,,\n")],
      rule: "102", findings: 1, says: ""),
    Input(
      name: "31 February", files: [("header.csv", header + "1,M,31/02/2010,WBRI,,,\n")],
      rule: "102", findings: 1, says: "no such day"),
    Input(
      name: "a leading zero left out", files: [("header.csv", header + "1,M,1/5/2010,WBRI,,,\n")],
      rule: "102", findings: 0, says: ""),
    Input(
      name: "a return of 2018-19",
      files: [
        ("episodes.csv", episodes + "1,01/05/2018,S,C2,N1,U6,PR1,,,,,,\n2,01/06/2018,Q,,,,,,,,,,\n")
      ], rule: "143", findings: 1, says: "oldest rule book"),
    Input(
      name: "a return of 2030-31",
      files: [("episodes.csv", episodes + "1,01/05/2030,Q,C2,N1,U6,PR1,,,,,,\n")], rule: "143",
      findings: 1, says: "newest rule book"),
    Input(
      name: "semicolons for commas",
      files: [("header.csv", "CHILD;SEX;DOB;ETHNIC;UPN;MOTHER;MC_DOB\n1;Q;01/05/2010;WBRI;;;\n")],
      rule: "101", findings: 1, says: ""),
    Input(
      name: "codes in small letters", files: [("header.csv", header + "1,m,01/05/2010,wbri,,,\n")],
      rule: "103", findings: 0, says: ""),
    Input(
      name: "a blank behind a code", files: [("header.csv", header + "1,M ,01/05/2010,WBRI ,,,\n")],
      rule: "103", findings: 1, says: ""),
    Input(
      name: "no date at all", files: [("header.csv", header + "1,Q,,,,,\n")], rule: "101",
      findings: 1, says: "last full year"),
    Input(
      name: "a namespace in the XML",
      files: [
        (
          "return.xml",
          "<EXPSSDA903 xmlns=\"urn:x\"><CHILD><HEADER><CHILDID>1</CHILDID><SEX>Q</SEX></HEADER></CHILD></EXPSSDA903>"
        )
      ], rule: "101", findings: 1, says: "namespace"),
    Input(
      name: "a census with a namespace",
      files: [
        (
          "cin.xml",
          "<Message xmlns=\"urn:x\"><Header/><Children><Child><ChildIdentifiers/></Child></Children></Message>"
        )
      ], rule: "8500", findings: 1, says: "namespace"),
  ]

  @Test(arguments: inputs) func it_is_checked_as_far_as_it_goes(_ input: Input) async throws {
    var request = CheckRequest(
      ReturnFiles(uploads: input.files.map { (name: $0.name, bytes: Array($0.text.utf8)) }),
      today: Day(ordinal: 20_500))
    request.codes = [input.rule]
    let (report, taken) = try await request.run()
    #expect(report.findings.count == input.findings)
    let said = taken + report.notes.map(\.description) + report.refusals.map(\.description)
    #expect(input.says.isEmpty || said.contains { $0.contains(input.says) }, "\(said)")
  }

  @Test func all_rules_run_on_each_of_them() async throws {
    for input in BadInputTests.inputs {
      let request = CheckRequest(
        ReturnFiles(uploads: input.files.map { (name: $0.name, bytes: Array($0.text.utf8)) }),
        today: Day(ordinal: 20_500))
      let (report, _) = try await request.run()
      #expect(report.outcomes.allSatisfy { $0.status == .ran || !$0.reason.isEmpty })
    }
  }
}
