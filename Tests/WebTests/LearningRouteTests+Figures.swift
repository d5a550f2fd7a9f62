import Access
import CareRecord
import CivilTime
import HTML
import Learning
import LearningPages
import OutcomePages
import Published
import Testing

@testable import Store
@testable import Web

// What learning has to do with figures and accounts.
extension LearningRouteTests {
  @Test func the_limits_of_a_chart_move_by_a_decision_that_everybody_sees() async throws {
    let (rowan, wren) = (try await site.client(as: "rowan"), try await site.client(as: "wren"))
    let chart = Link.outcome("claRate").text
    #expect(try await rowan.get(chart).text.contains("Recalculate from here"))
    for user in ["wren", "moss", "sorrel"] {
      let client = try await site.client(as: user)
      #expect(!(try await client.get(chart).text.contains("Recalculate from here")))
      #expect(try await client.get(Link.addPhase.text).status == 403)
    }
    let asked = Link.addPhase.setting("indicator", "claRate").setting("from", "2018")
    let form = try await begin(asked, by: rowan)
    #expect(form.text.contains("<option value=\"2018\" selected>"))
    #expect(form.text.contains("Children looked after"))
    let child = try #require(try await site.record(TestFamily.ada).identity)
    for (answers, words) in [
      (["action": "save"], "Say why"),
      (["reason": "Meetings", "from": "1999", "action": "save"], "Choose one of the years"),
      (
        [
          "reason": "Since \(child.givenNames) \(child.familyName) came", "from": "2018",
          "action": "save",
        ],
        "the name of a child who has a record here"
      ),
      (["indicator": "nonsense", "reason": "Meetings", "action": "save"], "no control chart"),
    ] {
      let refused = try await rowan.fill(Link.addPhase.text, on: form, answers)
      #expect(refused.status == 422 && refused.text.contains(words), "\(words)")
    }
    #expect(try await register().phases.isEmpty)
    let saved = try await rowan.fill(
      Link.addPhase.text, on: form,
      ["reason": "Meetings <began>", "from": "2018", "action": "save"])
    #expect(saved.status == 303, "\(saved.text)")
    let page = try await rowan.follow(saved)
    #expect(page.text.contains("New limits from 2018") && page.text.contains("Rowan Lead"))
    // The chart is the same for all; the custodian, who does not use the register, has no link to it.
    for user in ["wren", "sorrel"] {
      let text = try await site.client(as: user).get(chart).text
      #expect(text.contains("From 2018: average and limits begin anew."), "\(user)")
      #expect(text.contains("Meetings &lt;began&gt;") && text.contains("Rowan Lead"))
      #expect(text.contains("/learning/phases/") == (user == "wren"))
    }
    #expect(!(try await wren.get("/outcomes/claRate?area=881").text.contains("Rowan Lead")))
    #expect(try await wren.get("/outcomes/claRate/figures.csv").text.contains("Meetings <began>"))
    #expect(try await wren.get("/outcomes/claRate/figures.xlsx").bytes.starts(with: [0x50, 0x4B]))

    // A year is decided about once.
    let again = try await begin(asked, by: rowan)
    let refused = try await rowan.fill(
      Link.addPhase.text, on: again, ["reason": "Again", "from": "2018", "action": "save"])
    #expect(refused.status == 422 && refused.text.contains("has already decided about 2018"))

    // It is changed by its form, and taken back with a reason.
    let id = try #require(try await register().phases.first?.id)
    let change = Link.phase(id).appending("change").text
    let changed = try await rowan.fill(
      change, on: try await rowan.get(change), ["from": "2017", "action": "save"])
    #expect(changed.status == 303, "\(changed.text)")
    #expect(try await wren.get(chart).text.contains("From 2017: average and limits begin anew."))
    let history = try await rowan.get(Link.learningHistory(id).text)
    _ = try await rowan.fill(
      Link.withdrawLearning(id).text, on: history, ["reason": "It had not changed"])
    #expect(!(try await wren.get(chart).text.contains("begin anew")))
    #expect(try await wren.get(Link.phase(id).text).status == 404)
  }

  @Test func an_owner_is_chosen_among_colleagues_and_a_closed_account_owns_nothing() async throws {
    let moss = try await site.client(as: "moss")
    let form = try await begin(.addAction, by: moss)
    #expect(form.text.contains("<option value=\"Wren Fable\">wren</option>"))
    _ = try await add(
      .addAction,
      [
        "title": "An hour a month", "owner": "Wren Fable", "status": "underway",
        "under": "workforce", "due-day": "1", "due-month": "2", "due-year": "2030",
        "action": "save",
      ], by: moss)
    #expect(!(try await moss.get("/learning/actions?show=no-owner").text.contains("An hour")))
    try await site.store.disableAccount(user: "wren", at: site.clock.now)
    let id = try #require(try await register().actions.first?.id)
    for path in ["/learning/board", "/learning/actions?show=no-owner", Link.action(id).text] {
      let page = try await moss.get(path).text
      #expect(page.contains("It was Wren Fable, whose account is closed."), "\(path)")
    }
    #expect(!(try await begin(.addAction, by: moss).text.contains("\"Wren Fable\"")))
  }

  @Test func a_long_register_has_pages() async throws {
    let rowan = try #require(try await site.store.account(user: "rowan")?.person)
    let reading = Reading(
      by: rowan, at: site.clock.now, today: site.clock.now.inLondon.day, purpose: "test")
    for number in 1...51 {
      var finding = LearningFinding(
        title: "Finding number \(number)", source: .audit, under: .workforce,
        theme: "Supervision", sort: .strength, found: "It is held monthly",
        on: site.clock.now.inLondon.day)
      finding.place = "North"
      try await site.store.keepLearning(
        .finding(finding), as: LearningID(raw: Int64(100 + number)), replacing: 0, confirmed: [],
        for: reading)
    }
    let wren = try await site.client(as: "wren")
    let first = try await wren.get("/learning?sort=strength").text
    #expect(first.contains("51 of 51 findings. Page 1 of 2."))
    #expect(first.contains("/learning?sort=strength&amp;page=2"))
    let last = try await wren.get("/learning?sort=strength&page=2").text
    #expect(last.contains("Finding number 51<") && !last.contains("Finding number 50<"))
    // Past the end is the last page.
    #expect(try await wren.get("/learning?page=99").text.contains("51 findings. Page 2 of 2."))
    #expect(try await wren.get("/learning/strengths?page=2").text.contains("Page 2 of 2."))
  }

  @Test func a_prompt_has_our_own_figures_beside_it_for_those_who_may_see_them() async throws {
    let moss = try await site.client(as: "moss")
    _ = try await add(
      .addSession, ["title": "North, spring", "setting": "team", "action": "save"], by: moss)
    let id = try #require(try await register().sessions.first?.id)
    let prompt = Link.prompt("st1", of: id).text
    let page = try await moss.get(prompt)
    #expect(page.text.contains("Our record today"))
    #expect(page.text.contains("neither checked nor final"))
    let reads = try await site.store.reads(by: "moss", for: site.reading("moss"))
    #expect(reads.contains { $0.purpose == "reflection" && $0.ground == "figures" })
    // A page without figures asks for none.
    _ = try await moss.get(Link.session(id).text)
    #expect(
      try await site.store.reads(by: "moss", for: site.reading("moss")).count == reads.count)
    try await site.store.write { try $0.run("PRAGMA query_only = 1") }
    let withheld = try await moss.get(prompt)
    #expect(withheld.status == 200)
    #expect(withheld.text.contains("Figures from our own record are not shown at the moment"))
  }
}
