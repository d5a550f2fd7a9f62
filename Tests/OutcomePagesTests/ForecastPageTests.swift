import CivilTime
import Forecast
import Foundation
import HTML
import Testing

@testable import OutcomePages

@Suite struct ForecastPageTests {
  private let frame = PageFrame(council: "Exampleshire")

  /// Children who come one after the other and stay two years each, over some years.
  private func history(_ children: Int, years: Int = 5) throws -> CareHistory {
    let begin = try #require(Day(year: 2018, month: 4, day: 1))
    let end = begin.adding(years: years)
    let spans = (0..<children).map { number in
      let start = begin.adding(years: -2) + number * ((end - begin) + 730) / max(1, children)
      let out = start.adding(years: 2)
      return CareSpan(
        child: "\(number)", born: start.adding(years: -2 - number % 13),
        home: number % 3 == 0 ? .childrensHome : .fostering, legalStatus: "C2", start: start,
        end: out < end ? out : nil, reasonEnded: "E4A",
        cameFrom: District(of: number % 10 == 0 ? "" : "LS\(1 + number % 4)"),
        lives: District(of: "LS\(1 + number % 2)"))
    }
    return CareHistory(spans, observed: DaySpan(from: begin, to: end))
  }

  private func page(_ history: CareHistory, _ asked: [String: String] = [:], gaps: [String] = [])
    -> ForecastPage
  {
    let question = ForecastQuestion(FormState(asked.mapValues { [$0] }))
    let settings = ForecastSettings(months: question.months, draws: 10)
    let forecasts = CareForecast.sideBySide(
      history, scenarios: question.scenarios, costs: question.costs,
      areas: question.areas(for: history), settings: settings)
    let looks = [12, 24].compactMap { months in
      ForecastPage.Look(
        CareBacktest(
          history, horizon: months, step: 12, areas: question.areas(for: history),
          settings: ForecastSettings(draws: 4)),
        months: months)
    }
    return ForecastPage(
      question,
      past: .init(
        history: history, years: ("2018-19", "2022-23"), gaps: gaps, episodeCount: 300),
      forecasts: forecasts, looks: looks)
  }

  private func text(_ page: ForecastPage) -> String {
    String(decoding: page.page(in: frame).bytes, as: UTF8.self)
  }

  @Test func a_forecast_says_how_sure_it_is_and_what_it_does_not_know() throws {
    let text = text(page(try history(300)))
    #expect(text.contains("in care on 31 March 2023."))
    #expect(text.contains("On 31 March 2026, if all goes on as it does, "))
    #expect(text.contains("Eight such forecasts in ten should hold what comes"))
    #expect(text.contains("Holds what comes 95 times in 100"))
    #expect(text.contains("How far forecasts were out, on average"))
    #expect(text.contains("What it does not know"))
    #expect(text.contains("Children in care by kind of home"))
    #expect(text.contains("10 to 15"))
    #expect(text.contains("Enter what a week costs"))
    #expect(text.contains("LS1") && text.contains("Not recorded"))
    #expect(!text.contains("Few children are in care here."))
  }

