import CareRecord
import CaseworkPages
import HTML
import Store
import Testing

@testable import Web

@Suite struct CaseNoteRouteTests {
  let site: TestSite

  init() async throws { site = try await TestSite.withFamily() }

  private let new = Link.addCaseNote(to: TestFamily.ada).text

  private func written(_ note: String, by client: TestClient) async throws -> Answer {
    let page = try await client.follow(try await client.get(new))
    return try await client.submit(
      new, on: page, ["title": "Call from school", "note": note, "action": "save"])
  }

  @Test func a_note_stands_in_the_record_once() async throws {
    let client = try await site.client(as: "wren")
    let page = try await client.follow(try await client.get(new))
    for _ in 1...2 {
      let saved = try await client.submit(
        new, on: page, ["title": "Call", "note": "The <school> rang.", "action": "save"])
      #expect(saved.status == 303)
      #expect(try await client.follow(saved).text.contains("The &lt;school&gt; rang."))
    }
    #expect(
      try await site.record(TestFamily.ada)[CaseNote.self].map(\.note.text) == [
        "The <school> rang."
      ])
    #expect(try await site.store.drafts(user: "wren").isEmpty)
  }

  @Test func a_note_without_a_title_comes_back_and_is_kept() async throws {
    let client = try await site.client(as: "wren")
    let page = try await client.follow(try await client.get(new))
    let refused = try await client.submit(
      new, on: page, ["note": "A text that took an hour", "action": "save"])
    #expect(refused.status == 422)
    #expect(refused.text.contains("A text that took an hour"))
    #expect(try await site.store.drafts(user: "wren").count == 1)
  }

  @Test func two_changes_at_once_show_both_texts() async throws {
    let (wren, moss) = (try await site.client(as: "wren"), try await site.client(as: "moss"))
    _ = try await written("First", by: wren)
    let note = try #require(try await site.record(TestFamily.ada)[CaseNote.self].first)
    let edit = Link.editCaseNote(note.id, of: TestFamily.ada).text
    let (hers, his) = (try await wren.get(edit), try await moss.get(edit))
    _ = try await wren.submit(
      edit, on: hers, ["note": "Wren says", "why": "More", "action": "save"])
    let met = try await moss.submit(
      edit, on: his, ["note": "Moss says", "why": "More", "action": "save"])
    #expect(met.status == 409)
    #expect(met.text.contains("Wren says") && met.text.contains("Moss says"))
    let merged = try await moss.submit(edit, on: met, ["action": "resolve"])
    let saved = try await moss.submit(edit, on: merged, ["action": "save"])
    #expect(saved.status == 303, "\(saved.text)")
    #expect(
      try await site.record(TestFamily.ada)[CaseNote.self].map(\.note.text)
        == ["Moss says\n\nWren says"])
  }

  @Test func what_is_not_kept_is_set_aside_and_stays_readable() async throws {
    let (wren, moss) = (try await site.client(as: "wren"), try await site.client(as: "moss"))
    _ = try await written("First", by: wren)
    let note = try #require(try await site.record(TestFamily.ada)[CaseNote.self].first)
    let edit = Link.editCaseNote(note.id, of: TestFamily.ada).text
    let his = try await moss.get(edit)
    _ = try await wren.submit(
      edit, on: try await wren.get(edit), ["note": "Wren says", "why": "More", "action": "save"])
    let met = try await moss.submit(
      edit, on: his, ["note": "Moss says it at length", "why": "More", "action": "save"])
    let merged = try await moss.submit(
      edit, on: met, ["keep-note": "theirs", "action": "resolve"])
    #expect(merged.text.contains("Moss says it at length"))
    _ = try await moss.submit(edit, on: merged, ["action": "save"])
    let drafts = try await site.store.drafts(user: "moss")
    #expect(drafts.count == 1)
    #expect(drafts.first?.fields.contains { $0.value.contains("Moss says it at length") } == true)
    #expect(try await moss.get("/drafts").text.contains("Set aside"))
  }
}
