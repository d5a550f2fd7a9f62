import CivilTime
import Testing

@testable import Published

@Suite struct JudgementFileTests {
  /// As the lists of outcomes have it.
  static let header =
    "ons_code,name,la_status,region,inspection_date,publication_date,inspection_type,"
    + "overall_effectiveness,impact_of_leaders,help_and_protection,children_in_care,care_leavers\n"
  let figures: PublishedFigures

  init() throws { figures = try PublishedFiguresTests.shipped.get() }

  private func row(
    code: String = "E08000035", name: String = "Leeds", inspected: String = "2026-02-02",
    published: String = "2026-03-16", kind: String = "ILACS Standard Inspection",
    overall: String = "", leaders: String = "Good", protection: String = "Good",
    care: String = "Requires improvement to be good", leavers: String = "Inadequate"
  ) -> String {
    "\(code),\(name),Current,Yorkshire,\(inspected),\(published),\(kind),"
      + "\(overall),\(leaders),\(protection),\(care),\(leavers)\n"
  }

  private func read(_ rows: String, header: String = Self.header) -> JudgementReading {
    JudgementFile(.inspections, areas: figures.areas)
      .read(Array((header + rows).utf8), name: "ilacs.csv", release: "ILACS 2026")
  }

  @Test func a_row_gives_an_inspection_with_its_grades() throws {
    let reading = read(row())
    #expect(reading.refused.isEmpty && reading.ungraded == 0)
    let brought = try #require(reading.judgements.first)
    let judgement = brought.judgement
    #expect(judgement.area == "383" && brought.line == 2)
    #expect(judgement.inspected?.iso == "2026-02-02" && judgement.published.iso == "2026-03-16")
    #expect(judgement.inspection == "standard")
    #expect(judgement.overall == nil && judgement.leaders == .good)
    #expect(judgement.childrenInCare == .requiresImprovement)
    #expect(judgement.careLeavers == .inadequate)
    #expect(!judgement.isReadByMachine && judgement.release == "ILACS 2026")
    #expect(reading.unsaid == [.report, .source])
  }

  @Test(arguments: [
    "Local authority,Inspection date,Publication date,The impact of leaders on social work practice with children and families,Web link\nLeeds,02/02/2026,16/03/2026,Good,https://files.ofsted.gov.uk/v1/file/1\n",
    "DfE code,INSPECTION START,Publication.Date,Impact of leaders,Report URL\n383,2026-02-02T00:00:00,2026-03-16 00:00:00,good,https://files.ofsted.gov.uk/v1/file/1\n",
  ])
  func a_list_may_write_its_columns_in_other_letters(text: String) throws {
    #expect(DepartmentLayout.recognised(in: Array(text.utf8)) == .inspections)
    let reading = read(text, header: "")
    #expect(reading.refused.isEmpty)
    let judgement = try #require(reading.judgements.first?.judgement)
    #expect(judgement.area == "383" && judgement.leaders == .good)
    #expect(judgement.inspected?.iso == "2026-02-02" && judgement.published.iso == "2026-03-16")
    #expect(judgement.report == "https://files.ofsted.gov.uk/v1/file/1")
  }

