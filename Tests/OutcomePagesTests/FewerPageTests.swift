import Foundation
import HTML
import Published
import Testing

@testable import OutcomePages

@Suite struct FewerPageTests {
  let figures: PublishedFigures
  let frame = PageFrame(council: "Exampleshire")

  init() throws { figures = try PublishedFigures.shipped() }

  private func page(_ asked: [String: String] = [:]) -> FewerPage {
    let question = FewerQuestion(FormState(asked.mapValues { [$0] }), figures: figures)
    return FewerPage(question, figures: figures)
  }

  private func text(_ asked: [String: String] = [:]) -> String {
    String(decoding: page(asked).page(in: frame).bytes, as: UTF8.self)
  }

  /// The cells of the row that begins with a name, without markup.
  private func row(of name: String, in text: String) throws -> String {
    let row = try #require(
      text.components(separatedBy: "<tr").first { $0.contains(">\(name)</a>") })
    return row.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
  }

  @Test func fifty_three_of_151_had_fewer_and_nine_of_these_falls_are_more_than_chance() throws {
    let text = text()
    #expect(text.contains("<strong>53 of 151</strong> authorities had fewer children in care"))
    #expect(text.contains("in 2015 than in 2011, by the figures first published."))
    #expect(text.contains("9 of these falls are clearly more than chance."))
    #expect(text.contains("England as a whole: 65,520 in 2011, "))
    #expect(text.contains("Fewer, and that is more than chance: 9"))
    #expect(text.contains("Fewer, but it could be chance: 44"))
    #expect(text.contains("More, and that is more than chance: 41"))
    #expect(try row(of: "Leeds", in: text).contains("1,448 1,245 −203 (−14.0%)"))
    #expect(try row(of: "Essex", in: text).contains("1,582 1,027 −555 (−35.1%)"))
    #expect(try row(of: "North Yorkshire", in: text).contains("476 446 −30 (−6.3%)"))
    #expect(text.contains("What this cannot show"))
    #expect(text.contains("These figures cannot tell which."))
  }

  @Test func forty_eight_by_the_revised_figures() throws {
    let text = text(["figures": "revised"])
    #expect(text.contains("<strong>48 of 152</strong>") || text.contains("<strong>48 of "))
    #expect(text.contains("by the figures as revised since."))
    #expect(try row(of: "North Yorkshire", in: text).contains("465 445"))
  }

  @Test func one_authority_opens_with_its_whole_path_and_what_else_changed() {
    let text = text(["authority": "881"])
    #expect(text.contains("id=\"authority\">Essex</h2>"))
    #expect(text.contains("1,582 in 2011, 1,027 in 2015: fewer."))
    #expect(
      text.contains(
        "That is more than chance (p below 0.0001, adjusted for every authority looked at)"))
    #expect(text.contains("In 3 of the 3 years between it was below 2011."))
    #expect(text.contains("Came into care in the year"))
    #expect(text.contains("None is held: judgements are held from 2018."))
    #expect(text.contains("(population drawn in)"))
    let later = self.text(["from": "2018", "to": "2025", "figures": "revised", "authority": "383"])
    #expect(later.contains("Vacancy rate, %"))
    #expect(later.contains("Cases for each social worker"))
    #expect(later.contains("Outstanding, published "))
    // Of an inspection whose report has no address here it is said where to look.
    #expect(later.contains(". No link to this report is held: look for"))
  }

  @Test func an_interval_stands_with_the_verdict_on_what_it_is_of() throws {
    let text = text(["authority": "304"]).replacing(/\s+/, with: " ")
    // By itself the fall of Brent's count has p = 0.027; what decides is p among all authorities.
    #expect(text.contains("The number came to 0.8"))
    #expect(text.contains("It could be chance (p = 0.07"))
    #expect(!text.contains("p = 0.027"))
    #expect(text.contains("By itself it would be unusual"))
    #expect(
      text.contains(
        "The rate came to 0.71 times what it was (95% interval, of this authority by itself, 0.61 to 0.82). That is more than chance (p "
      ))
    let sheet = FewerSheet(page(["authority": "304"])).rows
    let brent = try #require(sheet.first { $0[1] == "304" })
    func cell(_ name: String) throws -> String {
      brent[try #require(sheet[0].firstIndex(of: name), "\(name)")]
    }
    #expect(try abs((Double(cell("p value of counts, unadjusted")) ?? 0) - 0.027) < 0.0001)
    #expect(
      try cell("p value of counts, adjusted for every authority looked at").hasPrefix("0.07"))
    #expect(try cell("Change of counts is more than chance") == "no")
    #expect(try abs((Double(cell("Ratio of rates")) ?? 0) - 0.71) < 0.005)
    #expect(try cell("Change of rates is more than chance") == "yes")
  }

  @Test func rates_are_answered_with_rates() {
    let text = text(["compare": "rates", "authority": "304"])
    #expect(text.contains("England as a whole: 58."))
    #expect(text.contains(" for every 10,000 children in 2011, "))
    #expect(!text.contains("65,520 in 2011"))
    // What was asked comes first.
    let rate = text.range(of: "For every 10,000 children who live there: ")?.lowerBound
    let count = text.range(of: "How many children: ")?.lowerBound
    #expect(rate.flatMap { rate in count.map { rate < $0 } } == true)
  }

  @Test func what_is_not_known_is_said_once_and_names_that_return_say_until_when() {
    let text = text(["from": "2018", "to": "2025", "figures": "revised"])
    #expect(!text.contains("not known\u{a0}to\u{a0}not known"))
    #expect(text.contains(">Dorset (until 2019)</option>"))
  }

  @Test func divided_areas_are_compared_as_a_whole_and_the_change_is_named() throws {
    let text = text(["from": "2018", "to": "2025", "figures": "revised"])
    #expect(text.contains("Northamptonshire → North Northamptonshire, West Northamptonshire"))
    #expect(text.contains("Boundary: "))
    #expect(try !row(of: "Somerset", in: text).contains("cannot be compared"))
    // Opened by either of the two that followed.
    for code in ["940", "941"] {
      let opened = self.text([
        "from": "2018", "to": "2025", "figures": "revised", "authority": code,
      ])
      #expect(opened.contains("Its boundary changed on 1 April 2021"))
    }
  }

  @Test func what_is_hidden_or_was_not_there_says_so() {
    let text = text(["from": "2020", "to": "2025", "figures": "revised", "authority": "201"])
    #expect(text.contains("It cannot be compared. 2025: hidden so that nobody can be recognised."))
    #expect(text.contains("Cannot be compared: "))
  }

  @Test(arguments: [
    (["from": "2030"], "No figures are held for “2030”. Choose a year from 2010 to 2025"),
    (["to": "soon"], "No figures are held for “soon”"),
    (["from": "2012", "to": "2012"], "Choose two different years"),
    (["measure": "happiness"], "Choose what is compared from the list"),
    (["compare": "both"], "“both” is none of the choices"),
    (["figures": "newest"], "“newest” is none of the choices"),
    (["authority": "000"], "There is no authority with the number “000”"),
  ]) func what_cannot_be_asked_is_said_on_its_field(asked: [String: String], words: String) {
    let page = page(asked)
    #expect(page.isRefused)
    let text = String(decoding: page.page(in: frame).bytes, as: UTF8.self)
    #expect(text.contains("There is a problem"))
    #expect(text.contains(words))
    #expect(!text.contains("authorities had fewer"))
  }

  @Test func years_the_wrong_way_round_are_put_right() {
    #expect(text(["from": "2015", "to": "2011"]).contains("in 2015 than in 2011"))
  }

  @Test func the_address_shows_the_same_again() throws {
    let asked = [
      "measure": "startedCare", "from": "2013", "to": "2019", "compare": "rates",
      "figures": "revised", "authority": "383",
    ]
    let link = page(asked).question.link().text
    for (name, value) in asked { #expect(link.contains("\(name)=\(value)")) }
    #expect(text(asked).contains(link.replacing("&", with: "&amp;")))
  }

  @Test(arguments: ["lookedAfter", "startedCare", "ceasedCare", "inNeed", "onPlans", "referrals"])
  func every_measure_and_both_ways_of_comparing_make_a_page(measure: String) {
    for compare in ["counts", "rates"] {
      let page = page([
        "measure": measure, "from": "2013", "to": "2024", "compare": compare, "figures": "revised",
      ])
      #expect(!page.isRefused, "\(measure)")
      #expect(page.found.map { !$0.changes.isEmpty } ?? false, "\(measure) \(compare)")
    }
  }

  @Test func the_sheet_has_every_authority_and_keeps_codes() throws {
    let rows = FewerSheet(page(["from": "2020", "to": "2025", "figures": "revised"])).rows
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    let found = page(["from": "2020", "to": "2025", "figures": "revised"]).found
    let count = (found?.changes.count ?? 0) + (found?.leftOut.count ?? 0)
    #expect(rows.count == 1 + count)
    let city = try #require(rows.first { $0[1] == "201" })
    #expect(city.last?.contains("2025: hidden") ?? false)
    let leeds = try #require(rows.first { $0[1] == "383" })
    let place = try #require(rows[0].firstIndex(of: "lookedAfter 2020"))
    #expect(Int(leeds[place]) ?? 0 > 1_000)
  }
}
