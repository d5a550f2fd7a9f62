import CivilTime
import Testing

@testable import Returns

@Suite struct WorkbookTests {
  private func value(_ cell: String, _ change: (inout WorkbookMaker) -> Void = { _ in }) throws
    -> WorkbookValue
  {
    var maker = WorkbookMaker()
    maker.styles = [0, 14, 164]
    maker.sharedTexts = ["<t>one</t>", "<r><t>t</t></r><r><t>wo</t></r><rPh><t>x</t></rPh>"]
    change(&maker)
    maker.add("Sheet", [["=\(cell)"]])
    let rows = try Workbook("a.xlsx", maker.bytes()).sheet("Sheet").rows
    return rows.first?[0] ?? .none
  }

  @Test(arguments: [
    ("t=\"s\"><v>0</v>", WorkbookValue.text("one")), ("t=\"s\"><v>1</v>", .text("two")),
    ("t=\"s\"><v>9</v>", .fault("#REF!")),
    ("t=\"inlineStr\"><is><t xml:space=\"preserve\"> a &amp; b </t></is>", .text(" a & b ")),
    ("t=\"str\"><f>A1</f><v>a_x000D__x0041_</v>", .text("a\rA")),
    ("t=\"b\"><v>1</v>", .truth(true)), ("t=\"b\"><v>0</v>", .truth(false)),
    ("t=\"e\"><v>#N/A</v>", .fault("#N/A")), ("><v>12.5</v>", .number(12.5)),
    ("><v>1.234567E6</v>", .number(1_234_567)), ("><v>abc</v>", .text("abc")),
    ("><v>1e999</v>", .text("1e999")), ("s=\"1\"/><c", .none),
    ("s=\"1\"><v>45747</v>", .day(.init(ordinal: 0))),
    ("t=\"d\"><v>2025-03-31T00:00:00</v>", .day(.init(ordinal: 0))),
  ])
  func a_cell_is_read_as_what_it_is(_ cell: String, _ expected: WorkbookValue) throws {
    let march = try #require(Day(iso: "2025-03-31"))
    let isDay = if case .day = expected { true } else { false }
    // The second cell of the empty one closes the first.
    let cell = cell.hasSuffix("<c") ? cell + " r=\"B1\">" : cell
    #expect(try value(cell) == (isDay ? .day(march) : expected))
  }

  @Test(arguments: [
    ("dd/mm/yyyy", true), ("d mmm yy", true), ("[$-809]dd mmmm yyyy;@", true), ("yyyy", true),
    ("General", false), ("0.00", false), ("[Red]0", false), ("\\d0", false), ("\"day\" 0", false),
    ("hh:mm:ss", false), ("0;dd", false), ("_d0", false), ("#,##0", false),
  ])
  func a_number_is_a_date_where_its_format_shows_a_day(_ format: String, _ isDate: Bool) throws {
    #expect(WorkbookStyles.isDate(format: format) == isDate)
    let read = try value("s=\"2\"><v>45747.75</v>") {
      $0.formats = [format.replacing("\"", with: "&quot;")]
    }
    #expect(read == (isDate ? .day(try #require(Day(iso: "2025-03-31"))) : .number(45747.75)))
  }

  @Test(arguments: [
    (1.0, "1900-01-01"), (59, "1900-02-28"), (60, nil), (61, "1900-03-01"), (45747.9, "2025-03-31"),
    (2_958_465, "9999-12-31"), (2_958_466, nil), (0, nil), (-1, nil),
  ])
  func days_are_counted_from_1900(_ number: Double, _ day: String?) {
    #expect(WorkbookEpoch.from1900.day(number)?.iso == day)
  }

