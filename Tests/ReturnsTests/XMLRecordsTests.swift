import Testing

@testable import Returns

@Suite struct XMLRecordsTests {
  private let records = XMLRecords(root: "R", paths: [["Head"], ["All", "C"]])

  private func read(
    _ xml: String, limits: ReadingLimits = .standard
  ) throws(Refusal) -> (parts: [XMLPart], outcome: XMLRecords.Outcome) {
    let file = try SourceFile(name: "r.xml", bytes: Array(xml.utf8))
    var parts: [XMLPart] = []
    let outcome = try records.read(file, limits: limits) { parts.append($0) }
    return (parts, outcome)
  }

  @Test func records_come_in_the_order_of_the_file_with_their_lines() throws {
    let (parts, outcome) = try read(
      """
      <R>
        <Head><x>1</x></Head>
        <All>
          <C>
            <y> a &amp; <![CDATA[<b>]]> &#233; </y>stray
            <z/>
          </C>
          <C><y>2</y><y></y></C>
        </All>
      </R>
      """)
    #expect(parts.map(\.name) == ["Head", "C", "C"])
    #expect(parts.map(\.line) == [2, 4, 8])
    #expect(
      parts.map { $0.children.map { "\($0.line) \($0.name) \($0.text ?? "-")" } } == [
        ["2 x 1"], ["5 y a & <b> é", "6 z -"], ["8 y 2", "8 y -"],
      ])
    #expect(outcome.report.notes(on: "r.xml").isEmpty)
    #expect(outcome.refusals.isEmpty)
  }

  @Test func a_line_beyond_65535_is_still_right() throws {
    let filler = String(repeating: "<C>\n</C>\n", count: 40_000)
    let (parts, _) = try read("<R><All>\n\(filler)<C><y>here</y></C>\n</All></R>")
    #expect(parts.last?.line == 80_002)
    #expect(parts.last?["y"]?.line == 80_002)
  }

  @Test func unknown_elements_outside_records_are_said_once_with_their_number() throws {
    let (parts, outcome) = try read(
      "<R>\n<New><C/></New>\n<All><Odd/><C/></All><New/></R>")
    #expect(parts.count == 1)
    #expect(
      outcome.report.notes(on: "r.xml").map(\.text) == [
        "The element New is not part of the return and was not read (2 times, first here).",
        "The element All/Odd is not part of the return and was not read (once).",
      ])
  }

  @Test func a_namespace_is_ignored_and_said() throws {
    let (parts, outcome) = try read(
      "<n:R xmlns:n=\"urn:x\"><n:All><n:C><n:y>1</n:y></n:C></n:All></n:R>")
    #expect(parts.first?["y"]?.text == "1")
    #expect(outcome.report.notes(on: "r.xml").map(\.line) == [1])
  }

  @Test func of_a_truncated_file_what_was_whole_is_kept() throws {
    let (parts, outcome) = try read("<R><All>\n<C><y>1</y></C>\n<C><y>2</y></C>\n<C><y>3</y>\n")
    #expect(parts.count == 2)
    let refusal = try #require(outcome.refusals.first)
    #expect(refusal.line == 4)
    #expect(refusal.reason.contains("1 <C> was not read"))
    #expect(refusal.text == "<C><y>3</y>\n")
  }

  @Test func after_broken_xml_the_rest_is_refused_and_counted() throws {
    let (parts, outcome) = try read(
      "<R><All>\n<C><y>1</y></C>\n<C><y>a < b</y></C>\n<C/>\n<C><y>4</y></C></All></R>")
    #expect(parts.count == 1)
    #expect(outcome.refusals.first?.line == 3)
    #expect(outcome.refusals.first?.reason.contains("2 <C> were not read") == true)
  }

  @Test(arguments: [
    "<!DOCTYPE R><R/>",
    "<?xml version=\"1.0\"?>\n<!-- <R> -->\n<!DOCTYPE R SYSTEM \"file:///etc/passwd\"><R/>",
    """
    <!DOCTYPE R [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><R><All><C><y>&c;</y></C></All></R>
    """,
    "<!ENTITY a \"b\"><R/>",
  ])
  func a_document_type_is_refused_before_the_parser_sees_it(xml: String) {
    let refusal = #expect(throws: Refusal.self) { try read(xml) }
    #expect(refusal?.reason.hasPrefix("it declares a document type") == true)
  }

  @Test func a_document_type_after_the_start_is_refused() throws {
    let (parts, outcome) = try read("<R><All><C/><!DOCTYPE R></All></R>")
    #expect(parts.count == 1)
    #expect(outcome.refusals.count == 1)
  }

  @Test func an_entity_that_nobody_declared_ends_reading_there() throws {
    let (parts, outcome) = try read("<R><All>\n<C/>\n<C><y>&secret;</y></C></All></R>")
    #expect(parts.count == 1)
    #expect(outcome.refusals.first?.line == 3)
    #expect(outcome.refusals.first?.reason.contains("secret") == true)
  }

  @Test(arguments: [false, true])
  func deep_nesting_is_refused(insideRecord: Bool) throws {
    let open = String(repeating: "<d>", count: 100_000)
    let xml = insideRecord ? "<R><All><C/><C>\(open)" : "<R>\(open)"
    let (parts, outcome) = try read(xml)
    #expect(parts.count == (insideRecord ? 1 : 0))
    #expect(outcome.refusals.first?.reason.contains("nested more than 32 deep") == true)
  }

  @Test func a_value_without_end_is_refused() throws {
    let long = String(repeating: "x", count: 70_000)
    let (parts, outcome) = try read("<R><All><C/><C><y>\(long)</y></C></All></R>")
    #expect(parts.count == 1)
    #expect(outcome.refusals.first?.reason.contains("longer than any value") == true)
  }

  @Test func a_record_without_end_is_refused() throws {
    var limits = ReadingLimits()
    limits.recordElements = 10
    let (parts, outcome) = try read(
      "<R><All><C/><C>\(String(repeating: "<y/>", count: 11))</C></All></R>", limits: limits)
    #expect(parts.count == 1)
    #expect(outcome.refusals.first?.reason.contains("more than 10 elements") == true)
  }

  @Test(arguments: ["<S/>", "<", "<R", "<!-- never closed", "<?xml version=\"1.0\"?>"])
  func another_root_or_none_is_refused(xml: String) {
    #expect(throws: Refusal.self) { try read(xml) }
  }

  @Test func windows_1252_is_read_whatever_the_file_declares() throws {
    let bytes =
      Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><R><All><C><y>Zo".utf8) + [0xEB]
      + Array("</y></C></All></R>".utf8)
    var parts: [XMLPart] = []
    _ = try records.read(SourceFile(name: "r.xml", bytes: bytes)) { parts.append($0) }
    #expect(parts.first?["y"]?.text == "Zoë")
  }
}
