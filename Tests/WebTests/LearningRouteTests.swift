import Access
import CareRecord
import CaseworkPages
import CivilTime
import HTML
import Learning
import LearningPages
import Published
import Store
import Testing

@testable import Web

@Suite struct LearningRouteTests {
  let site: TestSite

  init() async throws {
    site = try await TestSite.withFamily()
    try await site.add(
      Person(
        user: "rowan", name: "Rowan Lead", authority: TestSite.authority,
        roles: [.principalSocialWorker]))
    try await site.add(
      Person(
        user: "hazel", name: "Hazel Lead", authority: TestSite.authority,
        roles: [.directorOfChildrensServices]))
  }

  private static let finding = [
    "title": "Supervision is regular", "sort": "concern", "source": "audit",
    "under": "workforce", "theme": "Supervision", "found": "It is <not> held monthly",
    "on-day": "3", "on-month": "3", "on-year": "2026", "action": "save",
  ]

  func begin(_ link: Link, by client: TestClient) async throws -> Answer {
    try await client.follow(try await client.get(link.text))
  }

  /// Adds something by its form; the answer is its page.
  func add(
    _ link: Link, _ answers: [String: String], by client: TestClient
  ) async throws -> Answer {
    let target = link.text.split(separator: "?").first.map(String.init) ?? ""
    let saved = try await client.fill(
      target, on: try await begin(link, by: client), answers)
    #expect(saved.status == 303, "\(saved.text)")
    return try await client.follow(saved)
  }

  func register(by user: String = "rowan") async throws -> LearningRegister {
    let person = try #require(try await site.store.account(user: user)?.person)
    return try await site.store.learning(
      for: Reading(
        by: person, at: site.clock.now, today: site.clock.now.inLondon.day, purpose: "test"))
  }

  @Test func a_finding_is_added_once_however_often_it_is_sent() async throws {
    let client = try await site.client(as: "wren")
    let page = try await begin(.addFinding, by: client)
    for _ in 1...2 {
      let saved = try await client.fill(Link.addFinding.text, on: page, Self.finding)
      let shown = try await client.follow(saved)
      #expect(shown.text.contains("It is &lt;not&gt; held monthly"))
    }
    #expect(try await register().findings.count == 1)
    #expect(try await site.store.drafts(user: "wren").isEmpty)
    let list = try await client.get("/learning")
    #expect(list.text.contains("Supervision is regular"))
    #expect(list.text.contains("No action yet"))
  }

  @Test func what_is_missing_is_asked_for_and_what_was_typed_is_kept() async throws {
    let client = try await site.client(as: "wren")
    let page = try await begin(.addFinding, by: client)
    let refused = try await client.fill(
      Link.addFinding.text, on: page, ["found": "A text that took an hour", "action": "save"])
    #expect(refused.status == 422)
    for words in ["Choose the outcome", "Enter a theme", "A text that took an hour"] {
      #expect(refused.text.contains(words))
    }
    #expect(try await site.store.drafts(user: "wren").count == 1)
  }

  @Test func a_child_s_name_is_refused_and_an_office_s_postcode_asked_about() async throws {
    let client = try await site.client(as: "wren")
    let record = try await site.record(TestFamily.ada)
    let identity = try #require(record.identity)
    let name = "\(identity.givenNames) \(identity.familyName)"
    var answers = Self.finding
    answers["found"] = "\(name) was not seen"
    let page = try await begin(.addFinding, by: client)
    let refused = try await client.fill(Link.addFinding.text, on: page, answers)
    #expect(refused.status == 422)
    #expect(refused.text.contains("the name of a child who has a record here"))
    #expect(!refused.text.contains(LearningFields.confirmed + "\""))
    answers["found"] = "Write to LS1 4AB"
    let asked = try await client.fill(Link.addFinding.text, on: refused, answers)
    #expect(asked.status == 422)
    #expect(asked.text.contains("“LS1 4AB” is not about a child"))
    #expect(try await register().findings.isEmpty)
    answers[LearningFields.confirmed] = "LS1 4AB"
    let saved = try await client.fill(Link.addFinding.text, on: asked, answers)
    #expect(saved.status == 303, "\(saved.text)")
    #expect(try await register().findings.count == 1)
  }

  @Test func two_changes_at_once_show_both_texts() async throws {
    let (wren, moss) = (try await site.client(as: "wren"), try await site.client(as: "moss"))
    _ = try await add(.addFinding, Self.finding, by: wren)
    let id = try #require(try await register().findings.first?.id)
    let edit = Link.finding(id).appending("change").text
    let (hers, his) = (try await wren.get(edit), try await moss.get(edit))
    _ = try await wren.fill(edit, on: hers, ["found": "Wren says", "action": "save"])
    let met = try await moss.fill(edit, on: his, ["found": "Moss says", "action": "save"])
    #expect(met.status == 409)
    #expect(met.text.contains("Wren says") && met.text.contains("Moss says"))
    let merged = try await moss.fill(edit, on: met, ["action": "resolve"])
    let saved = try await moss.fill(edit, on: merged, ["action": "save"])
    #expect(saved.status == 303, "\(saved.text)")
    #expect(try await register().findings.map(\.body.found) == ["Moss says\n\nWren says"])
    let history = try await moss.get(Link.learningHistory(id).text)
    #expect(history.text.contains("Wren says") && history.text.contains("Version 3"))
  }