  @Test func days_may_be_counted_from_1904() throws {
    #expect(
      try value("s=\"1\"><v>44285</v>") { $0.is1904 = true }
        == .day(try #require(Day(iso: "2025-03-31"))))
    #expect(WorkbookEpoch.from1904.day(0)?.iso == "1904-01-01")
  }

  @Test func a_merged_range_holds_the_value_of_its_first_cell() throws {
    var maker = WorkbookMaker()
    maker.add(
      "A", [["x", "1", "", "k"], ["", "2"], ["", "3", "own"]],
      after:
        "<mergeCells><mergeCell ref=\"A1:A3\"/><mergeCell ref=\"C1:C3\"/><mergeCell ref=\"D1:E2\"/>"
        + "<mergeCell ref=\"B1\"/><mergeCell ref=\"?:B2\"/><mergeCell ref=\"A9:ZZZ9\"/></mergeCells>"
    )
    let sheet = try Workbook("a.xlsx", maker.bytes()).sheet("A")
    #expect(
      sheet.rows.map { $0.cells.map { $0.plain ?? "" } } == [
        ["x", "1", "", "k", "k"], ["x", "2", "", "k", "k"], ["x", "3", "own"],
      ])
  }

  @Test func cells_and_rows_without_a_place_follow_the_one_before() throws {
    var maker = WorkbookMaker()
    maker.sheets = [
      (
        "A",
        "<sheetData><row><c><v>1</v></c><c r=\"C1\"><v>2</v></c><c><v>3</v></c></row>"
          + "<row r=\"5\"><c><v>4</v></c></row><row><c><v>5</v></c></row></sheetData>"
      )
    ]
    let rows = try Workbook("a.xlsx", maker.bytes()).sheet("A").rows
    #expect(rows.map(\.number) == [1, 5, 6])
    #expect(rows[0].cells == [.number(1), .none, .number(2), .number(3)])
  }

  @Test func sheets_are_found_by_their_names() throws {
    var maker = WorkbookMaker()
    maker.add("First &amp; foremost", [["a"]])
    maker.add("Ünïcode", [["b"]])
    let workbook = try Workbook("a.xlsx", maker.bytes())
    #expect(workbook.sheetNames == ["First & foremost", "Ünïcode"])
    #expect(try workbook.sheet("Ünïcode").rows[0][0] == .text("b"))
    #expect(throws: Refusal.self) { try workbook.sheet("Third") }
  }

  @Test(
    arguments: [
      ("text", Array("URN,PLACE_CODES\n".utf8), "this is not a workbook"),
      ("nothing", [], "this is not a workbook"),
      ("half a zip", [0x50, 0x4B, 3, 4, 1, 2, 3], "the workbook is damaged or incomplete"),
      (
        "Excel 97", [0xD0, 0xCF, 0x11, 0xE0, 0xA1],
        "this is a workbook of Excel 2003 or before, or one protected by a password"
      ),
    ] as [(String, [UInt8], String)])
  func what_is_no_workbook_is_refused(_ name: String, _ bytes: [UInt8], _ reason: String) {
    #expect(throws: Refusal.self) { try Workbook("a.xlsx", bytes) }
    do throws(Refusal) { _ = try Workbook("a.xlsx", bytes) } catch {
      #expect(error.reason == reason)
    }
  }

  @Test(
    arguments: [
      ("xl/workbook.xml", "<workbook><sheets>", "in the workbook cannot be read"),
      (
        "xl/workbook.xml", "<!DOCTYPE w [<!ENTITY a \"b\">]><workbook/>",
        "it declares a document type"
      ),
      ("xl/sharedStrings.xml", "not XML", "in the workbook cannot be read"),
      ("xl/workbook.xml", nil, "in the workbook is missing or damaged"),
      ("xl/_rels/workbook.xml.rels", nil, "in the workbook is missing or damaged"),
      ("xl/sharedStrings.xml", nil, "in the workbook is missing or damaged"),
    ] as [(String, String?, String)])
  func a_broken_part_is_named(_ part: String, _ xml: String?, _ reason: String) throws {
    var maker = WorkbookMaker()
    maker.add("A", [["a"]])
    var parts = maker.parts()
    parts.removeAll { $0.name == part }
    if let xml { parts.append((part, xml)) }
    let bytes = try ZipMaker.zip(parts.map { ($0.name, Array($0.xml.utf8)) })
    do throws(Refusal) {
      _ = try Workbook("a.xlsx", bytes)
      Issue.record("the workbook was read")
    } catch {
      #expect(error.reason.contains(reason))
      #expect(error.reason.contains(part))
    }
  }

