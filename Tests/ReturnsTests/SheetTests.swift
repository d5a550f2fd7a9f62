import Testing

@testable import Returns

@Suite struct SheetTests {
  private func sheet(
    _ text: String, limits: ReadingLimits = .standard
  ) throws(Refusal) -> Sheet {
    try Sheet(SourceFile(name: "x.csv", bytes: Array(text.utf8)), limits: limits)
  }

  private func rows(_ sheet: Sheet) -> [[String]] { (0..<sheet.rowCount).map(sheet.cells(of:)) }

  @Test(arguments: [
    ("A,B\n1,2\n", [["1", "2"]]),
    ("A,B\r\n1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]]),
    ("A,B\r1,2\r3,4", [["1", "2"], ["3", "4"]]),
    ("\n\nA,B\n\n1,2\n\n\n3,4\n", [["1", "2"], ["3", "4"]]),
    ("A,B\n,\n1,\n,2\n  ,  \n", [["1", ""], ["", "2"]]),
    ("A,B,,\n1,2,,\n3,4,\n5,6\n", [["1", "2"], ["3", "4"], ["5", "6"]]),
    ("A,B\n\"1,5\",\"say \"\"no\"\"\"\n", [["1,5", "say \"no\""]]),
    ("A,B\n\"two\nlines\",2\n3,4\n", [["two\nlines", "2"], ["3", "4"]]),
    ("A,B\n\"\",\"\"\n\"x\",\"\"\n", [["", ""], ["x", ""]]),
    ("A,B\n 1 , \"2\" \n", [["1", "2"]]),
    ("A,B\n5\" pipe,it's\n", [["5\" pipe", "it's"]]),
    ("A,B\n\"\"\"x\"\"\",\"a\"\"\"\n", [["\"x\"", "a\""]]),
    ("A;B\n1,5;2\n", [["1,5", "2"]]),
    ("A\tB\n1\t2\n", [["1", "2"]]),
    ("\tA\tB\n0\t1\t2\n", [["0", "1", "2"]]),
    ("\"A\",\"B, b\"\n1,2\n", [["1", "2"]]),
    ("A\n1\n22222222222222222222\n", [["1"], ["22222222222222222222"]]),
    ("A,B\n", []),
    ("A,B", []),
    ("A,B\nπ,ø", [["π", "ø"]]),
  ])
  func cells_are_read(text: String, expected: [[String]]) throws {
    let sheet = try sheet(text)
    #expect(rows(sheet) == expected)
    #expect(sheet.refusals.isEmpty)
  }

  @Test func an_empty_cell_is_no_text() throws {
    let sheet = try sheet("A,B,C\n1,, \n")
    #expect(sheet.text(row: 0, column: 0) == "1")
    #expect(sheet.text(row: 0, column: 1) == nil)
    #expect(sheet.text(row: 0, column: 2) == nil)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lines_are_counted_as_an_editor_does(lineBreak: String) throws {
    let text = "\nA,B\n1,2\n\n\"x\ny\",3\n4,5\n6\n7,8".replacing("\n", with: lineBreak)
    let sheet = try sheet(text)
    #expect((0..<sheet.rowCount).map(sheet.line(of:)) == [3, 5, 7, 9])
    #expect(sheet.refusals.map(\.line) == [8])
  }

  /// Where cells end is kept in two bytes, counted from the start of the row.
  @Test(arguments: [30_000, 32_766, 32_767, 32_768, 60_000])
  func rows_too_long_for_two_bytes_are_read_like_others(length: Int) throws {
    let long = String(repeating: "x", count: length)
    let sheet = try sheet("A,B,C\n1,2,3\n\(long),\(long),4\n5,6,7\n")
    #expect(rows(sheet) == [["1", "2", "3"], [long, long, "4"], ["5", "6", "7"]])
    var ends: [Int] = []
    for row in 0..<sheet.rowCount { sheet.withRawRow(row) { ends.append($0.bounds.end(2)) } }
    #expect(ends == [11, 2 * length + 15, 2 * length + 21])
  }

  @Test func many_rows_are_read_whatever_their_length() throws {
    // The first rows say little about the length of the others.
    let expected = (0..<5_000).map { row in
      ["\(row)", row < 1_100 ? String(repeating: "y", count: 90) : ""]
    }
    let sheet = try sheet("A,B\n" + expected.map { "\($0[0]),\($0[1])\n" }.joined())
    #expect(rows(sheet) == expected)
    #expect((0..<sheet.rowCount).map(sheet.line(of:)) == Array(2..<5_002))
  }

  @Test(arguments: [
    ("1", "the row has only 1 of 2 cells", ["1"]),
    ("1,2,3", "the row has 3 cells, more than there are columns", ["1", "2", "3"]),
    ("a,b", "the column names are repeated here", ["a", "b"]),
    ("\"A\",\"B\"", "the column names are repeated here", ["A", "B"]),
    ("1,\"2\"x", "there is text after the quotation mark that closes a cell", ["1", "\"2\"x"]),
    ("1,\"2", "a quotation mark opens a cell and is never closed", ["1", "\"2"]),
  ])
  func a_broken_row_is_kept_and_the_rest_is_read(
    row: String, reason: String, cells: [String]
  ) throws {
    let sheet = try sheet("A,B\n0,0\n\(row)\n8,9\n")
    #expect(rows(sheet) == [["0", "0"], ["8", "9"]])
    #expect(sheet.refusals.map(\.reason) == [reason])
    #expect(sheet.refusals.map(\.line) == [3])
    #expect(sheet.refusals.map(\.cells) == [cells])
    #expect(sheet.refusals.map(\.columns) == [["A", "B"]])
  }

  @Test func a_quote_that_closes_in_a_later_row_costs_its_own_line_only() throws {
    let sheet = try sheet("A,B\n1,\"2\n3,4\n5,\"6,7\"\n8,9\n")
    #expect(rows(sheet) == [["3", "4"], ["5", "6,7"], ["8", "9"]])
    #expect(sheet.refusals.map(\.line) == [2])
  }

  @Test func column_names_that_stand_twice_are_refused() {
    let refusal = #expect(throws: Refusal.self) { try sheet("CHILD,DOB,dob\n1,2,3\n") }
    #expect(refusal?.field == "dob")
    #expect(refusal?.reason == "two columns have this name, and they may not agree")
  }

  @Test func other_separators_are_said() throws {
    let sheet = try sheet("A;B\n1;2\n")
    #expect(
      sheet.notes.map(\.text) == [
        "The cells are separated by semicolons, not commas, and were read that way."
      ])
  }

