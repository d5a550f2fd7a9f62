import Testing

@testable import Returns

@Suite struct WriterTests {
  @Test(
    arguments: [
      (["a", "b"], "a,b\n"), ([nil, "b", nil], ",b,\n"),
      (["a,b", "\"q\""], "\"a,b\",\"\"\"q\"\"\"\n"),
      (["two\nlines", " x"], "\"two\nlines\",\" x\"\n"), (["Zoë"], "Zoë\n"),
    ] as [([String?], String)])
  func cells_are_quoted_only_where_needed(cells: [String?], expected: String) {
    var writer = CSVWriter()
    writer.append(cells)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test func lines_can_end_as_windows_ends_them() {
    var writer = CSVWriter(lineEnding: .crlf)
    writer.append(["a"])
    #expect(writer.bytes == Array("a\r\n".utf8))
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+44", "'+44"), ("-2", "'-2"), ("@SUM", "'@SUM"), ("\tx", "'\tx"),
    ("\rx", "'\rx"), ("a=1", "a=1"), ("", ""), ("'=1", "'=1"),
  ])
  func a_spreadsheet_runs_no_cell(cell: String, safe: String) {
    #expect(SpreadsheetCSV.safe(cell) == safe)
  }

  @Test func a_spreadsheet_sees_that_it_is_utf8() {
    var writer = SpreadsheetCSV()
    writer.append(["=A", "é"])
    #expect(writer.bytes == [0xEF, 0xBB, 0xBF] + Array("'=A,é\r\n".utf8))
  }

  @Test func a_spreadsheet_taken_in_pieces_is_the_same() {
    var whole = SpreadsheetCSV()
    var pieces = SpreadsheetCSV()
    var taken: [UInt8] = []
    for row in [["A", "B"], ["1", "2"], ["é", nil]] {
      whole.append(row)
      pieces.append(row)
      taken += pieces.take()
    }
    #expect(taken + pieces.take() == whole.bytes)
    #expect(pieces.bytes.isEmpty)
  }

  @Test func xml_is_escaped_indented_and_without_empty_elements() {
    var writer = XMLWriter()
    writer.element("a") { writer in
      writer.element("b", "<&>\u{1}")
      writer.element("c", nil)
      writer.element("d") { $0.element("e", "") }
      writer.comment("x--y-")
    }
    let expected = """
      <?xml version="1.0" encoding="UTF-8"?>
      <a>
        <b>&lt;&amp;&gt;\u{FFFD}</b>
        <!-- x- -y-  -->
      </a>

      """
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }
}
