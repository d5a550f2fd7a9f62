import CivilTime
import Foundation
import HTML
import Published
import Testing

@testable import OutcomePages

@Suite struct ComparePageTests {
  private func page(
    _ query: [String: [String]] = [:], own: String = "383", chosen: String? = nil
  ) throws -> ComparePage {
    try #require(
      ComparePage(
        CompareQuestion(FormState(query)), try OutcomeSample.setting(own: own, chosen: chosen)))
  }

  private func text(_ page: ComparePage) -> String { page.page.markup.description.withoutTags }

  @Test func without_a_question_an_authority_is_beside_its_neighbours() throws {
    let page = try page()
    #expect(page.indicator.id == "claRate")
    #expect(page.year == 2025)
    #expect(page.rows.count == 11)
    #expect(page.rows.filter(\.isOwn).map(\.area.code) == ["383"])
    let values = page.rows.compactMap(\.point?.value)
    #expect(values == values.sorted(by: >))
    #expect(text(page).contains("Leeds and its statistical neighbours"))
  }

  @Test func who_has_no_neighbours_sees_all() throws {
    let page = try page(own: "999")
    #expect(page.rows.count == 153)
    #expect(text(page).contains("All authorities"))
  }

  @Test(
    arguments: [
      (["among": ["all"]], 153), (["among": ["all"], "year": ["2020"]], 151),
      (["among": ["region"]], 15), (["among": ["region"], "region": ["E12000007"]], 33),
      (["among": ["chosen"], "authority": ["383", "881", "383"]], 2),
      (["authority": ["383", "881"]], 2), (["among": ["chosen"]], 0),
    ] as [([String: [String]], Int)])
  func a_set_of_authorities_is_compared(query: [String: [String]], count: Int) throws {
    #expect(try page(query).rows.count == count)
  }

  @Test func those_with_the_same_judgement_are_found() throws {
    for grade in Judgement.Grade.allCases {
      let page = try page(["among": ["judgement"], "grade": [grade.rawValue]])
      for row in page.rows {
        #expect(
          page.setting.figures.judgement(of: row.area.code, on: OutcomeSample.today)?.leaders
            == grade)
      }
    }
    #expect(try page(["among": ["judgement"], "grade": ["good"]]).rows.count > 40)
  }

  @Test func a_link_brings_the_same_view_back() throws {
    for query: [String: [String]] in [
      ["indicator": ["cinRate"], "among": ["all"], "year": ["2019"], "order": ["name"]],
      ["among": ["chosen"], "authority": ["881", "383"], "against": ["cinRate"]],
      ["among": ["region"], "region": ["E12000001"], "scale": ["own"]],
      ["among": ["judgement"], "grade": ["inadequate"], "area": ["881"]],
    ] {
      let question = CompareQuestion(FormState(query))
      let text = question.link().text
      var answers: [String: [String]] = [:]
      for item in text.split(separator: "?").last?.split(separator: "&") ?? [] {
        let parts = item.split(separator: "=").map(String.init)
        answers[parts[0], default: []].append(parts[1])
      }
      #expect(CompareQuestion(FormState(answers)) == question, "\(text)")
    }
  }

  @Test func the_years_are_drawn_on_one_scale_or_on_each_its_own_and_the_page_says_which() throws {
    let common = try page().page.markup.description
    #expect(common.contains("Every panel has the same scale"))
    #expect(common.contains("scale=own#over-the-years") && common.contains("on its own scale"))
    let own = try page(["scale": ["own"]]).page.markup.description
    #expect(own.contains("Every panel has a scale of its own"))
    #expect(own.contains("Draw all on one scale"))
    // Whoever changes the question keeps the scale.
    #expect(own.contains("name=\"scale\" value=\"own\""))
  }

  @Test func what_is_called_different_allows_for_all_that_were_looked_at() throws {
    let few = try page(["among": ["chosen"], "authority": ["383"]])
    let all = try page(["among": ["all"]])
    // Whether Leeds differs does not hang on who else is shown.
    #expect(few.rows.first?.differs == all.rows.first { $0.area.code == "383" }?.differs)
    #expect(few.lookedAt == all.lookedAt && all.lookedAt > 145)
    #expect(text(few).contains("at most 5 in 100 are chance"))
  }

  @Test func one_against_another_comes_first_names_every_mark_and_a_handful_beside_it() throws {
    let page = try page(["against": ["cinRate"], "among": ["all"]])
    let text = String(decoding: page.page.bytes, as: UTF8.self)
    let scatter = try #require(text.range(of: "id=\"against-title\""))
    let plot = try #require(text.range(of: "id=\"plot-title\""))
    #expect(scatter.lowerBound < plot.lowerBound)
    let drawing = text[scatter.lowerBound...]
    let figure = try #require(drawing.components(separatedBy: "</svg>").first)
    #expect(
      figure.components(separatedBy: "<title>Bournemouth, Christchurch and Poole: ").count == 2)
    #expect(figure.components(separatedBy: "</circle>").count > 140)
    let names = figure.components(separatedBy: "kith-chart__end").count - 1
    #expect((2...6).contains(names), "\(names)")
  }

  @Test func one_indicator_is_set_against_another() throws {
    let page = try page(["against": ["agencyRateFte"], "among": ["all"]])
    #expect(page.other?.id == "agencyRateFte")
    #expect(text(page).contains("do not show that one makes the other"))
    #expect(try self.page(["against": ["claRate"]]).other == nil)
  }

  @Test(
    arguments: [
      (["indicator": ["nonsense<b>"]], "is no indicator that is known here"),
      (["indicator": ["spendShare"]], "cannot be compared"),
      (["indicator": ["ofstedLeadership"]], "cannot be compared"),
      (["year": ["2031"]], "There are no figures of 2031 yet: 2025"),
      (["year": ["1999"]], "There are no figures of 1999: 2025"),
      (["year": ["last"]], "“last” is no year"),
      (["against": ["sdqAverage"]], "cannot be set against it"),
      (["among": ["chosen"], "authority": ["000"]], "no authority that figures are published of"),
      (["among": ["chosen"]], "Choose at least one authority"),
      (["among": ["region"], "region": ["Mars"]], "“Mars” is none"),
      (["among": ["everybody"]], "Leeds and its statistical neighbours"),
      (["among": ["everybody"]], "“everybody” is no choice of whom to compare."),
      (["order": ["up"]], "“up” is no order."),
      (["among": ["judgement"], "grade": ["A"]], "“A” is none of Ofsted’s grades."),
    ] as [([String: [String]], String)])
  func a_question_that_cannot_be_answered_is_answered_in_words(
    query: [String: [String]], words: String
  ) throws {
    let page = try page(query)
    #expect(text(page).contains(words.replacing("<", with: "&lt;")))
    #expect(!page.page.markup.description.contains("<b>"))
    #expect(page.indicator.isComparable)
  }

  @Test(
    arguments: [
      ("928", "2025", "No longer an authority in 2025"),
      ("940", "2019", "Not yet an authority in 2019: part of Northamptonshire until April 2021"),
      ("909", "2025", "now Cumberland and Westmorland and Furness"),
      ("201", "2025", "Hidden so that nobody can be recognised"),
    ])
  func an_authority_without_a_figure_stands_in_words(code: String, year: String, words: String)
    throws
  {
    let page = try page(["authority": [code, "383"], "year": [year]])
    #expect(page.rows.count == 2)
    #expect(page.rows.last?.point?.value == nil)
    #expect(text(page).contains(words))
  }

  @Test func those_whose_areas_changed_lead_to_the_rest_of_their_past() throws {
    let shown = try page(["authority": ["940", "909", "383"]]).page.markup.description
    #expect(shown.contains("Authorities whose areas changed"))
    #expect(shown.contains("href=\"/outcomes/claRate?area=928\""))
    #expect(shown.contains("href=\"/outcomes/claRate?area=942\""))
    #expect(!text(try page(["authority": ["383", "933"]])).contains("whose areas changed"))
  }

  @Test func the_figure_of_a_pair_is_said_of_both() throws {
    let page = try page(["indicator": ["turnoverFte"], "authority": ["940"]])
    #expect(text(page).contains("for North Northamptonshire and West Northamptonshire together"))
  }

  @Test func the_sheet_holds_every_year_of_everybody() throws {
    let page = try page(["among": ["region"]])
    #expect(page.sheet.rows.count == page.rows.count * page.years.count)
    for row in page.sheet.rows { #expect(row.count == page.sheet.columns.count) }
  }

  @Test func an_average_is_compared_without_a_word_of_chance() throws {
    let page = try page(["indicator": ["caseloadFte"], "among": ["all"]])
    #expect(page.funnel == nil)
    #expect(text(page).contains("nothing is said about chance"))
  }

  @Test func a_year_before_the_newest_has_a_funnel_of_its_own() throws {
    let page = try page(["year": ["2015"], "among": ["all"]])
    #expect(page.funnel?.year == 2015)
    #expect(page.rows.contains { $0.differs == true })
  }
}
