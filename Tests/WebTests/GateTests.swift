import Access
import HTTPTypes
import Hummingbird
import Store
import Testing

@testable import Web

/// Forms are taken only from our own pages, and a session that ends mid-sentence loses nothing.
@Suite struct GateTests {
  let site: TestSite
  let task: NoteTask
  let client: TestClient
  private let note = NoteTask.page
  private let text = NoteTask.text

  init() async throws {
    site = try await TestSite()
    task = NoteTask(site)
    client = try await site.client(as: "wren", adding: task.add)
  }

  private func draft(of user: String = "wren") async throws -> Draft? {
    try await site.store.drafts(user: user).first
  }

  // MARK: Forgery

  @Test func a_form_from_our_page_is_taken() async throws {
    let answer = try await client.submit(note, on: client.get(note), ["note": text])
    #expect(answer.status == 303)
    #expect(task.saved == [text])
  }

  @Test(arguments: [nil, "", "0", String(repeating: "0", count: 64)])
  func a_form_without_the_right_token_is_refused(token: String?) async throws {
    var fields: [SubmittedForm.Field] = [.init("note", text)]
    if let token { fields.append(.init("csrf", token)) }
    #expect(try await client.post(note, fields).status == 403)
    #expect(try await client.post("/drafts", fields).status == 403)
    #expect(try await client.post("/sign-out", fields).status == 403)
    #expect(task.saved.isEmpty)
    #expect(try await client.get("/").status == 200)
  }

  @Test func the_token_of_another_session_is_refused() async throws {
    let other = try await site.client(as: "moss", adding: task.add)
    let page = try await other.get(note)
    #expect(try await client.submit(note, on: page, ["note": text]).status == 403)
    #expect(task.saved.isEmpty)
  }

  @Test(arguments: [
    ("Sec-Fetch-Site", "cross-site", 403), ("Sec-Fetch-Site", "same-site", 403),
    ("Sec-Fetch-Site", "same-origin", 303), ("Origin", "http://kith.test", 303),
    ("Origin", "http://evil.test", 403), ("Origin", "null", 403),
    ("Origin", "http://kith.test.evil.test", 403), ("Origin", "http://kith.test:81", 403),
    ("Origin", "", 403),
  ])
  func a_form_that_another_site_sends_is_refused(
    name: String, value: String, status: Int
  ) async throws {
    let header = try #require(HTTPField.Name(name))
    let page = try await client.get(note)
    let answer = try await client.submit(
      note, on: page, ["note": text], headers: [header: value])
    #expect(answer.status == status)
    #expect(task.saved.count == (status == 303 ? 1 : 0))
    let signIn = try await site.client().submit(
      "/sign-in", on: site.client().get("/sign-in"), ["user": "wren"], headers: [header: value])
    #expect(signIn.status == 403)
  }

  @Test func a_role_is_asked_before_its_form_is_read() async throws {
    let body = Array(repeating: UInt8(ascii: "x"), count: 100)
    let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=XX"]
    let refused = try await client.send(.post, "/files", headers: headers, body: body)
    #expect(refused.status == 403)
    #expect(refused.text.contains("Your role does not include this page"))
    let officer = try await site.client(as: "data", adding: task.add)
    #expect(try await officer.send(.post, "/files", headers: headers, body: body).status == 400)
  }

  // MARK: Sessions

  @Test func a_session_survives_a_restart() async throws {
    let restarted = try await site.restarted().client()
    restarted.cookies = client.cookies
    #expect(try await restarted.get("/").status == 200)
  }

