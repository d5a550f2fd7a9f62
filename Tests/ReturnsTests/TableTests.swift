import CivilTime
import Testing

@testable import Returns

@Suite struct TableTests {
  private func tables(_ files: (String, String)...) throws -> TableSet {
    var set = TableSet(ReturnForm.test.layouts)
    for (name, text) in files { set.read(try source(name, text)) }
    return set
  }

  private func visits(_ set: TableSet) -> [Row<VisitColumn>] {
    (0..<set.tables[0].rowCount).map { set.tables[0].row($0, as: VisitColumn.self) }
  }

  @Test func a_table_is_known_by_its_columns_in_any_order_and_case() throws {
    let set = try tables(("export 7.csv", "kind, Visit ,DOB,CHILD\nA,02/02/2020,01/01/2010,007\n"))
    #expect(
      visits(set) == [
        Row([.CHILD: "007", .DOB: "01/01/2010", .VISIT: "02/02/2020", .KIND: "A"])
      ])
    #expect(visits(set).first?.day(.VISIT)?.iso == "2020-02-02")
    #expect(visits(set).first?.origin == RowOrigin(file: "export 7.csv", line: 2))
    #expect(set.tables[0].day(row: 0, column: VisitColumn.VISIT.rawValue)?.iso == "2020-02-02")
    #expect(set.notes.isEmpty)
    #expect(set.refusals.isEmpty)
  }

  @Test func extra_columns_are_named_and_the_reason_column_is_not() throws {
    let set = try tables(
      ("v.csv", "CHILD,DOB,VISIT,KIND,Team,Why it was refused\n1,,,,East,Line 3: x\n"))
    #expect(
      set.notes.map(\.text) == [
        "These columns are not part of the table Visits and were not read: Team."
      ])
    #expect(visits(set) == [Row([.CHILD: "1"])])
  }

  @Test(arguments: [
    // The file name decides where half the columns are there.
    ("2018-visits.csv", "CHILD,DOB\n1,\n", "Visits"),
    ("orders_2018.csv", "CHILD,DOB,COURT\n1,,\n", "Orders"),
    // Without it three quarters of the columns do.
    ("x.csv", "CHILD,DOB,VISIT\n1,,\n", "Visits"),
    ("x.csv", "CHILD,DOB,PLACE,COURT\n1,,,\n", "Orders"),
  ])
  func a_partial_table_is_read_where_it_is_unambiguous(
    name: String, text: String, table: String
  ) throws {
    let set = try tables((name, text))
    #expect(set.tables.filter(\.isGiven).map(\.layout.name) == [table])
    #expect(set.notes.first?.text.contains("lacks the columns") == true)
    #expect(set.notes.first?.weight == .warning)
  }

  @Test(arguments: [
    ("x.csv", "CHILD,DOB\n1,\n", "it looks most like the table Visits, but lacks VISIT, KIND"),
    ("visits.csv", "DOB,VISIT,KIND\n,,\n", "it looks most like the table Visits, but lacks CHILD"),
    (
      "visits.csv", "CHILD,PLACE,COURT\n1,,\n",
      "it looks most like the table Orders, but lacks DOB, DATE_ORDER"
    ),
    ("x.csv", "a,b\n1,2\n", "its column names are not those of any table of the return"),
  ])
  func what_is_no_table_is_refused_with_the_nearest(
    name: String, text: String, reason: String
  ) throws {
    let set = try tables((name, text))
    #expect(set.refusals.map(\.reason) == [reason])
    #expect(set.tables.filter(\.isGiven).isEmpty)
  }

  @Test(arguments: [
    ("31/02/2016", "there is no such day"), ("29/02/2019", "there is no such day"),
    ("1/2/2016", "this is not a date in the form of the return"),
    ("2016-02-01", "this is not a date in the form of the return"),
    ("01/02/2016 00:00", "this is not a date in the form of the return"),
  ])
  func a_date_that_cannot_be_read_is_reported_and_kept(text: String, reason: String) throws {
    let set = try tables(("v.csv", "CHILD,DOB,VISIT,KIND\n1,01/01/2010,\(text),A\n"))
    #expect(visits(set).first?[.VISIT] == text)
    #expect(visits(set).first?.day(.VISIT) == nil)
    let refusal = try #require(set.refusals.first)
    #expect(refusal.extent == .value)
    #expect(
      refusal.description
        == "v.csv, line 2, VISIT “\(text)”: \(reason). Expected a date as dd/mm/yyyy, such as "
        + "31/03/2026. The rest of the row was read. Mend the value and load the file again.")
    #expect(visits(set).first?.unreadableDates.map(\.reason) == [reason])
  }

  @Test(arguments: [
    ("zz/05/2010", true), ("zz/zz/2010", true), ("ZZ/ZZ/ZZZZ", true), ("05/05/2010", true),
    ("zz/13/2010", false), ("zz/5/2010", false), ("31/02/2010", false), ("zz-05-2010", false),
    ("unknown", false), ("z1/05/2010", false), ("29/02/zzzz", true), ("30/02/zzzz", false),
  ])
  func a_date_may_be_known_in_part(text: String, isRead: Bool) throws {
    let set = try tables(
      ("o.csv", "CHILD,DOB,PLACE,DATE_ORDER,COURT\n1,01/01/2010,x,\(text),y\n"))
    #expect(set.refusals.isEmpty == isRead)
    #expect(set.tables[1].text(row: 0, column: 3) == text)
  }

  @Test func a_column_of_unreadable_dates_is_reported_in_bounds() throws {
    let rows = (1...1500).map { "\($0),2010-01-01,01/01/2020,A\n" }.joined()
    let set = try tables(("v.csv", "CHILD,DOB,VISIT,KIND\n\(rows)"))
    #expect(set.refusals.count == 1001)
    #expect(set.refusals.last?.reason == "500 more values of this column cannot be read")
  }

  @Test func two_files_of_one_table_are_put_together_and_repeats_are_listed() throws {
    let set = try tables(
      ("a.csv", "CHILD,DOB,VISIT,KIND\n1,01/01/2010,02/02/2020,A\n2,01/01/2011,02/02/2020,A\n"),
      ("b.csv", "KIND,CHILD,DOB,VISIT\nB,2,01/01/2011,02/02/2020\nA,2,01/01/2011,02/02/2020\n"))
    #expect(visits(set).map { $0[.CHILD] } == ["1", "2", "2", "2"])
    #expect(visits(set).map { $0.day(.DOB)?.year } == [2010, 2011, 2011, 2011])
    #expect(
      visits(set).map(\.origin) == [
        RowOrigin(file: "a.csv", line: 2), RowOrigin(file: "a.csv", line: 3),
        RowOrigin(file: "b.csv", line: 2), RowOrigin(file: "b.csv", line: 3),
      ])
    #expect(
      set.notes.map(\.text) == [
        "This file and a.csv all hold the table Visits. Their rows were put together. 1 of its rows "
          + "stand in the earlier file too, exactly the same: line 3."
      ])
  }

  @Test func children_are_grouped_in_order_of_appearance() throws {
    let set = try tables(
      (
        "v.csv",
        """
        CHILD,DOB,VISIT,KIND
        b,,,1
        007,,,2
        ,,,3
        B,,,4
        7,,,5
        a-long-identifier,,,6
        007,,,7

        """
      ),
      ("o.csv", "CHILD,DOB,PLACE,DATE_ORDER,COURT\nA-Long-Identifier,,,,\nnew,,,,\nb,,,,\n"))
    let index = ChildIndex(set.tables)
    #expect(
      (0..<index.count).map(index.identifier(of:)) == ["b", "007", "7", "a-long-identifier", "new"])
    #expect(
      (0..<index.count).map { Array(index.rows(of: $0, in: 0)) } == [
        [0, 3], [1, 6], [4], [5], [],
      ])
    #expect(
      (0..<index.count).map { Array(index.rows(of: $0, in: 1)) } == [[2], [], [], [0], [1]])
    #expect(index.rowsWithoutChild == [[2], []])
  }

  @Test func many_children_are_all_told_apart() throws {
    let names = (0..<5000).map { "\($0 * 7919 % 5000)-child-\($0 % 3)" }
    let rows = (names + names.reversed()).map { "\($0),,,\n" }.joined()
    let set = try tables(("v.csv", "CHILD,DOB,VISIT,KIND\n\(rows)"))
    let index = ChildIndex(set.tables)
    #expect((0..<index.count).map(index.identifier(of:)) == names)
    for child in 0..<index.count {
      #expect(Array(index.rows(of: child, in: 0)) == [Int32(child), Int32(9999 - child)])
    }
  }

  @Test func a_child_is_found_in_another_year_whatever_the_order() throws {
    func index(_ names: [String]) throws -> ChildIndex {
      let rows = names.map { "\($0),,,\n" }.joined()
      return ChildIndex(try tables(("v.csv", "CHILD,DOB,VISIT,KIND\n\(rows)")).tables)
    }
    let names = (0..<3000).map { "child-\($0)" }
    let now = try index(names)
    let last = try index((["CHILD-7"] + names.reversed()).filter { !$0.hasSuffix("5") })
    let expected: [Int32] = names.indices.map { place in
      last.number(of: names[place]).map { Int32($0) } ?? -1
    }
    #expect(now.places(in: last) == expected)
    #expect(expected[7] == 0)
    #expect(expected[5] == -1)
    #expect(last.number(of: "child-3000") == nil)
    #expect(last.identifier(of: 1) == "child-2999")
    #expect(now.rowCount(of: 2999, in: 0) == 1)
  }

  @Test func refused_rows_can_be_mended_and_loaded_again() throws {
    let set = try tables(
      (
        "autumn/visits.csv",
        """
        CHILD,DOB,VISIT,KIND
        1,01/01/2010,02/02/2020
        2,01/01/2010,02/02/2020,"A
        3,01/01/2010,02/02/2020,A
        4,01/01/2010,02/02/2020,A,B

        """
      ))
    #expect(visits(set).map { $0[.CHILD] } == ["3"])
    let files = RefusedRows.files(set.refusals)
    #expect(files.map(\.name) == ["visits-refused.csv"])
    #expect(
      files.first?.text == """
        CHILD,DOB,VISIT,KIND,Why it was refused
        1,01/01/2010,02/02/2020,,"Line 2: the row has only 3 of 4 cells. Expected 4 cells, one for each \
        column."
        2,01/01/2010,02/02/2020,\"""A",Line 3: a quotation mark opens a cell and is never closed. \
        Expected a quotation mark at the end of the cell.
        4,01/01/2010,02/02/2020,A,B,"Line 5: the row has 5 cells, more than there are columns. Expected \
        4 cells, one for each column; a cell that holds a comma must be in quotes."

        """)
    let again = try tables(("visits-refused.csv", files.first?.text ?? ""))
    #expect(visits(again).map { $0[.CHILD] } == ["1", "2"])
    #expect(again.notes.isEmpty)
    // Refused again, now under the reason column too, which is not written twice.
    let second = RefusedRows.files(again.refusals).first?.text ?? ""
    #expect(second.hasPrefix("CHILD,DOB,VISIT,KIND,Why it was refused\n4,"))
  }

  @Test func a_row_can_refuse_itself() {
    let row = Row<VisitColumn>(
      [.CHILD: "1", .KIND: "Q"], origin: RowOrigin(file: "v.csv", line: 9))
    let refusal = row.refusal(field: .KIND, reason: "no such kind", expected: "A or B")
    #expect(
      refusal.description
        == "v.csv, line 9, KIND “Q”: no such kind. Expected A or B. Mend the row and load it again."
    )
    #expect(refusal.cells == ["1", "", "", "Q"])
  }
}

@Suite struct SortedFilesTests {
  private let other = ReturnForm(name: "Other", title: "the other return", root: "Other")

  @Test func files_are_sorted_by_the_return_they_belong_to() throws {
    let sorted = SortedFiles(
      [
        try source("a.xml", "<Other/>"), try source("b.csv", "CHILD,DOB,VISIT,KIND\n"),
        try source("c.xml", "<?xml version=\"1.0\"?>\n<x:Test xmlns:x=\"u\"></x:Test>"),
      ], among: [.test, other])
    #expect(sorted.batches.map(\.form.name) == ["Test", "Other"])
    #expect(sorted.files(of: .test).map(\.name) == ["b.csv", "c.xml"])
    #expect(sorted.files(of: other).map(\.name) == ["a.xml"])
    #expect(sorted.refusals.isEmpty)
  }

  @Test func another_xml_file_is_named_by_what_it_is() throws {
    let sorted = SortedFiles([try source("a.xml", "<html/>")], among: [.test, other])
    #expect(
      sorted.refusals.map(\.description) == [
        "a.xml, line 1: its outermost element is <html>, which is no return that Kith reads. Expected "
          + "<Test> (the test return) or <Other> (the other return). Check that it is the right file."
      ])
  }
}