  /// A workbook with some bytes of its parts, or of the zip file, changed.
  @Test(arguments: 0..<200)
  func a_spoilt_workbook_never_crashes(_ seed: UInt64) throws {
    var noise = TestNoise(seed: seed)
    var maker = WorkbookMaker()
    maker.sharedTexts = ["<t>URN</t>", "<t>SC1</t>"]
    maker.add(
      "Providers", [["=t=\"s\"><v>0</v>", "Placement code"], ["=t=\"s\"><v>1</v>", "K1"]],
      after: "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>")
    var parts = maker.parts().map { (name: $0.name, bytes: Array($0.xml.utf8)) }
    let spoilsZip = seed % 2 == 0
    if !spoilsZip {
      for _ in 0..<4 {
        let part = noise.number(below: parts.count)
        let place = noise.number(below: parts[part].bytes.count)
        parts[part].bytes[place] = UInt8(noise.number(below: 256))
      }
    }
    var bytes = try ZipMaker.zip(parts)
    if spoilsZip {
      for _ in 0..<8 { bytes[noise.number(below: bytes.count)] = UInt8(noise.number(below: 256)) }
    }
    var intake = ProviderIntake()
    var workbook = ProviderWorkbook(file: "list.xlsx")
    do throws(Refusal) {
      try workbook.read(bytes, into: &intake)
      #expect(!workbook.notes.isEmpty)
    } catch {
      #expect(error.file == "list.xlsx")
    }
  }

  @Test func limits_are_kept_while_unpacking() throws {
    var maker = WorkbookMaker()
    maker.sheets = [("A", "<sheetData>\(String(repeating: " ", count: 3 << 20))</sheetData>")]
    let bytes = try maker.bytes()
    var limits = WorkbookLimits()
    limits.packingRatio = 200
    #expect(throws: Refusal.self) { try Workbook("a.xlsx", bytes, limits: limits).sheet("A") }
    limits.packingRatio = 100_000
    #expect(try Workbook("a.xlsx", bytes, limits: limits).sheet("A").rows.isEmpty)
    limits.unpackedBytes = 1 << 20
    #expect(throws: Refusal.self) { try Workbook("a.xlsx", bytes, limits: limits).sheet("A") }
  }

  @Test(arguments: [
    "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"9999999\"><c><v>1</v></c></row>",
    "<row><c t=\"inlineStr\"><is><t>\(String(repeating: "x", count: 200_000))</t></is></c></row>",
  ])
  func a_hostile_sheet_is_refused(_ rows: String) throws {
    var maker = WorkbookMaker()
    maker.sheets = [("A", "<sheetData>\(rows)</sheetData>")]
    let workbook = try Workbook("a.xlsx", maker.bytes())
    #expect(throws: Refusal.self) { try workbook.sheet("A") }
  }

  @Test func too_many_cells_are_refused_and_too_many_columns_left_out() throws {
    var maker = WorkbookMaker()
    maker.add("A", [["a", "b", "c"], ["d"]])
    var limits = WorkbookLimits()
    limits.columns = 2
    #expect(
      try Workbook("a.xlsx", maker.bytes(), limits: limits).sheet("A").rows.map(\.cells.count) == [
        2, 1,
      ])
    limits.cells = 2
    let small = try Workbook("a.xlsx", maker.bytes(), limits: limits)
    #expect(throws: Refusal.self) { try small.sheet("A") }
  }

  @Test(arguments: [
    ("A1", 0, 0), ("$B$12", 11, 1), ("aa3", 2, 26), ("XFD1048576", 1_048_575, 16_383),
  ])
  func a_place_is_read(_ text: String, _ row: Int, _ column: Int) {
    #expect(CellPlace(text)?.row == row)
    #expect(CellPlace(text)?.column == column)
  }

  @Test(arguments: ["", "A", "1", "1A", "A0", "ZZZZZZZZZZZZZZZZ1", "A99999999999999999999", "É1"])
  func what_is_no_place_is_none(_ text: String) {
    #expect(CellPlace(text) == nil)
  }
}