  @Test func an_hour_without_a_request_ends_a_session_and_says_so() async throws {
    site.clock.advance(minutes: 59)
    #expect(try await client.get("/").status == 200)
    site.clock.advance(minutes: 59)
    #expect(try await client.get("/").status == 200)
    site.clock.advance(minutes: 60)
    let sent = try await client.get("/drafts")
    #expect(sent.location == "/sign-in?next=%2Fdrafts&because=idle")
    let page = try await client.get(try #require(sent.location))
    #expect(page.text.contains("because you had not used Kith for 60 minutes"))
    #expect(try await client.signIn("wren", at: try #require(sent.location)).location == "/drafts")
  }

  @Test func twelve_hours_end_a_session_however_busy() async throws {
    for _ in 0..<17 {
      site.clock.advance(minutes: 42)
      #expect(try await client.get("/").status == 200)
    }
    site.clock.advance(minutes: 6)
    let sent = try await client.get("/")
    #expect(sent.location == "/sign-in?because=too-long")
    let page = try await client.get(try #require(sent.location))
    #expect(page.text.contains("signed in for 12 hours"))
  }

  @Test func a_disabled_account_is_out_at_once() async throws {
    try await site.store.disableAccount(user: "wren", at: site.clock.now)
    #expect(try await client.get("/").status == 303)
  }

  // MARK: Losing nothing

  @Test func text_sent_after_the_session_ended_waits_as_a_draft() async throws {
    let page = try await client.get(note)
    site.clock.advance(minutes: 61)
    let sent = try await client.submit(note, on: page, ["note": text])
    #expect(sent.status == 303)
    let location = try #require(sent.location)
    #expect(location == "/sign-in?next=%2Fnote%2F0000000000001&because=idle&kept=yes")
    #expect(try await client.get(location).text.contains("What you wrote is kept"))
    #expect(try await draft()?.value("note") == text)
    #expect(task.saved.isEmpty)

    // Even if the browser is closed, it is there after signing in.
    let signedIn = try await client.signIn("wren", at: location)
    #expect(signedIn.location == note)
    let again = try await client.get(note)
    #expect(again.forms.last?.fields.first { $0.name == "note" }?.value == text)
    #expect(try await client.submit(note, on: again).status == 303)
    #expect(task.saved == [text])
  }

  @Test func the_script_is_told_that_its_text_was_kept_though_the_session_ended() async throws {
    let page = try await client.get(note)
    site.clock.advance(minutes: 61)
    let form = try #require(page.forms.first { $0.action == note })
    let fields = form.fields.filter { $0.name != "note" } + [.init("note", text)]
    let script = HTTPField.Name.constant("X-Requested-With")
    let answer = try await client.post("/drafts", fields, headers: [script: "autosave"])
    #expect(answer.status == 401)
    #expect(answer.text.contains("\"kept\":true"))
    #expect(try await draft()?.value("note") == text)
  }

  @Test func an_ended_session_keeps_no_text_without_its_token() async throws {
    let page = try await client.get(note)
    site.clock.advance(minutes: 61)
    let answer = try await client.submit(
      note, on: page, ["note": text, "csrf": String(repeating: "0", count: 64)])
    #expect(answer.status == 401)
    #expect(try await draft() == nil)
  }

  @Test func text_of_nobody_we_know_is_held_until_they_sign_in() async throws {
    let page = try await client.get(note)
    let signedOut = try await client.submit("/sign-out", on: client.get("/"))
    #expect(signedOut.status == 303)
    let held = try await client.submit(note, on: page, ["note": text])
    #expect(held.status == 401)
    #expect(held.text.contains("What you wrote is kept"))
    #expect(try await draft() == nil)

    let wrong = try await client.submit(
      "/sign-in", on: held, ["user": "wren", "password": "wrong"])
    #expect(wrong.status == 422)
    let answer = try await client.submit(
      "/sign-in", on: wrong, ["user": "wren", "password": TestSite.password])
    #expect(answer.location == note)
    #expect(try await draft()?.value("note") == text)
    #expect(try await client.get(note).text.contains("100%."))
  }

  @Test func text_from_a_page_of_an_earlier_session_is_kept_not_saved() async throws {
    let page = try await client.get(note)
    _ = try await client.submit("/sign-out", on: client.get("/"))
    try await client.signIn("wren")
    let origin: HTTPFields = [.origin: "http://kith.test"]
    let answer = try await client.submit(note, on: page, ["note": text], headers: origin)
    #expect(answer.status == 403)
    #expect(answer.text.contains("What you wrote is kept as a draft"))
    #expect(task.saved.isEmpty)
    #expect(try await draft()?.value("note") == text)
    // Where no browser vouches for the page, nothing is kept for them, but it is shown back.
    let unsaid = try await client.submit(note, on: page, ["note": "Another\ntext"])
    #expect(unsaid.status == 403)
    #expect(unsaid.text.contains("Another"))
    #expect(try await draft()?.value("note") == text)
  }

  @Test func text_is_shown_back_when_it_cannot_be_saved() async throws {
    struct Unforeseen: Error { let child = "Ada Example" }
    let cases: [(any Error, Int)] = [
      (StoreUnavailable("Of /var/lib/kith.", publicly: "The disk is full."), 503),
      (Unforeseen(), 500),
      (ReadRefused.notAllowed("Not yours."), 403), (CommitRefused.conflict([]), 409),
    ]
    for (error, status) in cases {
      let page = try await client.get(note)
      task.fail(with: error)
      let answer = try await client.submit(note, on: page, ["note": text])
      #expect(answer.status == status)
      #expect(PageForm.plain(answer.text).contains("Ada said <she> was & is \"fine\"."))
      #expect(!answer.text.contains("Ada Example"))
      #expect(!answer.text.contains("/var/lib"))
    }
  }

  @Test func text_is_shown_back_when_the_store_cannot_say_who_asks() async throws {
    let page = try await client.get(note)
    try await site.store.close()
    let answer = try await client.submit(note, on: page, ["note": text])
    #expect(answer.status == 503)
    #expect(answer.text.contains("Nothing was changed"))
    #expect(answer.text.contains("Ada said"))
    #expect(try await client.get(note).status == 503)
    #expect(try await client.get("/ready").status == 503)
    #expect(try await client.get("/health").status == 200)
  }

  // MARK: Drafts

  @Test func a_page_that_saves_its_draft_often_is_not_in_conflict_with_itself() async throws {
    let page = try await client.get(note)
    for text in ["A", "A b", "A b c"] {
      #expect(try await client.submitDraft(on: page, ["note": text]).status == 200)
    }
    #expect(try await draft()?.value("note") == "A b c")
  }

  @Test func a_text_that_arrives_late_does_not_replace_a_newer_one() async throws {
    let page = try await client.get(note)
    for (text, time) in [("new", "200"), ("old", "100")] {
      let answer = try await client.submitDraft(
        on: page, ["note": text, "draft-typed-at": time])
      #expect(answer.status == 200)
    }
    #expect(try await draft()?.value("note") == "new")
    _ = try await client.submitDraft(on: page, ["note": "by button"], byScript: false)
    #expect(try await draft()?.value("note") == "by button")
  }

  @Test func two_windows_on_one_draft_see_both_texts() async throws {
    let first = try await client.get(note)
    let second = try await client.get(note)
    #expect(try await client.submitDraft(on: first, ["note": "The first text\n"]).status == 200)
    #expect(try await client.submitDraft(on: second, ["note": "x"]).status == 409)
    let answer = try await client.submitDraft(
      on: second, ["note": "The second text\n"], byScript: false)
    #expect(answer.status == 409)
    #expect(answer.text.contains("The first text"))
    #expect(answer.text.contains("The second text"))
  }

  @Test func drafts_are_listed_and_thrown_away() async throws {
    _ = try await client.submitDraft(on: client.get(note), ["note": "Some text"], byScript: false)
    let home = try await client.get("/")
    #expect(home.text.contains("Note of Wren"))
    #expect(home.text.contains("href=\"\(note)\""))
    let drafts = try await client.get("/drafts")
    #expect(drafts.text.contains("Note of Wren"))
    let link = try #require(drafts.text.components(between: "href=\"/drafts/one", and: "\"").first)
    let one = PageForm.plain("/drafts/one" + link)
    let other = try await site.client(as: "moss", adding: task.add)
    #expect(try await !other.get("/drafts").text.contains("Note of Wren"))
    #expect(try await other.get(one).status == 404)
    let page = try await client.get(one)
    #expect(page.text.contains("Some text"))
    let answer = try await client.submit("/drafts/discard", on: page)
    #expect(answer.status == 303)
    #expect(try await draft() == nil)
    #expect(try await client.get(one).status == 404)
  }
}

extension TestClient {
  /// Sends the note's form to where drafts are kept, as our script does it, or a button.
  fileprivate func submitDraft(
    on page: Answer, _ answers: [String: String], byScript: Bool = true
  ) async throws -> Answer {
    let form = try #require(page.forms.first { $0.action == NoteTask.page })
    let fields =
      form.fields.filter { answers[$0.name] == nil }
      + answers.map { SubmittedForm.Field($0.key, $0.value) }
    let headers: HTTPFields =
      byScript ? [HTTPField.Name.constant("X-Requested-With"): "autosave"] : [:]
    return try await post("/drafts", fields, headers: headers)
  }
}
