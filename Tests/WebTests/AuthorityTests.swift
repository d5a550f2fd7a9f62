import Access
import CareRecord
import CivilTime
import Foundation
import HTTPTypes
import Secrets
import Store
import Testing

@testable import Web

/// One server for several authorities: whose pages somebody gets, and that a session of one is none in
/// another.
@Suite struct AuthorityTests {
  static let leeds = TestSite.authority
  static let bradford: Authority = {
    guard let bradford = Authority(number: 380) else { preconditionFailure("380 is a number") }
    return bradford
  }()

  private func withSite(
    _ authorities: [Authority] = [leeds, bradford], _ test: (SharedSite) async throws -> Void
  ) async throws {
    try await WebDatabase.Kind.sqlite.with { database in
      let site = try await SharedSite(database, of: authorities)
      for authority in authorities {
        // The same user name in both.
        try await site.add(
          Person(
            user: "wren", name: "Wren of \(authority)", authority: authority,
            roles: [.socialWorker]))
      }
      try await test(site)
      try await site.close()
    }
  }

  private func client(_ site: SharedSite, _ door: FrontDoor? = nil) throws -> TestClient {
    TestClient(try door ?? site.door(), of: site)
  }

  @Test func whoever_comes_first_chooses_an_authority_and_goes_on_where_they_were_going()
    async throws
  {
    try await withSite { site in
      let client = try client(site)
      let sent = try await client.get("/children?q=a")
      #expect(sent.location == "/authority?next=%2Fchildren%3Fq%3Da")
      let page = try await client.follow(sent)
      #expect(page.text.contains("Choose your authority"))
      #expect(page.text.contains("Council of 380") && page.text.contains("Council of 383"))
      let link = try #require(
        page.text.components(between: "href=\"", and: "\"").map(PageForm.plain)
          .first { $0.contains("authority=383") })
      let chosen = try await client.get(link)
      #expect(chosen.location == "/children?q=a")
      #expect(client.cookies["kith-authority"] == "383")
      #expect(chosen.headers[.setCookie]?.contains("; Max-Age=31536000") == true)
      let signIn = try await client.follow(try await client.follow(chosen))
      #expect(signIn.text.contains("Sign in to Council of 383"))
      #expect(signIn.text.contains("Choose another authority"))
      let answer = try await client.submit(
        "/sign-in", on: signIn, ["user": "wren", "password": TestSite.password])
      #expect(answer.location == "/children?q=a")
      #expect(try await client.get("/").text.contains("Wren of 383"))
    }
  }

  @Test func an_address_with_the_authority_in_it_can_be_kept() async throws {
    try await withSite { site in
      let client = try client(site)
      let chosen = try await client.get("/?authority=380")
      #expect(chosen.location == "/")
      try await client.signIn("wren")
      #expect(try await client.get("/").text.contains("Wren of 380"))
    }
  }

  @Test(arguments: ["/?authority=999", "/?authority=38", "/?authority=wren"])
  func an_authority_that_is_not_served_is_said_to_be_none(address: String) async throws {
    try await withSite { site in
      let client = try client(site)
      let answer = try await client.get(address)
      #expect(answer.status == 404)
      #expect(answer.text.contains("There is no such authority here"))
      #expect(client.cookies.isEmpty)
    }
  }

  @Test func with_one_authority_nobody_is_asked() async throws {
    try await withSite([Self.leeds]) { site in
      let client = try client(site)
      #expect(try await client.get("/").location == "/sign-in")
      let page = try await client.get("/sign-in")
      #expect(!page.text.contains("Choose another authority"))
      #expect(!page.text.contains("Sign in to"))
      #expect(client.cookies["kith-authority"] == nil)
      #expect(try await client.get("/authority").status == 404)
    }
  }

  @Test func a_session_of_one_authority_is_none_in_another() async throws {
    try await withSite { site in
      let client = try client(site)
      _ = try await client.get("/?authority=383")
      try await client.signIn("wren")
      #expect(try await client.get("/").status == 200)
      // Somebody writes the other authority into their cookie.
      client.cookies["kith-authority"] = "380"
      for path in ["/", "/children", "/drafts", "/search?q=a"] {
        #expect(try await client.get(path).location?.hasPrefix("/sign-in") == true, "\(path)")
      }
      client.cookies["kith-authority"] = "383"
      #expect(try await client.get("/").status == 200)
    }
  }

  @Test func a_password_of_one_authority_is_none_in_another() async throws {
    try await withSite { site in
      try await site.stores[Self.bradford]?.setPasswordHash(
        try await TestSite.hasher.hash("another password"), of: "wren", at: site.clock.now)
      let client = try client(site)
      _ = try await client.get("/?authority=380")
      #expect(try await client.signIn("wren").status == 422)
      // Wrong ones are counted where they were tried.
      for _ in 0..<6 { try await client.signIn("wren") }
      #expect(try await client.signIn("wren", password: "another password").status == 429)
      _ = try await client.get("/?authority=383")
      #expect(try await client.signIn("wren").status == 303)
    }
  }

  @Test func whoever_is_signed_in_signs_out_before_they_go_to_another() async throws {
    try await withSite { site in
      let client = try client(site)
      _ = try await client.get("/?authority=383")
      try await client.signIn("wren")
      let page = try await client.get("/?authority=380")
      #expect(page.text.contains("You are signed in to Council of 383"))
      #expect(client.cookies["kith-authority"] == "383")
      #expect(try await client.get("/?authority=383").location == "/")
      #expect(try await client.submit("/sign-out", on: page).status == 303)
      #expect(try await client.get("/?authority=380").location == "/")
      #expect(client.cookies["kith-authority"] == "380")
    }
  }

  private static let note = "She said <that> & more."

  /// A form of a draft, from a page of Leeds.
  private func draft(of client: TestClient) async throws -> [SubmittedForm.Field] {
    let token = try #require(
      try await client.get("/drafts").forms.first?.fields.first { $0.name == "csrf" })
    return [
      token, .init("draft-key", "note/1"), .init("draft-page", "/drafts"),
      .init("draft-title", "Note"), .init("note", Self.note),
    ]
  }

  @Test(arguments: [true, false])
  func what_was_written_for_one_authority_is_shown_back_and_not_kept_in_another(
    signsIn: Bool
  ) async throws {
    try await withSite { site in
      let client = try client(site)
      _ = try await client.get("/?authority=383")
      try await client.signIn("wren")
      let form = try await draft(of: client)
      client.cookies["kith-authority"] = "380"
      if signsIn { try await client.signIn("wren") }
      let headers: HTTPFields = [.origin: "http://kith.test"]
      let answer = try await client.post("/drafts", form, headers: headers)
      #expect(answer.status == 409)
      #expect(answer.text.contains("This page belongs to another authority"))
      #expect(PageForm.plain(answer.text).contains(Self.note))
      for store in site.stores.values {
        #expect(try await store.drafts(user: "wren").isEmpty)
      }
    }
  }

  @Test func a_form_of_whom_the_browser_no_longer_says_where_they_were_is_shown_back() async throws
  {
    try await withSite { site in
      let client = try client(site)
      _ = try await client.get("/?authority=383")
      try await client.signIn("wren")
      let form = try await draft(of: client)
      client.cookies["kith-authority"] = nil
      let answer = try await client.post("/drafts", form)
      #expect(answer.status == 409)
      #expect(PageForm.plain(answer.text).contains(Self.note))
      let password = try await client.post("/sign-in", ["user": "wren", "password": "secret word"])
      #expect(password.status == 409)
      #expect(!password.text.contains("secret word"))
    }
  }

  @Test func a_sign_in_page_signs_in_where_it_said_or_nowhere() async throws {
    try await withSite { site in
      let client = try client(site)
      _ = try await client.get("/?authority=383")
      let page = try await client.get("/sign-in")
      _ = try await client.get("/?authority=380")
      let answer = try await client.submit(
        "/sign-in", on: page, ["user": "wren", "password": TestSite.password])
      #expect(answer.status == 409)
      #expect(client.cookies["kith-session"] == nil)
    }
  }

  @Test func an_authority_that_comes_while_the_server_runs_is_served() async throws {
    try await withSite { site in
      let (leeds, bradford) = (
        try #require(site.served(Self.leeds)), try #require(site.served(Self.bradford))
      )
      let door = try FrontDoor(leeds, with: site.parts())
      let client = try client(site, door)
      try await client.signIn("wren")
      #expect(try await client.get("/").status == 200)
      try door.add(bradford)
      try door.add(bradford)
      // Until they choose, their browser has not said which; their session goes on.
      #expect(try await client.get("/").location == "/authority")
      _ = try await client.get("/?authority=383")
      #expect(try await client.get("/").text.contains("Wren of 383"))
      let other = try self.client(site, door)
      _ = try await other.get("/?authority=380")
      try await other.signIn("wren")
      #expect(try await other.get("/").text.contains("Wren of 380"))
    }
  }

  @Test func how_the_process_is_and_its_figures_are_said_once_for_all() async throws {
    try await withSite { site in
      let client = TestClient(try site.door(), of: site, peer: "127.0.0.1")
      #expect(try await client.get("/health").text == "ok\n")
      #expect(try await client.get("/ready").text == "ready\n")
      let text = try await client.get("/metrics").text
      #expect(text.contains("\nkith_authorities 2\n"))
      #expect(text.contains("\nkith_store_read_only 0\n"))
      let style = try #require(
        try await client.get("/authority").text.components(between: "href=\"/assets/", and: "\"")
          .first)
      #expect(try await client.get("/assets/" + style).status == 200)
      for method in [HTTPRequest.Method.put, .delete] {
        #expect(try await client.send(method, "/children").status >= 400)
      }
      #expect(try await client.send(.head, "/authority").status == 200)
    }
  }
}
