import Testing

@testable import Published

@Suite struct DepartmentFileTests {
  static let header =
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    + "old_la_code,new_la_code,la_name,population_count,number,rate_per_10000\n"
  let file: DepartmentFile

  init() throws {
    file = DepartmentFile(.lookedAfter, areas: try PublishedFiguresTests.shipped.get().areas)
  }

  private func row(
    period: String = "2026", level: String = "Local authority", code: String = "383",
    count: String = "Children looked after at 31 March each year", number: String = "1480",
    rate: String = "84"
  ) -> String {
    "\(period),Reporting year,\(level),E92000001,England,E12000003,Yorkshire and The Humber,"
      + "\(code),E08000035,\"Leeds, City of\",\(count),\(number),\(rate)\n"
  }

  private func read(_ rows: String) -> DepartmentReading {
    file.read(Array((Self.header + rows).utf8), name: "cla.csv")
  }

  @Test func a_row_gives_its_figures() {
    let reading = read(row() + row(period: "202627", number: "c", rate: "low"))
    #expect(reading.refused.isEmpty)
    #expect(
      reading.figures.map(\.figure)
        == [.number(1480), .number(84), .missing(.confidential), .missing(.low)])
    #expect(reading.figures.map(\.year) == [2026, 2026, 2027, 2027])
    #expect(reading.figures.first?.area == "383")
    #expect(reading.figures.first?.line == 2)
  }

  @Test func a_further_release_adds_a_year_and_revises_another() throws {
    let shipped = try PublishedFiguresTests.shipped.get()
    let reading = read(row(number: "1480") + row(period: "2025", number: "1502"))
    let release = Release(
      name: "CLA 2026", published: 2026, publisher: "Department for Education", title: "",
      roundedTo: 1)
    let figures = shipped.adding(reading.figures, of: release)
    let leeds = figures.series(of: "lookedAfter", for: "383")
    #expect(leeds[2026] == .number(1480))
    #expect(leeds[2025] == .number(1502))
    #expect(leeds[2011] == .number(1450))
    #expect(figures.release(of: 2026, in: leeds) == release)
    let first = figures.series(of: "lookedAfter", for: "383", edition: .firstPublished)
    #expect(first[2025] == .number(1498))
    #expect(first[2026] == .number(1480))
    #expect(
      figures.series(of: "lookedAfter", for: "383", edition: .asAt(2025))[2026] == .notPublished)
    // Another area is as it was, and so are the shipped figures.
    #expect(figures.series(of: "lookedAfter", for: "881").figures.count == 16)
    #expect(shipped.series(of: "lookedAfter", for: "383")[2026] == .notPublished)
    #expect(shipped.adding([], of: release).releases.count == shipped.releases.count)
  }

  @Test func england_regions_and_pairs_are_known() {
    let reading = read(
      row(level: "National") + row(level: "Regional") + row(code: "314 / 318", number: "5"))
    #expect(Set(reading.figures.map(\.area)) == ["E92000001", "E12000003", "314/318"])
  }

  @Test(arguments: [
    ("1,480", "number"), ("many", "number"), ("12-3", "number"), ("1e5", "number"),
  ])
  func a_number_that_is_none_is_refused(number: String, field: String) throws {
    let reading = read(row(number: "\"\(number)\"") + row(period: "2025"))
    let problem = try #require(reading.refused.first)
    #expect(reading.refused.count == 1)
    #expect(problem.file == "cla.csv" && problem.line == 2)
    #expect(problem.field == field && problem.value == number)
    #expect(problem.description.contains("cla.csv, line 2: number is “\(number)”"))
    #expect(reading.figures.count == 2)
  }

  @Test func other_rows_are_read_though_one_is_refused() {
    let reading = read(
      row(period: "202628") + row(period: "26") + row(level: "Ward") + "1,2,3\n"
        + row(code: "999").replacing("E08000035", with: "E00000000") + row() + row())
    #expect(
      reading.refused.map(\.field)
        == ["time_period", "time_period", "geographic_level", "row", "old_la_code", "row"])
    #expect(reading.refused.map(\.line) == [2, 3, 4, 5, 6, 8])
    #expect(reading.figures.count == 2)
  }

  @Test func of_two_rows_that_say_different_things_neither_is_taken() throws {
    let reading = read(row() + row(number: "700") + row(period: "2025"))
    #expect(reading.refused.map(\.line) == [3])
    #expect(try #require(reading.refused.first).expected.contains("neither was taken"))
    // The rate is the same in both.
    #expect(
      reading.figures.map(\.measure)
        == ["lookedAfterRateAsPrinted", "lookedAfter", "lookedAfterRateAsPrinted"])
    #expect(reading.figures.map(\.year) == [2026, 2025, 2025])
  }

  @Test func columns_in_other_letters_are_found_unless_two_are_alike() {
    let text = Self.header.replacing("population_count", with: "Population count") + row()
    #expect(file.read(Array(text.utf8), name: "cla.csv").figures.count == 2)
    let alike = text.replacing("region_name", with: "population-count")
    #expect(
      file.read(Array(alike.utf8), name: "cla.csv").refused.map(\.field) == ["population_count"])
  }

  @Test(arguments: [
    ("At31_episodes", "3210", ["inNeed"]),
    ("Referrals,Re_referrals", "9000,c", ["referrals", "reReferrals"]),
    ("CPP_start,CPP_subsequent", "800,200", ["startedPlans", "repeatPlans"]),
  ])
  func tables_of_children_in_need_are_known(
    columns: String, cells: String, measures: [String]
  ) throws {
    let text =
      "time_period,geographic_level,country_code,region_code,old_la_code,\(columns)\n"
      + "2026,Local authority,E92000001,E12000003,383,\(cells)\n"
    let layout = try #require(DepartmentLayout.recognised(in: Array(text.utf8)))
    #expect(layout.standing == .namesAlone)
    let reading = DepartmentFile(layout, areas: try PublishedFiguresTests.shipped.get().areas)
      .read(Array(text.utf8), name: "cin.csv")
    #expect(reading.refused.isEmpty && reading.figures.map(\.measure) == measures)
  }

  @Test func a_column_of_a_layout_that_met_no_file_leads_to_a_layout_of_ones_own() throws {
    let text = "time_period,geographic_level,old_la_code,Referrals,Referred_again\n"
    let problem = try #require(
      DepartmentLayout.unrecognised(Array(text.utf8), name: "c1.csv").first)
    #expect(problem.field == "Re_referrals")
    #expect(problem.description.contains("no file of the publisher’s at hand"))
    #expect(problem.description.contains("in a layout of your own"))
    #expect(problem.description.contains("Referred_again"))
  }

  @Test func a_code_that_changed_is_found_by_the_other() {
    let reading = read(row(code: "").replacing("E08000035", with: "E06000048"))
    #expect(reading.figures.first?.area == "929")
  }

  @Test func a_file_of_something_else_says_which_columns_it_lacks() {
    let reading = file.read(Array("a,b\n1,2\n".utf8), name: "x.csv")
    #expect(
      reading.refused.map(\.field)
        == ["time_period", "geographic_level", "population_count", "number", "rate_per_10000"])
    #expect(file.read([], name: "x.csv").refused.map(\.field) == ["file"])
  }

  // MARK: - Which columns hold what

  private static let described = """
    layout,measure,column,where
    Assessments,assessments,Assessed,category=All; sex=Total
    Assessments,reReferrals,Again,category=All; sex=Total

    """

  private func layouts(_ text: String) throws -> (
    layouts: [DepartmentLayout], refused: [PublishedProblem]
  ) {
    DepartmentLayout.described(
      in: Array(text.utf8), name: "mine.csv",
      measures: Set(try PublishedFiguresTests.shipped.get().measures))
  }

  @Test func a_file_that_kith_does_not_know_is_read_by_a_layout_of_ones_own() throws {
    let (found, refused) = try layouts(Self.described)
    #expect(refused.isEmpty)
    let layout = try #require(found.first)
    #expect(layout.title == "Assessments" && layout.standing == .own)
    let text = """
      time_period,geographic_level,old_la_code,category,sex,Assessed,Again
      2026,Local authority,383,All,Total,9000,c
      2026,Local authority,383,All,Female,4000,500

      """
    #expect(DepartmentLayout.recognised(in: Array(text.utf8)) == nil)
    #expect(DepartmentLayout.recognised(in: Array(text.utf8), among: found) == layout)
    let reading = DepartmentFile(layout, areas: try PublishedFiguresTests.shipped.get().areas)
      .read(Array(text.utf8), name: "c1.csv")
    #expect(reading.refused.isEmpty)
    #expect(reading.figures.map(\.measure) == ["assessments", "reReferrals"])
    #expect(reading.figures.map(\.figure) == [.number(9000), .missing(.confidential)])
  }

  @Test func those_that_kith_knows_describe_themselves() throws {
    let rows = DepartmentLayout.all.flatMap(\.describingRows)
    let text = ([DepartmentLayout.describingColumns] + rows).map { row in
      row.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
    }.joined()
    let (found, refused) = try layouts(text)
    #expect(refused.isEmpty)
    #expect(found.map(\.measures) == DepartmentLayout.all.map(\.measures))
  }

  @Test(
    arguments: [
      ("", "header", 1), ("a,b\n", "header", 1), ("layout,measure,column,where\n", "file", 0),
      ("layout,measure,column,where\nA,referrals,R\n", "row", 2),
      ("layout,measure,column,where\n,referrals,R,\n", "layout", 2),
      ("layout,measure,column,where\nA,referals,R,\n", "measure", 2),
      ("layout,measure,column,where\nA,referrals,,\n", "column", 2),
      ("layout,measure,column,where\nA,referrals,R,sex\n", "where", 2),
      ("layout,measure,column,where\nA,referrals,R,sex=\n", "where", 2),
      ("layout,measure,column,where\nA,referrals,R,\nA,referrals,Q,\n", "measure", 3),
    ])
  func a_layout_with_a_fault_reads_nothing(text: String, field: String, line: Int) throws {
    let (found, refused) = try layouts(text)
    #expect(found.isEmpty)
    #expect(refused.map(\.field) == [field] && refused.map(\.line) == [line])
  }

  @Test func a_file_that_lacks_a_column_names_it_and_the_file_it_is_nearest_to() throws {
    let text = "time_period,geographic_level,population_count,number\n"
    let problems = DepartmentLayout.unrecognised(Array(text.utf8), name: "cla.csv")
    #expect(problems.map(\.field) == ["rate_per_10000"])
    let said = try #require(problems.first).description
    #expect(said.contains("cla.csv, line 1") && said.contains("Children looked after"))
    let other = DepartmentLayout.unrecognised(Array("time_period,x\n".utf8), name: "x.csv")
    #expect(other.map(\.field) == ["header"])
  }

  @Test func quotes_line_ends_and_marks_are_read() {
    var text = CommaSeparated(Array("\u{FEFF}a,\"b \"\"x\"\", c\"\r\n\r\n\"d\ne\",\n".utf8))
    #expect(text.next()?.fields == ["a", "b \"x\", c"])
    let second = text.next()
    #expect(second?.line == 3)
    #expect(second?.fields == ["d\ne", ""])
    #expect(text.next() == nil)
  }

  @Test(arguments: [
    ("measure,area,release,2010,2012\n", "header"),
    ("measure,area,release,2010,2011\na,383,SFR21/2011,1\n", "2010"),
    ("measure,area,release,2010,2011\na,383,SFR21/2011,1,2,3\n", "2011"),
    ("measure,area,release,2010\na,1,SFR21/2011,1\n", "area"),
    ("measure,area,release,2010\na,383,1,1\n", "release"),
    ("measure,area,release,2010\na,383,A,1\na,383,A,1\n", "release"),
    ("measure,area,release,2010\na,383,A,1\na,384,A,1\na,383,B,1\n", "area"),
    ("measure,area,release,2010\na,383,A,1\nb,383,A,1\na,384,B,1\n", "measure"),
    ("measure,area,release,2010\na,383,A,q\n", "2010"),
  ])
  func a_shipped_table_with_a_fault_is_not_used(text: String, field: String) throws {
    let problem = try #require(
      #expect(throws: PublishedProblem.self) {
        _ = try FigureTable(
          Array(text.utf8), file: "t.csv", areas: ["383": 0, "384": 1],
          releases: ["A": 0, "B": 1, "SFR21/2011": 2])
      })
    #expect(problem.field == field)
  }
}