  @Test func a_cell_beyond_the_limit_costs_its_row() throws {
    var limits = ReadingLimits()
    limits.fieldBytes = 10
    let sheet = try sheet("A,B\n1,2\n3,12345678901\n4,1234567890\n", limits: limits)
    #expect(rows(sheet) == [["1", "2"], ["4", "1234567890"]])
    #expect(sheet.refusals.map(\.field) == ["B"])
  }

  @Test(arguments: [
    "A,B\n1,2\n" + String(repeating: "x", count: 101) + "\n",
    "A,B\n1,2\n3," + String(repeating: "x", count: 101),
  ])
  func a_line_beyond_the_limit_costs_the_file(text: String) {
    var limits = ReadingLimits()
    limits.lineBytes = 100
    let refusal = #expect(throws: Refusal.self) { try sheet(text, limits: limits) }
    #expect(refusal?.line == 3)
    #expect(refusal?.extent == .file)
  }

  /// Whatever bytes come, every line is either in a row, in a refusal or blank.
  @Test func nothing_is_lost_whatever_comes() throws {
    let pieces = ["A", "1", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "ø", ",,", "\"x\"", ";"]
    var generator = SeededGenerator(state: 20_260_331)
    for _ in 0..<3000 {
      let count = Int.random(in: 0..<25, using: &generator)
      let body = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let sheet = try sheet("A,B,C\n" + body)
      for row in 0..<sheet.rowCount { #expect(sheet.cells(of: row).count == 3) }
      let kept = (0..<sheet.rowCount).flatMap { sheet.cells(of: $0) }
      let refused = sheet.refusals.flatMap(\.cells)
      func letters(_ text: some StringProtocol) -> [Character] {
        text.filter { "A1xø;".contains($0) }.sorted()
      }
      #expect(letters((kept + refused).joined()) == letters(body), "\(body.debugDescription)")
    }
  }
}

/// The same numbers in every run.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