  @Test func an_action_goes_from_its_finding_by_a_review_to_its_assurance() async throws {
    let (moss, rowan) = (try await site.client(as: "moss"), try await site.client(as: "rowan"))
    _ = try await add(.addFinding, Self.finding, by: moss)
    let finding = try #require(try await register().findings.first?.id)
    let page = try await add(
      Link.addAction.setting(ActionForm.findingField, finding.text),
      [
        "title": "An hour a month", "owner": "Wren Fable", "status": "underway",
        "begins-day": "1", "begins-month": "1", "begins-year": "2026", "due-day": "1",
        "due-month": "2", "due-year": "2026", "indicator": "caseloadFte", "action": "save",
      ], by: moss)
    #expect(page.text.contains("Overdue") && page.text.contains("Wren Fable"))
    let action = try #require(try await register().actions.first)
    #expect(action.body.owner?.user == "wren" && action.body.findings == [finding])
    #expect(action.body.under == .workforce)

    // Its owner keeps it up, and does not assure it.
    let wren = try await site.client(as: "wren")
    let review = Link.action(action.id).appending("review").text
    let noted = try await wren.fill(
      review, on: try await wren.get(review), ["note": "Half way", "action": "save"])
    #expect(noted.status == 303, "\(noted.text)")
    let assure = Link.action(action.id).appending("assure").text
    let verdict = ["verdict": "assured", "how": "Audit of May", "action": "save"]
    let refused = try await wren.fill(assure, on: try await wren.get(assure), verdict)
    #expect(refused.status == 403)
    let assured = try await rowan.fill(assure, on: try await rowan.get(assure), verdict)
    #expect(assured.status == 303, "\(assured.text)")
    let board = try await rowan.get("/learning/board")
    #expect(board.text.contains("It has worked") && board.text.contains("An hour a month"))
    #expect(try await register().actions.first?.body.reviews.map(\.by) == ["wren"])
  }

  @Test func notes_to_two_prompts_at_once_are_both_kept() async throws {
    let (moss, rowan) = (try await site.client(as: "moss"), try await site.client(as: "rowan"))
    _ = try await add(
      .addSession,
      [
        "title": "North, spring", "setting": "team", "participants": "Social worker, , Wren Fable",
        "action": "save",
      ], by: moss)
    let id = try #require(try await register().sessions.first?.id)
    let (first, second) = (Link.prompt("st1", of: id).text, Link.prompt("sa1", of: id).text)
    let (his, hers) = (try await moss.get(first), try await rowan.get(second))
    #expect(his.text.contains("Latest figures"))
    _ = try await moss.fill(first, on: his, ["we-do": "We ring first", "action": "save"])
    let saved = try await rowan.fill(
      second, on: hers, ["we-heard": "More time", "action": "save"])
    #expect(saved.status == 303, "\(saved.text)")
    let session = try #require(try await register().sessions.first?.body)
    #expect(session.response(to: "st1")?.weDo == "We ring first")
    #expect(session.response(to: "sa1")?.weHeard == "More time")

    // Who was there reads it; who was not does not know of it.
    let (wren, fern) = (try await site.client(as: "wren"), try await site.client(as: "fern"))
    #expect(try await wren.get(Link.session(id).text).text.contains("We ring first"))
    for path in ["", "/paper", "/compare", "/change", "/prompts/st1"] {
      #expect(try await fern.get(Link.session(id).text + path).status == 404, "\(path)")
    }
    #expect(try await fern.get(Link.learningHistory(id).text).status == 404)
    #expect(!(try await fern.get("/learning/reflection").text.contains("North, spring")))
  }