  @Test func rows_that_cannot_be_read_are_refused_and_the_others_are_taken() {
    let reading = read(
      row(code: "", name: "Atlantis") + row(name: "Bradford") + row(published: "16 March")
        + row(published: "") + row(published: "2026-01-02") + row(leaders: "Excellent")
        + row(inspected: "2026-02-30") + "a,b\n" + row() + row())
    #expect(
      reading.refused.map(\.field) == [
        "ons_code", "name", "publication_date", "publication_date", "publication_date",
        "impact_of_leaders", "inspection_date", "row", "row",
      ])
    #expect(reading.refused.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 9, 11])
    #expect(
      reading.refused[1].description.contains(
        "ilacs.csv, line 3: name is “Bradford”; expected the same authority as “E08000035”"))
    #expect(reading.refused[5].expected.contains("Requires improvement to be good"))
    #expect(reading.judgements.count == 1)
  }

  @Test func a_visit_without_grades_is_no_inspection() {
    let reading = read(
      row(kind: "ILACS Focused Visit", leaders: "", protection: "N/A", care: "-", leavers: "")
        + row())
    #expect(reading.ungraded == 1 && reading.judgements.count == 1 && reading.refused.isEmpty)
  }

  @Test(arguments: [
    ("", "Dorset", "2018-03-16", "835"), ("", "Dorset", "2022-03-16", "838"),
    ("E10000009", "Dorset", "2018-03-16", "835"), ("", "Bristol", "2026-03-16", "801"),
    ("", "Hull", "2026-03-16", "810"), ("", "Bournemouth", "2018-03-16", "837"),
    ("", "Bournemouth, Christchurch & Poole", "2026-03-16", "839"),
    ("", "Northamptonshire", "2019-09-02", "928"), ("", "Herefordshire", "2026-03-16", "884"),
  ])
  func a_name_is_that_of_the_authority_that_was_there(
    code: String, name: String, published: String, area: String
  ) {
    let reading = read(row(code: code, name: "\"\(name)\"", inspected: "", published: published))
    #expect(reading.judgements.map(\.judgement.area) == [area], "\(reading.refused)")
  }

  // MARK: - Beside what is held

  @Test func a_new_inspection_joins_the_history_and_is_the_latest() throws {
    let reading = read(row())
    let after = figures.adding(reading.judgements)
    #expect(figures.changes(by: reading.judgements).added.map(\.area) == ["383"])
    #expect(after.judgements(of: "383").count == figures.judgements(of: "383").count + 1)
    let day = try #require(Day(iso: "2026-03-16"))
    #expect(after.judgement(of: "383", on: day)?.release == "ILACS 2026")
    #expect(after.judgement(of: "383", on: day - 1) == figures.judgement(of: "383", on: day - 1))
    #expect(after.judgements(of: "384") == figures.judgements(of: "384"))
    #expect(after.changes(by: reading.judgements).same == 1)
  }

  @Test func a_list_corrects_what_was_read_by_machine_and_keeps_what_it_does_not_say() throws {
    let held = try #require(
      figures.areas.flatMap { figures.judgements(of: $0.code) }.first {
        $0.isReadByMachine && $0.inspected != nil && !$0.report.isEmpty && $0.leaders != .inadequate
          && $0.overall != nil
      })
    let header =
      "dfe_code,inspection_date,publication_date,impact_of_leaders,help_and_protection,"
      + "children_in_care,care_leavers\n"
    let published = held.published + 1
    let reading = read(
      "\(held.area),\(held.inspected?.iso ?? ""),\(published.iso),Inadequate,Good,Good,\n",
      header: header)
    let changes = figures.changes(by: reading.judgements)
    #expect(changes.added.isEmpty && changes.revised.map(\.before) == [held])
    let after = try #require(
      figures.adding(reading.judgements).judgements(of: held.area).first {
        $0.inspected == held.inspected
      })
    #expect(after.published == published && after.leaders == .inadequate)
    // There is a column for care leavers, and it is empty; there is none for the overall grade.
    #expect(after.careLeavers == nil && after.overall == held.overall)
    #expect(after.report == held.report && after.inspection == held.inspection)
    // The overall grade is still the machine's reading.
    #expect(after.isReadByMachine)
    // Only a list that says it is Ofsted's takes the mark away.
    for (source, isReadByMachine) in [(nil, true), ("Ofsted", false), ("read", true)] {
      let columns = Self.header.dropLast() + (source == nil ? "" : ",source") + "\n"
      let line = row(
        code: figures.area(held.area)?.onsCode ?? "", name: "",
        inspected: held.inspected?.iso ?? "", published: held.published.iso, overall: "Inadequate"
      ).dropLast()
      let all = read(
        line + (source.map { "," + $0 } ?? "") + "\n", header: String(columns))
      let brought = figures.adding(all.judgements).judgements(of: held.area)
        .first { $0.release == "ILACS 2026" }
      #expect(brought?.isReadByMachine == isReadByMachine, "\(source ?? "")")
    }
  }

  @Test func what_is_shipped_from_the_same_lists_is_as_it_is_held() throws {
    let held = try #require(figures.judgements(of: "383").first { !$0.isReadByMachine })
    func words(_ grade: Judgement.Grade?) -> String { grade?.words ?? "" }
    let reading = read(
      row(
        inspected: held.inspected?.iso ?? "", published: held.published.iso,
        kind: held.inspection, overall: words(held.overall), leaders: words(held.leaders),
        protection: words(held.helpAndProtection), care: words(held.childrenInCare),
        leavers: words(held.careLeavers)))
    let changes = figures.changes(by: reading.judgements)
    #expect(changes.same == 1 && changes.added.isEmpty && changes.revised.isEmpty)
    #expect(
      figures.adding(reading.judgements).judgements(of: "383") == figures.judgements(of: "383"))
  }

  // MARK: - Layouts of one's own

  private func layouts(_ rows: String) -> (
    layouts: [DepartmentLayout], refused: [PublishedProblem]
  ) {
    DepartmentLayout.described(
      in: Array(("layout,measure,column,where\n" + rows).utf8), name: "mine.csv",
      measures: Set(figures.measures))
  }

  @Test func a_layout_of_ones_own_reads_inspections_and_only_the_rows_that_count() throws {
    let (found, refused) = layouts(
      """
      Ours,judgement.area,LA,
      Ours,judgement.published,Out on,Sort=Inspection
      Ours,judgement.leaders,L1,
      Ours,judgement.leaders,L2,

      """)
    #expect(refused.isEmpty)
    let layout = try #require(found.first)
    let text = "LA,Out on,Sort,L2\nLeeds,2026-03-16,Inspection,Good\nLeeds,2026-04-16,Visit,Good\n"
    #expect(DepartmentLayout.recognised(in: Array(text.utf8), among: found) == layout)
    let reading = JudgementFile(layout, areas: figures.areas)
      .read(Array(text.utf8), name: "x.csv", release: "X")
    #expect(reading.refused.isEmpty)
    #expect(reading.judgements.map(\.judgement.published.iso) == ["2026-03-16"])
    #expect(reading.judgements.first?.judgement.leaders == .good)
    #expect(
      DepartmentLayout.recognised(
        in: Array("LA,Out on,L1\n".utf8), among: found) == nil)
  }

  @Test(arguments: [
    ("A,judgement.area,LA,\nA,referrals,R,\n", "measure"),
    ("A,judgement.area,LA,\nA,judgement.published,P,\n", "measure"),
    (
      "A,judgement.area,LA,\nA,judgement.area,LA,\nA,judgement.published,P,\nA,judgement.leaders,L,\n",
      "measure"
    ),
    ("A,judgement.mood,LA,\n", "measure"),
  ])
  func a_layout_of_inspections_with_a_fault_reads_nothing(rows: String, field: String) {
    let (found, refused) = layouts(rows)
    #expect(found.isEmpty && !refused.isEmpty)
    #expect(Set(refused.map(\.field)) == [field])
  }
}
