import Checking
import CivilTime
import Foundation
import HTML
import Returns
import SSDA903
import Testing

/// A return is checked from its files, whole or in part.
@Suite struct CheckRequestTests {
  static let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
  static let episodes =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

  private func request(_ files: (String, String)...) -> CheckRequest {
    let uploads = files.map { (name: $0.0, bytes: Array($0.1.utf8)) }
    return CheckRequest(ReturnFiles(uploads: uploads), today: Day(ordinal: 20_500))
  }

  @Test func each_finding_names_the_row_as_it_stands_in_the_file() async throws {
    let rows = "7,01/05/2025,S,C2,N1,U6,PR1,02/06/2025,E4A,,,,\n8,02/04/2025,,,,,,01/04/2025,,,,,\n"
    var request = request(("episodes.csv", CheckRequestTests.episodes + rows))
    request.codes = ["356"]
    let (report, taken) = try await request.run()
    let finding = try #require(report.findings.first)
    #expect(report.findings.count == 1)
    #expect(finding.child == "8")
    #expect(
      finding.places == [
        CheckReport.Place(
          table: "Episodes", row: 2, origin: RowOrigin(file: "episodes.csv", line: 3),
          fields: ["DECOM", "DEC"], values: ["02/04/2025", "01/04/2025"])
      ])
    #expect(report.year == CollectionYear("2025-26"))
    #expect(taken.contains { $0.contains("2025-26") })
  }

  @Test func every_rule_that_was_asked_for_is_listed() async throws {
    var request = request(("episodes.csv", CheckRequestTests.episodes))
    request.codes = ["356", "101", "nonsense"]
    let (report, _) = try await request.run()
    #expect(Set(report.outcomes.map(\.card.code)) == ["356", "101", "nonsense"])
    #expect(report.outcomes.first { $0.card.code == "356" }?.status == .ran)
    for code in ["101", "nonsense"] {
      let outcome = try #require(report.outcomes.first { $0.card.code == code })
      #expect(outcome.status == .notRun)
      #expect(!outcome.reason.isEmpty)
    }
  }

  @Test(arguments: [("1999-00", "2022-23"), ("2030-31", "2026-27"), ("2023-24", "2023-24")])
  func the_year_sets_the_dates_and_the_nearest_rule_book_is_used(
    _ year: String, _ ruleSet: String
  ) async throws {
    var request = request(("header.csv", CheckRequestTests.header + "1,M,01/01/2010,WBRI,,,\n"))
    request.year = CollectionYear(year)
    let (report, taken) = try await request.run()
    #expect(report.year.description == year)
    #expect(report.ruleSet.description == ruleSet)
    #expect((year == ruleSet) == !taken.contains { $0.contains("rule book") })
  }

  @Test func a_table_without_the_child_s_identifier_is_checked_row_by_row() async throws {
    var request = request(
      ("episodes.csv", "DECOM,DEC,RNE,LS,CIN,PLACE,REC\n02/04/2025,01/04/2025,,,,,\n"))
    request.codes = ["356"]
    let (report, _) = try await request.run()
    #expect(report.findings.map(\.child) == [nil])
    #expect(report.findings.first?.places.first?.row == 1)
    #expect(report.notes.contains { $0.description.contains("CHILD") })
  }

  @Test func the_report_has_every_key_in_every_form() async throws {
    let rows = "8,02/04/2025,,,,,,01/04/2025,,,,,\n"
    let (report, taken) = try await request(("episodes.csv", CheckRequestTests.episodes + rows))
      .run()
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json())) as? [String: Any])
    for key in [
      "return", "year", "ruleSet", "children", "elapsedSeconds", "rules", "findings", "refused",
    ] {
      #expect(json[key] != nil, "\(key)")
    }
    let rules = try #require(json["rules"] as? [[String: Any]])
    let findings = try #require(json["findings"] as? [[String: Any]])
    #expect(rules.compactMap { $0["findings"] as? Int }.reduce(0, +) == findings.count)
    let page = String(
      decoding: try report.page(taken: taken, madeOn: Day(ordinal: 20_500)).bytes, as: UTF8.self)
    #expect(page.contains("<mark>01/04/2025</mark>"))
    #expect(!page.contains("<script"))
    #expect(String(decoding: report.csv(), as: UTF8.self).contains("02/04/2025"))
  }

  @Test func text_that_json_cannot_hold_as_it_is_comes_back_the_same() async throws {
    let odd = "a\"b\\c\u{1}\u{7}é/"
    var request = request(
      ("header.csv", CheckRequestTests.header + "1,\"\(odd.replacing("\"", with: "\"\""))\",,,,,\n")
    )
    request.codes = ["101"]
    let (report, _) = try await request.run()
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json())) as? [String: Any])
    let findings = try #require(json["findings"] as? [[String: Any]])
    let places = try #require(findings.first?["places"] as? [[String: Any]])
    #expect(places.first?["values"] as? [String] == [odd])
  }

  @Test func a_spreadsheet_is_written_and_can_be_opened_as_a_zip() async throws {
    let rows = "8,02/04/2025,,,,,,01/04/2025,,,,,\n"
    let (report, _) = try await request(("episodes.csv", CheckRequestTests.episodes + rows)).run()
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".xlsx")
    defer { try? FileManager.default.removeItem(at: path) }
    try report.writeWorkbook(to: path.path)
    let bytes = [UInt8](try Data(contentsOf: path))
    #expect(bytes.starts(with: [0x50, 0x4B]))
    #expect(throws: WorkbookError.self) { try report.writeWorkbook(to: "/nowhere/at/all.xlsx") }
  }

  @Test func two_returns_at_once_are_not_mixed() async throws {
    let both = request(
      ("episodes.csv", CheckRequestTests.episodes), ("cin.xml", "<Message></Message>"))
    await #expect(throws: CannotCheck.self) { try await both.run() }
  }

  @Test func nothing_that_is_a_return_is_refused_with_its_reason() async throws {
    do {
      _ = try await request(("notes.csv", "a,b\n1,2\n")).run()
      Issue.record("it was checked")
    } catch {
      #expect(!error.refusals.isEmpty)
    }
  }
}