  @Test func only_approved_words_can_be_downloaded() async throws {
    let (moss, rowan) = (try await site.client(as: "moss"), try await site.client(as: "rowan"))
    _ = try await add(.addFinding, Self.finding, by: moss)
    _ = try await add(
      .addInsight,
      [
        "title": "Groups help", "summary": "Supervise in groups", "under": "workforce",
        "audience": "Our region", "action": "save",
      ], by: moss)
    let insight = try #require(try await register().insights.first?.id)
    func shared() async throws -> String {
      try await moss.get("/learning/shared.json").text
        + moss.get("/learning/shared.html").text
    }
    #expect(!(try await shared().contains("Supervise in groups")))
    let approval = Link.insight(insight).appending("approval").text
    let page = try await rowan.get(Link.insight(insight).text)
    // Words that changed since they were read are not approved.
    let edit = Link.insight(insight).appending("change").text
    _ = try await moss.fill(
      edit, on: try await moss.get(edit),
      ["summary": "Supervise in small groups", "action": "save"])
    #expect(try await rowan.fill(approval, on: page, [:]).status == 409)
    let now = try await rowan.get(Link.insight(insight).text)
    #expect(try await rowan.fill(approval, on: now, [:]).status == 303)
    let out = try await shared()
    #expect(out.contains("Supervise in small groups"))
    #expect(!out.contains("held monthly") && !out.contains("moss") && !out.contains("Rowan"))
    // And changed words go out no longer.
    _ = try await moss.fill(
      edit, on: try await moss.get(edit), ["summary": "Something new", "action": "save"])
    #expect(!(try await shared().contains("Something new")))
    #expect(!(try await shared().contains("small groups")))
  }

  @Test func priorities_are_one_page_that_the_director_writes() async throws {
    let hazel = try await site.client(as: "hazel")
    let edit = Link.changePriorities.text
    let saved = try await hazel.fill(
      edit, on: try await hazel.get(edit),
      ["achieved": "Children stay with their families", "thing-1": "Ring first", "action": "save"])
    #expect(saved.status == 303, "\(saved.text)")
    let wren = try await site.client(as: "wren")
    #expect(try await wren.get("/learning/priorities").text.contains("Ring first"))
    #expect(try await wren.get(edit).status == 403)
    let rowan = try await site.client(as: "rowan")
    let page = try await rowan.get(edit)
    #expect(page.text.contains("Children stay with their families"))
  }

  @Test func a_published_judgement_is_taken_over() async throws {
    let rowan = try await site.client(as: "rowan")
    let page = try await rowan.get("/learning/inspections")
    let start = try #require(page.text.firstRange(of: "judgement="))
    let reference = page.text[start.upperBound...].prefix { $0 != "\"" && $0 != "&" }
    let form = try await begin(
      Link.addFinding.setting("judgement", String(reference)), by: rowan)
    let saved = try await rowan.fill(
      Link.addFinding.text, on: form, ["action": "save"])
    #expect(saved.status == 303, "\(saved.text)")
    #expect(try await register().findings.first?.body.source == .inspection)
    #expect(try await rowan.get("/learning/inspections").text.contains("/learning/findings/"))
  }

  @Test(arguments: [
    "/learning", "/learning/board", "/learning/strengths", "/learning/inspections",
    "/learning/actions", "/learning/actions?show=overdue", "/learning/reflection",
    "/learning/reflection/paper", "/learning/priorities", "/learning/evidence",
    "/learning/evidence/fgc-trial", "/learning/sharing", "/learning?source=audit&owner=none",
    "/learning?source=nonsense&under=&theme=%00",
  ])
  func every_page_opens_for_everybody_but_the_custodian(_ path: String) async throws {
    for user in ["wren", "moss", "data", "rowan", "hazel"] {
      #expect(try await site.client(as: user).get(path).status == 200, "\(user)")
    }
    #expect(try await site.client(as: "sorrel").get(path).status == 403)
  }

  @Test(arguments: [
    "/learning/findings/0000000000007", "/learning/findings/x", "/learning/actions/nonsense/review",
    "/learning/evidence/nothing", "/learning/phases/0000000000007",
    "/learning/reflection/0000000000001/prompts/st1",
    "/learning/items/0000000000009", "/learning/sharing/0000000000009/change",
  ])
  func what_is_not_there_is_said_not_to_be(_ path: String) async throws {
    #expect(try await site.client(as: "rowan").get(path).status == 404)
  }

  @Test func what_was_taken_out_is_gone_for_others() async throws {
    let (wren, rowan) = (try await site.client(as: "wren"), try await site.client(as: "rowan"))
    _ = try await add(.addFinding, Self.finding, by: wren)
    let id = try #require(try await register().findings.first?.id)
    let history = try await rowan.get(Link.learningHistory(id).text)
    let target = Link.withdrawLearning(id).text
    #expect(try await rowan.fill(target, on: history, [:]).status == 422)
    let taken = try await rowan.fill(target, on: history, ["reason": "It told of a child"])
    #expect(taken.status == 303)
    #expect(try await wren.get(Link.finding(id).text).status == 404)
    #expect(try await rowan.get(Link.learningHistory(id).text).text.contains("It told of a child"))
  }
}

extension TestClient {
  /// Sends the form of a page with these answers in the place of those that it has.
  func fill(
    _ action: String, on page: Answer, _ answers: [String: String]
  ) async throws -> Answer {
    guard let form = page.forms.first(where: { $0.action == action }) else {
      throw NoSuchForm(action: action, page: page.text)
    }
    let kept = form.fields.filter { answers[$0.name] == nil }
    return try await post(
      action, kept + answers.map { SubmittedForm.Field($0.key, $0.value) })
  }
}
