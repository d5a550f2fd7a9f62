import CareRecord
import CaseworkPages
import CivilTime
import Foundation
import HTML
import Store
import Testing

@testable import Web

@Suite struct VisitRouteTests {
  let site: TestSite

  init() async throws { site = try await TestSite.withFamily() }

  private let ada = TestFamily.ada
  private let ben = TestFamily.ben
  private let cal = TestFamily.cal
  private let dot = TestFamily.dot

  /// Records a visit to the three and says which it is.
  private func recorded(
    by client: TestClient, note: String = "We sat in the kitchen."
  ) async throws -> FactID {
    let saved = try await client.sendVisit(
      try await client.visitForm(TestFamily.mine), to: TestFamily.mine, note: note)
    #expect(saved.status == 303, "\(saved.text)")
    return try #require(try await site.record(ada)[Visit.self].first?.id)
  }

  // MARK: - Three children, once

  @Test func a_visit_to_three_is_written_once_and_each_has_what_concerns_them() async throws {
    let client = try await site.client(as: "wren")
    let page = try await client.visitForm(TestFamily.mine)
    let note = "We sat in the kitchen.\n\nÉ <b> & \"all\" laughed."
    let own = [ada: "Ada hides.", ben: "Ben drew a boat.", cal: "Cal slept."]
    let saved = try await client.sendVisit(page, to: TestFamily.mine, note: note, own: own)
    #expect(saved.status == 303)
    let shown = try await client.follow(saved)
    #expect(shown.status == 200)

    var visits: Set<FactID> = []
    var parts: Set<FactID> = []
    for child in TestFamily.mine {
      #expect(shown.text.contains(Link.record(of: child).text))
      let record = try await site.record(child)
      let visit = try #require(record[Visit.self].first)
      #expect(record[Visit.self].count == 1)
      #expect(visit.note.text == note)
      visits.insert(visit.id)
      let part = try #require(record[ChildAtVisit.self].first)
      #expect(record[ChildAtVisit.self].count == 1)
      #expect(part.visit == visit.id)
      #expect(part.note.text == own[child])
      parts.insert(part.id)
      let story = try await client.get(Link.record(of: child, .chronology).text).text
      for (other, text) in own { #expect(story.contains(text) == (other == child)) }
    }
    #expect(visits.count == 1)
    #expect(parts.count == 3)
    #expect(try await site.store.drafts(user: "wren").isEmpty)
  }

  @Test func the_same_form_sent_twice_is_one_visit() async throws {
    let client = try await site.client(as: "wren")
    let page = try await client.visitForm(TestFamily.mine)
    let first = try await client.sendVisit(page, to: TestFamily.mine, note: "Once.")
    let second = try await client.sendVisit(page, to: TestFamily.mine, note: "Once.")
    #expect(second.status == 303)
    #expect(first.location == second.location)
    #expect(try await site.record(ada)[Visit.self].count == 1)
  }

  @Test func a_form_with_something_missing_comes_back_whole_and_is_kept() async throws {
    let client = try await site.client(as: "wren")
    let page = try await client.visitForm([ada, ben])
    let refused = try await client.sendVisit(
      page, to: [ada, ben], note: "Long thoughts about the visit.", also: ["purpose": ""])
    #expect(refused.status == 422)
    #expect(refused.text.contains("Choose what the visit was for"))
    #expect(refused.text.contains("Long thoughts about the visit."))
    #expect(try await site.record(ada)[Visit.self].isEmpty)
    let draft = try #require(try await site.store.drafts(user: "wren").first)
    #expect(draft.subjects.contains(ada))
    let again = try await client.get(try #require(draft.page).text)
    #expect(again.text.contains("Long thoughts about the visit."))
  }

  @Test func nobody_is_forgotten_who_is_not_chosen_first() async throws {
    let client = try await site.client(as: "wren")
    let none = try await client.get(
      Link.recordVisit(to: ada).setting(ChooseChildrenPage.chosenField, "yes").text)
    #expect(none.status == 422)
    let asked = try await client.get(Link.recordVisit(to: ada).text)
    #expect(asked.status == 200)
    for name in ["Ada", "Ben", "Cal", "Dot"] { #expect(asked.text.contains(name)) }
  }

  @Test func a_brother_of_another_worker_is_opened_first_and_the_text_waits() async throws {
    let client = try await site.client(as: "wren")
    let page = try await client.visitForm([ada, dot])
    let sent = try await client.sendVisit(page, to: [ada, dot], note: "Dot was there too.")
    #expect(sent.status == 303)
    let location = try #require(sent.location)
    #expect(location.hasPrefix(Link.open(dot).text))
    #expect(try await site.record(ada)[Visit.self].isEmpty)
    let opened = try await client.submit(
      Link.open(dot).text, on: try await client.get(location),
      ["ground": "family", "reason": "I visited the whole family"])
    let back = try await client.follow(opened)
    #expect(back.text.contains("Dot was there too."))
    let saved = try await client.sendVisit(back, to: [ada, dot], note: "Dot was there too.")
    #expect(saved.location?.hasSuffix("/saved") == true)
    #expect(try await site.record(dot)[Visit.self].count == 1)
  }

  // MARK: - Drafts

  @Test func without_scripts_a_button_keeps_the_draft() async throws {
    let client = try await site.client(as: "wren")
    let page = try await client.visitForm([ada, ben])
    let kept = try await client.sendVisit(
      page, to: [ada, ben], note: "Half a sentence", press: "draft")
    #expect(kept.status == 303)
    let back = try await client.follow(kept)
    #expect(back.text.contains("Half a sentence"))
    #expect(back.text.contains("Draft saved"))
    #expect(try await client.get("/").text.contains("Visit to Ada Example, Ben Example"))
  }

  @Test func a_session_that_ends_mid_sentence_loses_nothing() async throws {
    let client = try await site.client(as: "wren")
    let page = try await client.visitForm([ada, ben])
    site.clock.advance(minutes: 24 * 60)
    let sent = try await client.sendVisit(page, to: [ada, ben], note: "Half a sentence")
    let back = try await client.signIn("wren", at: try #require(sent.location))
    let form = try await client.follow(back)
    #expect(form.text.contains("Half a sentence"))
    let saved = try await client.sendVisit(form, to: [ada, ben], note: "Half a sentence")
    #expect(saved.location?.hasSuffix("/saved") == true)
    #expect(try await site.record(ben)[Visit.self].map(\.note.text) == ["Half a sentence"])
  }

  // MARK: - The same visit twice

  @Test func two_people_on_one_day_see_both_texts_and_can_put_them_together() async throws {
    let wren = try await site.client(as: "wren")
    let visit = try await recorded(by: wren, note: "Wren was in the kitchen.")
    let moss = try await site.client(as: "moss")
    let page = try await moss.visitForm([ada])
    let met = try await moss.sendVisit(page, to: [ada], note: "Moss was in the garden.")
    #expect(met.status == 409)
    #expect(met.text.contains("Wren Fable"))
    let both = try await moss.submit(
      Link.recordVisit(to: ada).text, on: met, ["action": "add"])
    for text in ["Wren was in the kitchen.", "Moss was in the garden."] {
      #expect(both.text.contains(text))
    }
    let edit = Link.editVisit(visit, of: ada).text
    let merged = try await moss.submit(edit, on: both, ["action": "resolve"])
    #expect(merged.status == 200)
    let saved = try await moss.submit(
      edit, on: merged, ["action": "save", "why": "I was there too"])
    #expect(saved.location?.hasSuffix("/saved") == true, "\(saved.text)")
    for child in TestFamily.mine {
      let visits = try await site.record(child)[Visit.self]
      #expect(visits.map(\.id) == [visit])
      #expect(visits.first?.note.text == "Moss was in the garden.\n\nWren was in the kitchen.")
    }
    #expect(try await site.store.drafts(user: "moss").isEmpty)
  }

  @Test func another_visit_on_the_same_day_can_be_meant() async throws {
    let client = try await site.client(as: "wren")
    _ = try await recorded(by: client)
    let met = try await client.sendVisit(
      try await client.visitForm([ada]), to: [ada], note: "In the evening.")
    let saved = try await client.submit(
      Link.recordVisit(to: ada).text, on: met, ["separate": "yes", "action": "save"])
    #expect(saved.status == 303)
    #expect(try await site.record(ada)[Visit.self].count == 2)
  }

  // MARK: - Changing

  @Test func a_change_keeps_what_it_said_before() async throws {
    let client = try await site.client(as: "wren")
    let visit = try await recorded(by: client)
    let edit = Link.editVisit(visit, of: ben)
    let page = try await client.get(edit.text)
    #expect(page.text.contains("We sat in the kitchen."))
    let refused = try await client.sendVisit(
      page, to: TestFamily.mine, at: edit, note: "We sat in the hall.")
    #expect(refused.status == 422)
    let saved = try await client.sendVisit(
      page, to: TestFamily.mine, at: edit, note: "We sat in the hall.", also: ["why": "Mistaken"])
    #expect(saved.status == 303)
    for child in TestFamily.mine {
      #expect(try await site.record(child)[Visit.self].map(\.note.text) == ["We sat in the hall."])
    }
    let history = try await client.get(Link.fact(visit, of: cal).text).text
    for text in ["We sat in the kitchen.", "We sat in the hall.", "Mistaken"] {
      #expect(history.contains(text))
    }
  }

  @Test func two_changes_at_once_show_both_texts() async throws {
    let wren = try await site.client(as: "wren")
    let moss = try await site.client(as: "moss")
    let visit = try await recorded(by: wren)
    let edit = Link.editVisit(visit, of: ada)
    let (hers, his) = (try await wren.get(edit.text), try await moss.get(edit.text))
    _ = try await wren.sendVisit(
      hers, to: TestFamily.mine, at: edit, note: "Wren says.", also: ["why": "More"])
    let met = try await moss.sendVisit(
      his, to: TestFamily.mine, at: edit, note: "Moss says.", also: ["why": "More"])
    #expect(met.status == 409)
    #expect(met.text.contains("Wren says."))
    #expect(met.text.contains("Moss says."))
    #expect(try await site.record(ada)[Visit.self].map(\.note.text) == ["Wren says."])
    let merged = try await moss.submit(edit.text, on: met, ["action": "resolve"])
    let saved = try await moss.submit(edit.text, on: merged, ["action": "save"])
    #expect(saved.status == 303, "\(saved.text)")
    #expect(
      try await site.record(ada)[Visit.self].map(\.note.text) == ["Moss says.\n\nWren says."])
  }

  @Test func a_visit_is_changed_only_with_every_record_that_it_is_in_open() async throws {
    let client = try await site.client(as: "wren")
    func openDot(_ client: TestClient) async throws {
      _ = try await client.submit(
        Link.open(dot).text, on: try await client.get(Link.open(dot).text),
        ["ground": "family", "reason": "I visited the whole family"])
    }
    try await openDot(client)
    _ = try await client.sendVisit(
      try await client.visitForm([ada, dot]), to: [ada, dot], note: "All there.")
    site.clock.advance(minutes: 61)
    let later = try await site.client(as: "wren")
    let visit = try #require(try await site.record(ada)[Visit.self].first?.id)
    let edit = Link.editVisit(visit, of: ada)
    let closed = try await later.get(edit.text)
    #expect(closed.location?.hasPrefix(Link.open(dot).text) == true)
    #expect(try await later.get(Link.visitSaved(visit, of: ada).text).status == 200)
    try await openDot(later)
    let page = try await later.get(edit.text)
    _ = try await later.sendVisit(
      page, to: [ada, dot], at: edit, note: "All were there.", also: ["why": "Clearer"])
    for child in [ada, dot] {
      #expect(try await site.record(child)[Visit.self].map(\.note.text) == ["All were there."])
      #expect(try await site.record(child)[ChildAtVisit.self].count == 1)
    }
  }

  @Test func a_child_taken_out_of_a_visit_loses_it_and_the_history_keeps_it() async throws {
    let client = try await site.client(as: "wren")
    let visit = try await recorded(by: client)
    let edit = Link.editVisit(visit, of: ada)
    var page = try await client.get(edit.text)
    page.untick(cal.id.text)
    let saved = try await client.sendVisit(
      page, to: [ada, ben], at: edit, note: "We sat in the kitchen.",
      also: ["why": "Cal was at school"])
    #expect(saved.status == 303, "\(saved.text)")
    #expect(try await site.record(cal)[Visit.self].isEmpty)
    #expect(try await site.record(cal)[ChildAtVisit.self].isEmpty)
    #expect(try await site.record(ben)[Visit.self].count == 1)
    let history = try await client.get(Link.fact(visit, of: cal).text)
    #expect(history.text.contains("Cal was at school"))
  }
}

extension Answer {
  /// The page with one box no longer ticked.
  fileprivate mutating func untick(_ value: String) {
    let parts = text.components(separatedBy: "value=\"\(value)\" checked")
    self = Answer(
      status: status, headers: headers,
      bytes: Array(parts.joined(separator: "value=\"\(value)\"").utf8))
  }
}
