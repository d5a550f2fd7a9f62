import Checking
import CivilTime
import Exchange
import Foundation
import Returns
import Testing

/// Whatever is wrong with the bytes of a return, it is read as far as it goes, checked, and what was
/// refused is said.
@Suite struct ReturnFuzzTests {
  private static let today = Day(ordinal: 20_500)

  /// Reads what was uploaded as an import does and as a check does, and writes the report.
  private func read(_ uploads: [(name: String, bytes: [UInt8])]) async {
    let files = ReturnFiles(uploads: uploads)
    let received = ReceivedReturn.read(files, year: CollectionYear(endYear: 2026))
    for refusal in files.refusals + received.refusals + received.returns.flatMap(\.refusals) {
      #expect(!refusal.reason.isEmpty)
      #expect(!refusal.file.isEmpty)
    }
    var request = CheckRequest(files, today: ReturnFuzzTests.today)
    request.previous = files
    request.wantsTables = true
    do {
      let (report, _) = try await request.run()
      #expect(report.outcomes.map(\.findings).reduce(0, +) == report.findings.count)
      #expect((try? JSONSerialization.jsonObject(with: Data(report.json()))) != nil)
      #expect(!report.csv().isEmpty)
      #expect(!report.text().isEmpty)
    } catch {
      #expect(!error.description.isEmpty)
    }
  }

  private static let tableWords = [
    ",", "\"", "\"\"", ";", "\t", ",,,,,,,,", "\",\"", "CHILD", "CHILD,", "DOB", "DECOM", "DEC",
    "RNE", "LS", "PLACE", "REC", "URN", "UPN", "X1", "C2", "U1", "K1", "01/04/2025", "31/03/2026",
    "29/02/2025", "2026-03-31", " ",
  ]

  @Test func tables_of_the_looked_after_children_return() async throws {
    let samples =
      try Fuzzing.samples("ssda903", ".csv") + Fuzzing.samples("ssda903-history", ".csv")
    for sample in samples {
      let name = "table-" + sample.name
      for kept in try Fuzzing.kept(name) { await read([(sample.name, kept)]) }
      try await Fuzzing.run(
        name, words: ReturnFuzzTests.tableWords, [sample.bytes],
        rounds: max(1, Fuzzing.rounds / 4)
      ) { await read([(sample.name, $0)]) }
    }
  }

  @Test func a_whole_set_of_tables_in_a_zip_file() async throws {
    let set = try Fuzzing.samples("ssda903", ".csv", bytes: 4_000)
    let zip = StoredZip.bytes(set.map { ($0.name, $0.bytes) })
    for kept in try Fuzzing.kept("zip") { await read([("set.zip", kept)]) }
    try await Fuzzing.run("zip", words: ["PK\u{3}\u{4}", "PK\u{1}\u{2}", "../"], [zip]) {
      await read([("set.zip", $0)])
    }
  }

  private static let markup = [
    "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#0;", "&x;", "<?xml", "?>",
    "<!DOCTYPE a [<!ENTITY b \"b\">]>", "<Child>", "</Child>", "<CINdetails>", "</CINdetails>",
    "<CHILD>", "<EPISODE>", "<Module>", "xmlns=\"urn:x\"", "<CINreferralDate>", "<PersonBirthDate>",
    "2025-04-01", "2026-02-30",
  ]

  @Test func the_children_in_need_census() async throws {
    let samples = try Fuzzing.samples("cin", ".xml").map(\.bytes)
    for kept in try Fuzzing.kept("census") { await read([("census.xml", kept)]) }
    try await Fuzzing.run("census", words: ReturnFuzzTests.markup, samples) {
      await read([("census.xml", $0)])
    }
  }

  @Test func the_looked_after_children_return_as_XML() async throws {
    let sample = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Message><Header><CollectionDetails><Collection>SSDA903</Collection><Year>2026</Year>\
      <ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>
      <Child><Childidentifiers><CHILD>1</CHILD><SEX>M</SEX><DOB>2015-01-02</DOB><ETHNIC>WBRI</ETHNIC>\
      <UPN>UN1</UPN></Childidentifiers><Episodes><Episode><DECOM>2025-04-05</DECOM><RNE>S</RNE>\
      <LS>C2</LS><CIN>N1</CIN><PLACE>U6</PLACE></Episode></Episodes></Child></Children></Message>
      """
    for kept in try Fuzzing.kept("children") { await read([("children.xml", kept)]) }
    try await Fuzzing.run(
      "children", words: ReturnFuzzTests.markup, [Array(sample.utf8)], rounds: 4 * Fuzzing.rounds
    ) { await read([("children.xml", $0)]) }
  }
}