  @Test func scenarios_costs_and_homes_are_side_by_side() throws {
    let asked = [
      "months": "24", "fewer-starts": "20", "sooner-home": "10", "fostering-homes": "5",
      "home-places": "4", "begins": "3", "price-fostering": "£650", "price-childrens-home": "5,200",
      "price-own-place": "4000", "available-fostering": "60", "available-childrens-home": "0",
    ]
    let page = page(try history(300), asked)
    #expect(!page.isRefused)
    #expect(
      page.forecasts.map(\.scenario.name) == [
        "As now", "20 in 100 fewer come into care",
        "10 in 100 likelier each month to go home to parents", "5 more fostering homes",
        "A new children’s home of 4 places", "All of these together",
      ])
    let last = page.forecasts.compactMap { $0.months.last?.total.mean }
    #expect(last[1] < last[0] && last[2] < last[0] && last[5] < last[1])
    let text = text(page)
    #expect(text.contains("Cost of all the months") && text.contains("Dearer or cheaper"))
    #expect(text.contains("A week was taken to cost £650 in “Other fostering”, £5,200 in"))
    #expect(text.contains("No price was given for these, so they are counted as costing nothing"))
    #expect(text.contains("over 99 in 100"))
    #expect(text.contains("Homes needed, one for each child"))
    let link = page.question.link().text
    for part in ["months=24", "fewer-starts=20", "price-childrens-home=5200", "begins=3"] {
      #expect(link.contains(part), "\(part)")
    }
    // The address asks the same again.
    let query = link.split(separator: "?").last.map(String.init) ?? ""
    let answers = Dictionary(
      query.split(separator: "&").map { item in
        let parts = item.split(separator: "=").map(String.init)
        return (parts[0], [parts[1]])
      }, uniquingKeysWith: { first, _ in first })
    #expect(ForecastQuestion(FormState(answers)).scenarios == page.question.scenarios)
    #expect(ForecastQuestion(FormState(answers)).costs == page.question.costs)
  }

  @Test func homes_are_set_against_those_needed_by_area() throws {
    let history = try history(150)
    let plain = text(page(history))
    #expect(plain.contains("By where children come from"))
    #expect(plain.contains("Other fostering, by area") && plain.contains("Of them living there"))
    #expect(plain.contains("How far forecasts by area and kind of home were out"))
    #expect(!plain.contains("There are then"))
    let list = "North: LS1 LS2, fostering, 3\nLS3, fostering, 90\nLS3, childrens-home, 0"
    let listed = page(history, ["months": "12", "areas": list])
    #expect(!listed.isRefused)
    let text = text(listed)
    #expect(text.contains("The areas are those you listed"))
    #expect(text.contains("North") && text.contains("Other districts"))
    #expect(text.contains("over 99 in 100") && text.contains("under 1 in 100"))
    // A list may leave districts out, so those listed are not taken for all there are.
    #expect(!text.contains(">93<") && text.contains("Not given"))
    #expect(text.contains("Enter how many homes there are of each kind"))
    #expect(listed.question.link().text.contains("areas=North"))
    let rows = listed.rows.filter { $0.last == "North" && $0[2] == "home by area" }
    #expect(rows.count == 12 * HomeKind.found.count)
    #expect(listed.rows.allSatisfy { $0.count == 8 })
  }

  @Test func few_children_are_counted_on_the_screen_and_not_on_paper() throws {
    let text = text(page(try history(45)))
    #expect(text.contains("class=\"kith-on-screen\""))
    #expect(text.contains("<span class=\"kith-on-paper\">too few to show</span>"))
    #expect(text.contains("Source: our own record"))
  }

  @Test func a_list_of_homes_that_cannot_be_read_says_which_line() throws {
    let page = page(try history(300), ["areas": "LS1, fostering, 3\nLS2, castle, 4"])
    #expect(page.isRefused)
    #expect(text(page).contains("Line 2: kind is “castle”. Expected one of fostering"))
    #expect(text(page).contains("LS2, castle, 4"))
    let long = String(repeating: "LS1, fostering, 3\n", count: 300)
    #expect(
      text(self.page(try history(300), ["areas": long])).contains("4,000 characters or fewer"))
  }

  @Test func one_child_a_short_past_and_a_gap_are_said_in_words() throws {
    let one = text(page(try history(1)))
    #expect(one.contains("Few children are in care here.") || one.contains("nothing to learn"))
    let short = CareHistory(
      [],
      observed: DaySpan(
        from: try #require(Day(year: 2022, month: 9, day: 1)), to: Day(year: 2023, month: 4, day: 1)
      ))
    #expect(text(page(short)).contains("A forecast needs twelve at least"))
    let gap = text(page(try history(300), gaps: ["2019-20", "2020-21"]))
    #expect(gap.contains("in 2019-20 and 2020-21. If files of that time are missing"))
  }

  @Test func an_empty_record_says_how_to_begin() {
    let page = ForecastPage(
      ForecastQuestion(), past: .init(history: nil, years: nil, episodeCount: 0), forecasts: [],
      looks: [])
    #expect(text(page).contains("No child in the record has been in care yet"))
    #expect(page.rows.count == 1)
  }

  @Test(arguments: [
    ("months", "13", "Choose how far ahead from the list"),
    ("fewer-starts", "lots", "must be a number from 0 to 100, not “lots”"),
    ("fewer-starts", "101", "must be a number from 0 to 100"),
    ("fostering-homes", "1.5", "must be a whole number"),
    ("price-fostering", "-3", "must be a number from 0 to 100,000"),
    ("begins", "61", "must be a number from 0 to 60"),
    ("available-supported", "nan", "must be a number"),
  ]) func what_cannot_be_reckoned_with_is_said_on_its_field(
    name: String, value: String, words: String
  ) throws {
    let page = page(try history(30), [name: value])
    #expect(page.isRefused)
    let text = text(page)
    #expect(text.contains(words))
    #expect(text.contains("id=\"\(name)-error\""))
    #expect(!text.contains("if all goes on as it does"))
  }

  @Test func the_rows_hold_every_month_and_the_cost() throws {
    let rows = page(try history(300), ["months": "12", "price-fostering": "600"]).rows
    // Four districts, others and not recorded, for each of four kinds of home to be found.
    #expect(rows.count == 1 + 12 * (14 + 1 + 6 * 4))
    #expect(rows.allSatisfy { $0.count == 8 })
    #expect(rows[1].prefix(4) == ["As now", "2023-04-30", "total", "All children in care"])
    #expect(rows.contains { $0[2] == "cost" && $0[3] == "Pounds in the month" })
  }
}
