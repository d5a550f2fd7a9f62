import Testing

@testable import Published

@Suite struct ReleaseChangesTests {
  let figures: PublishedFigures

  init() throws { figures = try PublishedFigures.shipped() }

  @Test func what_a_release_would_change_is_new_revised_or_the_same() {
    func figure(_ area: String, _ year: Int, _ figure: Figure) -> DepartmentFigure {
      DepartmentFigure(measure: "lookedAfter", area: area, year: year, figure: figure, line: 2)
    }
    let changes = figures.changes(by: [
      figure("383", 2026, .number(1480)), figure("383", 2025, .number(1498)),
      figure("383", 2024, .missing(.confidential)), figure("nowhere", 2026, .number(1)),
    ])
    #expect(changes.added == 1)
    #expect(changes.same == 1)
    #expect(changes.revised.map(\.year) == [2024])
    #expect(changes.revised.first?.area.name == "Leeds")
    #expect(changes.revised.first?.after == .missing(.confidential))
    #expect(changes.years == 2024...2026)
    #expect(figures.changes(by: []).years == nil)
  }

  @Test func a_layout_is_known_by_its_columns() {
    #expect(
      DepartmentLayout.recognised(in: Array(DepartmentFileTests.header.utf8)) == .lookedAfter)
    let workforce =
      "time_period,geographic_level,"
      + DepartmentLayout.workforce.measures.map(\.column).joined(separator: ",") + "\n"
    #expect(DepartmentLayout.recognised(in: Array(workforce.utf8)) == .workforce)
    for text in ["", "a,b\n1,2\n", "time_period,geographic_level\n"] {
      #expect(DepartmentLayout.recognised(in: Array(text.utf8)) == nil, "\(text)")
    }
  }
}
