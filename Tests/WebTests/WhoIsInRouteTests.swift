import Access
import CareRecord
import CivilTime
import Store
import Testing

@testable import Web

@Suite struct WhoIsInRouteTests {
  let site: TestSite

  init() async throws {
    site = try await TestSite.withFamily()
    try await site.takeIntoCare(TestFamily.ada, first: 5_000)
    try await site.takeIntoCare(TestFamily.dot, first: 6_000)
  }

  @Test(arguments: [
    ("wren", ["Ada"], "1 more child is in it whom you may not list"),
    ("moss", ["Ada"], "1 more child is in it whom you may not list"),
    ("fern", [], "2 more children are in it whom you may not list"),
    ("data", ["Ada", "Dot"], "2 children."),
  ])
  func everybody_sees_the_figure_and_their_own_children_in_it(
    user: String, names: [String], count: String
  ) async throws {
    let client = try await site.client(as: user)
    let page = try await client.get("/outcomes/claRate/children")
    #expect(page.status == 200)
    #expect(page.text.contains("2 at the end of"))
    #expect(page.text.contains(count))
    let sheet = try await client.get("/outcomes/claRate/children.csv")
    #expect(sheet.status == 200)
    for name in ["Ada", "Dot"] {
      #expect(page.text.contains(name + " Example") == names.contains(name))
      #expect(sheet.text.contains(name + " Example") == names.contains(name))
    }
    #expect(sheet.text.contains("more in the figure") == (names.count < 2))
  }

  @Test func a_past_day_is_as_it_was() async throws {
    let client = try await site.client(as: "data")
    let before = (site.clock.now.inLondon.day - 31).iso
    let page = try await client.get("/outcomes/claRate/children?at=\(before)").text
    #expect(page.contains("0 at the end of"))
    #expect(page.contains("Nobody is in it."))
    let year = try await client.get("/outcomes/claStartRate/children").text
    #expect(year.contains("2 in the year to"))
  }

  @Test(arguments: ["2026-13-45", "tomorrow", "2999-01-01", "%3Cscript%3E"])
  func a_day_that_cannot_be_told_of_is_said_and_today_shown(_ day: String) async throws {
    let page = try await site.client(as: "data").get("/outcomes/claRate/children?at=\(day)")
    #expect(page.status == 200)
    #expect(page.text.contains("is no day that Kith can tell of"))
    #expect(page.text.contains("2 at the end of"))
    #expect(!page.text.contains("<script>"))
  }

  @Test func an_indicator_that_the_record_does_not_give_says_why() async throws {
    let client = try await site.client(as: "data")
    let page = try await client.get("/outcomes/over20Miles/children")
    #expect(page.status == 404)
    #expect(page.text.contains("no distances"))
    #expect(try await client.get("/outcomes/nonsense/children").status == 404)
    #expect(try await client.get("/outcomes/nonsense/children.csv").status == 404)
  }

  @Test func those_among_whom_they_are_counted_can_be_listed() async throws {
    let client = try await site.client(as: "data")
    let counted = try await client.get("/outcomes/threePlacements/children").text
    #expect(counted.contains("0 of 2 at the end of"))
    #expect(counted.contains("Nobody is in it."))
    let all = try await client.get("/outcomes/threePlacements/children?of=all").text
    #expect(all.contains("Ada Example") && all.contains("Dot Example"))
    #expect(all.contains("Who counts"))
  }

  @Test func an_average_of_few_is_not_told_to_whom_it_would_tell_of_a_child() async throws {
    try await site.keepScore(of: TestFamily.dot, 37, first: 8_000)
    for (user, isTold) in [("wren", false), ("moss", false), ("data", true)] {
      let page = try await site.client(as: user).get("/outcomes/sdqAverage/children").text
      #expect(page.contains("37.0 for 1") == isTold, "\(user)")
      #expect(page.contains("Fewer than six children") != isTold, "\(user)")
    }
  }

  @Test func a_name_that_is_a_formula_is_not_run_by_a_spreadsheet() async throws {
    try await site.keep(child: 105, "=1+1 Example", worker: "wren", team: "North")
    try await site.takeIntoCare(Subject.child(SubjectID(raw: 105)), first: 7_000)
    let sheet = try await site.client(as: "data").get("/outcomes/claRate/children.csv").text
    #expect(sheet.contains("'=1+1"))
    #expect(!sheet.contains(",=1+1"))
  }

  @Test func whoever_sees_no_records_sees_no_figures_of_them() async throws {
    for path in ["/outcomes/claRate/children", "/outcomes/claRate/children.csv"] {
      #expect(try await site.client(as: "sorrel").get(path).status == 403)
    }
  }

  @Test func the_look_is_logged() async throws {
    _ = try await site.client(as: "wren").get("/outcomes/claRate/children")
    let reads = try await site.store.reads(by: "wren", for: site.reading("wren"))
    #expect(
      reads.contains {
        $0.purpose == "who is in a figure" && $0.found == 1
          && $0.detail?.hasPrefix("claRate at") == true
      })
  }
}

extension TestSite {
  /// Keeps two years of care of a child, and what the questionnaire gave in the year that ended last.
  fileprivate func keepScore(of child: Subject, _ points: Int, first: Int64) async throws {
    let today = clock.now.inLondon.day
    var period = CarePeriod()
    period.from = today.adding(years: -3)
    var score = StrengthsAndDifficultiesScore()
    score.year = today.month >= 4 ? today.year : today.year - 1
    score.score = points
    try await receive([
      .new(period, id: FactID(raw: first), of: [child]),
      .new(score, id: FactID(raw: first + 1), of: [child]),
    ])
  }
}
